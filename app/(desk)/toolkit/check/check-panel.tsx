import { FlaskConical, ScanSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { KeyField } from '@/app/(desk)/toolkit/key-field';
import { LineField } from '@/app/(desk)/toolkit/line-field';
import { randomBytes } from '@/app/(desk)/toolkit/random-bytes';
import type { ToolProps } from '@/app/(desk)/toolkit/tool-props';
import { Button } from '@/app/components/button';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { Field } from '@/app/components/field';
import { SelectBox } from '@/app/components/select-box';
import { systemClock } from '@/lib/core/clock';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import { PROFILES, type Profile } from '@/lib/signing/wire-message';
import { type CheckForm, checkInputs, EMPTY_CHECK } from './check-form';
import { checkMessage } from './check-message';
import { CheckResultView, type PerformedCheck } from './check-result-view';
import { EXAMPLE_KEY, exampleMessage } from './example';
import { MessageFields } from './message-fields';
import { warmUpSearch } from './warm-up-search';

/** Paste a message, learn whether its signature is right and, where it is not, which mistake was made. */
export function CheckPanel({ accessKey, onAccessKey }: ToolProps) {
  const t = useTranslations('toolkit.check');
  const head = useRef<HTMLDivElement>(null);
  const [form, setForm] = useState(EMPTY_CHECK);
  const [outcome, setOutcome] = useState<PerformedCheck | null>(null);
  useEffect(() => {
    if (outcome) head.current?.focus();
  }, [outcome]);
  useEffect(() => whenIdle(() => warmUpSearch(purePrimitives)), []);

  const isOutdated = outcome !== null && (outcome.form !== form || outcome.accessKey !== accessKey);
  const change = (changed: Partial<CheckForm>) => setForm({ ...form, ...changed });

  function check(checked: CheckForm, key: string) {
    const result = checkMessage(checkInputs(checked, key), purePrimitives);
    setOutcome({ result, atMs: systemClock.now().getTime(), accessKey: key, form: checked });
  }

  function showExample() {
    const text = exampleMessage(systemClock.now().getTime(), randomBytes, purePrimitives);
    const example = { ...EMPTY_CHECK, raw: { text, file: null } };
    setForm(example);
    onAccessKey(EXAMPLE_KEY);
    check(example, EXAMPLE_KEY);
  }

  return (
    <div className="flex flex-col gap-6">
      <Card title={t('title')}>
        <CheckFields
          form={form}
          accessKey={accessKey}
          onChange={change}
          onAccessKey={onAccessKey}
          onSubmit={() => check(form, accessKey)}
        />
      </Card>
      {outcome === null ? (
        <Card>
          <EmptyState
            icon={ScanSearch}
            title={t('emptyTitle')}
            action={
              <Button icon={FlaskConical} onClick={showExample}>
                {t('example')}
              </Button>
            }
          >
            {t('emptyText')}
          </EmptyState>
        </Card>
      ) : (
        <CheckResultView outcome={outcome} isOutdated={isOutdated} headRef={head} />
      )}
    </div>
  );
}

type CheckFieldsProps = ToolProps & {
  form: CheckForm;
  onChange: (changed: Partial<CheckForm>) => void;
  onSubmit: () => void;
};

function CheckFields({ form, accessKey, onChange, onAccessKey, onSubmit }: CheckFieldsProps) {
  const t = useTranslations('toolkit.check');

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <MessageFields form={form} onChange={onChange} />
        <div className="flex min-w-0 flex-col gap-5">
          <KeyField label={t('key')} hint={t('keyHint')} value={accessKey} onChange={onAccessKey} />
          <ProfileField profile={form.profile} onChange={(profile) => onChange({ profile })} />
          <LineField
            label={t('theirs')}
            hint={t('theirsHint')}
            isOptional
            value={form.theirs}
            onChange={(theirs) => onChange({ theirs })}
          />
          <FurtherFields form={form} onChange={onChange} />
        </div>
      </div>
      <div>
        <Button type="submit" look="primary" icon={ScanSearch}>
          {t('check')}
        </Button>
      </div>
    </form>
  );
}

type ProfileFieldProps = { profile: Profile | ''; onChange: (profile: Profile | '') => void };

function ProfileField({ profile, onChange }: ProfileFieldProps) {
  const t = useTranslations('toolkit.check');
  const profileId = useId();
  return (
    <Field id={profileId} label={t('profile')} hint={t('profileHint')}>
      <SelectBox
        id={profileId}
        autoComplete="off"
        aria-describedby={`${profileId}-hint`}
        value={profile}
        onChange={(event) => onChange(event.target.value as Profile | '')}
        options={[
          { value: '', label: t('profiles.auto') },
          ...PROFILES.map((value) => ({ value, label: t(`profiles.${value}`) })),
        ]}
      />
    </Field>
  );
}

/** What a check seldom needs. */
function FurtherFields({ form, onChange }: Pick<CheckFieldsProps, 'form' | 'onChange'>) {
  const t = useTranslations('toolkit.check');
  return (
    <details>
      <summary className="w-fit py-1 text-13 font-medium text-muted">{t('more')}</summary>
      <div className="flex flex-col gap-5 pt-3">
        <KeyField
          label={t('otherKey')}
          hint={t('otherKeyHint')}
          isOptional
          value={form.otherKey}
          onChange={(otherKey) => onChange({ otherKey })}
        />
        <LineField
          label={t('requestTimestamp')}
          hint={t('requestTimestampHint')}
          isOptional
          value={form.requestTimestamp}
          onChange={(requestTimestamp) => onChange({ requestTimestamp })}
        />
      </div>
    </details>
  );
}

/** Runs work once nothing else waits. @returns what calls it off */
function whenIdle(work: () => void): () => void {
  // Safari has no idle callback.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 500);
    return () => clearTimeout(timer);
  }
  const handle = window.requestIdleCallback(work);
  return () => window.cancelIdleCallback(handle);
}
