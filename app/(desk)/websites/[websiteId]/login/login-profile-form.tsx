'use client';

import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { saveLoginProfileAction } from '@/app/(desk)/websites/actions';
import { ActionForm } from '@/app/components/action-form';
import { RadioGroup } from '@/app/components/radio-group';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { TextField } from '@/app/components/text-field';
import { UnusableButton } from '@/app/components/unusable-button';
import { SCAN_CONCURRENCY } from '@/lib/core/policy';
import type { ShownLoginProfile } from '@/lib/websites/login/find-login-settings';
import { LOGIN_LIMITS, LOGIN_MODES, type LoginMode } from '@/lib/websites/rules/login-profile';
import { HeaderRows } from './header-rows';

type LoginFormProps = {
  websiteId: string;
  profile: ShownLoginProfile | null;
  /** Why nothing can be saved now, as a sentence, and where that can be changed. */
  blocker: { reason: string; remedy: { href: Route; label: string } | undefined } | null;
};

const CONFLICT_FIELDS = [
  'headerNames',
  'mode',
  'loginUrl',
  'verifyUrl',
  'username',
  'pathsToAvoid',
  'requestsPerSecond',
  'concurrency',
] as const;

/** The settings by which a scan logs in. Secrets are typed in and never come back: an empty one keeps the stored one. */
export function LoginProfileForm({ websiteId, profile, blocker }: LoginFormProps) {
  const t = useTranslations('websites.login');
  const [mode, setMode] = useState<LoginMode>(profile?.mode ?? 'PASSWORD');
  const version = profile?.version ?? 0;
  const labels = Object.fromEntries(CONFLICT_FIELDS.map((field) => [field, t(`fields.${field}`)]));
  return (
    <ActionForm action={saveLoginProfileAction} version={version} labels={labels} hasSavedNote>
      <input type="hidden" name="websiteId" value={websiteId} />
      <RadioGroup
        name="mode"
        label={t('mode')}
        defaultValue={mode}
        onChange={(value) => setMode(LOGIN_MODES.find((known) => known === value) ?? 'PASSWORD')}
        options={LOGIN_MODES.map((value) => ({
          value,
          label: t(`modes.${value}.label`),
          hint: t(`modes.${value}.hint`),
        }))}
      />
      <ModeFields mode={mode} profile={profile} version={version} />
      <HeaderRows key={`headers-${version}`} names={profile?.headerNames ?? []} />
      <TextArea
        name="pathsToAvoid"
        label={t('paths')}
        hint={t('pathsHint')}
        defaultValue={profile?.pathsToAvoid.join('\n')}
        rows={3}
        spellCheck={false}
        isMono
        isOptional
      />
      <PaceFields profile={profile} />
      {blocker === null ? (
        <div>
          <SubmitButton>{t('save')}</SubmitButton>
        </div>
      ) : (
        <UnusableButton look="primary" {...blocker}>
          {t('save')}
        </UnusableButton>
      )}
    </ActionForm>
  );
}

type ModeFieldsProps = { mode: LoginMode; profile: ShownLoginProfile | null; version: number };

function ModeFields({ mode, profile, version }: ModeFieldsProps) {
  const t = useTranslations('websites.login');
  return (
    <>
      {/* A saved secret leaves the page: its control starts empty with the next version. */}
      {mode === 'PASSWORD' && <PasswordFields key={`password-${version}`} profile={profile} />}
      {mode === 'COOKIE' && (
        <TextArea
          key={`cookies-${version}`}
          name="cookies"
          label={t('cookies')}
          hint={profile?.hasCookies ? t('cookiesSet') : t('cookiesHint')}
          maxLength={LOGIN_LIMITS.cookies}
          autoComplete="off"
          spellCheck={false}
          isMono
        />
      )}
      {mode !== 'NONE' && (
        <TextField
          name="verifyUrl"
          label={t('verifyUrl')}
          hint={t('verifyUrlHint')}
          defaultValue={profile?.verifyUrl}
          maxLength={LOGIN_LIMITS.verifyUrl}
          spellCheck={false}
          isMono
        />
      )}
    </>
  );
}

const PACE = {
  requestsPerSecond: {
    label: 'rate',
    hint: 'rateHint',
    min: LOGIN_LIMITS.minRequestsPerSecond,
    max: LOGIN_LIMITS.maxRequestsPerSecond,
    usual: 5,
  },
  concurrency: {
    label: 'concurrency',
    hint: 'concurrencyHint',
    min: LOGIN_LIMITS.minConcurrency,
    max: LOGIN_LIMITS.maxConcurrency,
    usual: SCAN_CONCURRENCY,
  },
} as const;

/** How fast a scan may be. */
function PaceFields({ profile }: { profile: ShownLoginProfile | null }) {
  const t = useTranslations('websites.login');
  return (['requestsPerSecond', 'concurrency'] as const).map((name) => {
    const { label, hint, min, max, usual } = PACE[name];
    return (
      <div key={name} className="sm:max-w-60">
        <TextField
          name={name}
          label={t(label)}
          hint={t(hint)}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          defaultValue={profile?.[name] ?? usual}
        />
      </div>
    );
  });
}

function PasswordFields({ profile }: { profile: ShownLoginProfile | null }) {
  const t = useTranslations('websites.login');
  return (
    <>
      <TextField
        name="loginUrl"
        label={t('loginUrl')}
        hint={t('loginUrlHint')}
        defaultValue={profile?.loginUrl}
        maxLength={LOGIN_LIMITS.loginUrl}
        spellCheck={false}
        isMono
      />
      <TextField
        name="username"
        label={t('username')}
        defaultValue={profile?.username}
        maxLength={LOGIN_LIMITS.username}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        name="password"
        type="password"
        label={t('password')}
        hint={profile?.hasPassword ? t('passwordSet') : t('passwordHint')}
        maxLength={LOGIN_LIMITS.password}
        autoComplete="new-password"
      />
    </>
  );
}
