import { useLocale, useTranslations } from 'next-intl';
import { tryLoginAction } from '@/app/(desk)/websites/actions';
import { findRemedy } from '@/app/(desk)/websites/find-remedy';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { withLists } from '@/lib/i18n/list-text';
import { textOr } from '@/lib/i18n/text-or';
import type { WebsiteDetails } from '@/lib/websites/get-website';
import type { ShownLoginProfile } from '@/lib/websites/login/find-login-settings';

type TryCardProps = { website: WebsiteDetails; profile: ShownLoginProfile | null };
type LastTry = NonNullable<ShownLoginProfile['lastTry']>;

/** "Test login now" and the result of the last test. */
export function TryCard({ website, profile }: TryCardProps) {
  const t = useTranslations('websites.try');
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-4">
        {profile?.mode === 'NONE' ? (
          <Notice tone="neutral" title={t('noLogin')}>
            {t('noLoginText')}
          </Notice>
        ) : (
          <>
            <p className="text-muted">
              {t('lead')} {t('unsaved')}
            </p>
            <TryButton website={website} profile={profile} />
            <div role="status" className="empty:hidden">
              {profile?.lastTry && <TryResult lastTry={profile.lastTry} />}
            </div>
          </>
        )}
      </div>
    </Card>
  );
}

function TryButton({ website, profile }: TryCardProps) {
  const t = useTranslations('websites.try');
  const errors = useTranslations('errors.websites.blockers');
  const locale = useLocale();
  const blocker = website.blockers.tryLogin;
  const reason = blocker
    ? errors(blocker.code, withLists(locale, blocker.values))
    : profile
      ? null
      : t('notSaved');
  if (reason !== null)
    return (
      <UnusableButton reason={reason} remedy={findRemedy(blocker, website.id, t('toOwnership'))}>
        {t('button')}
      </UnusableButton>
    );
  return (
    <ActionForm kind="act" action={tryLoginAction}>
      <input type="hidden" name="websiteId" value={website.id} />
      <div>
        <SubmitButton look="secondary">{profile?.lastTry ? t('again') : t('button')}</SubmitButton>
      </div>
    </ActionForm>
  );
}

function TryResult({ lastTry }: { lastTry: LastTry }) {
  const t = useTranslations('websites.try');
  const { isProven, isOfTheseSettings } = lastTry;
  const tone = !isOfTheseSettings ? 'neutral' : isProven ? 'success' : 'attention';
  const markers = String(lastTry.values.markers ?? '');
  const took = t('took', { requests: lastTry.requests, seconds: lastTry.durationMs / 1_000 });
  const mono = (text: string) => <span className="font-mono text-13">{text}</span>;
  return (
    <div className="flex flex-col gap-4">
      <Notice
        tone={tone}
        title={!isOfTheseSettings ? t('outdated') : isProven ? t('proven') : t('notProven')}
      >
        {textOr(t, `reasons.${lastTry.reason}`, lastTry.reason, lastTry.values)}
      </Notice>
      <DefinitionList
        items={[
          { term: t('facts.at'), value: <DateTime at={lastTry.at} /> },
          ...(lastTry.status === null
            ? []
            : [{ term: t('facts.status'), value: mono(String(lastTry.status)) }]),
          ...(lastTry.finalUrl === null ? [] : [{ term: t('facts.page'), value: mono(lastTry.finalUrl) }]),
          ...(lastTry.title === '' ? [] : [{ term: t('facts.pageTitle'), value: lastTry.title }]),
          ...(markers === '' ? [] : [{ term: t('facts.marker'), value: mono(markers) }]),
          { term: t('facts.took'), value: took },
        ]}
      />
      {lastTry.status === null ? (
        !isProven && <p className="text-muted">{t('none')}</p>
      ) : (
        <>
          <section className="flex flex-col gap-1.5">
            <h3 className="text-13 font-medium text-muted">{t('text')}</h3>
            <p className="rounded-8 border border-line bg-sunken px-3 py-2.5 wrap-anywhere">
              {lastTry.text === '' ? t('noWords') : lastTry.text}
            </p>
          </section>
          <CodeBlock label={t('preview')} text={lastTry.preview} isCopyable={false} />
        </>
      )}
    </div>
  );
}
