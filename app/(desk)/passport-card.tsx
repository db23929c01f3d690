import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/app/components/card';
import { CopyButton } from '@/app/components/copy-button';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import { DownloadLink } from '@/app/components/download-link';
import { Folded } from '@/app/components/folded';
import { textOr } from '@/lib/i18n/text-or';
import type { PassportView } from '@/lib/passport/list-passports';

type PassportCardProps = {
  /** Newest first. */
  passports: readonly PassportView[];
  /** The page of the request, below which its passports are. */
  path: string;
  submissionId: string;
  /** What can be done where there is none. */
  children?: ReactNode;
};

/** What was judged, as one signed file: the newest version with what names it, and those before. */
export function PassportCard({ passports, path, submissionId, children }: PassportCardProps) {
  const t = useTranslations('passport');
  const [newest, ...older] = passports;
  const address = (version: number) => `${path}/passport/${version}`;
  return (
    <Card
      title={t('title')}
      id="passport"
      aside={
        newest && (
          <DownloadLink href={address(newest.version)} size="sm">
            {t('download')}
          </DownloadLink>
        )
      }
    >
      <div className="flex flex-col items-start gap-4">
        <p className="max-w-reading text-muted">{t(newest ? 'lead' : 'none')}</p>
        {newest ? <PassportFacts passport={newest} submissionId={submissionId} /> : children}
        {older.length > 0 && (
          <Folded summary={t('older', { count: older.length })}>
            <ul className="flex flex-col items-start gap-2">
              {older.map((one) => (
                <li key={one.version}>
                  <DownloadLink href={address(one.version)} size="sm">
                    {t('downloadOlder', { version: one.version })}
                  </DownloadLink>
                </li>
              ))}
            </ul>
          </Folded>
        )}
      </div>
    </Card>
  );
}

type PassportFactsProps = { passport: PassportView; submissionId: string };

function PassportFacts({ passport, submissionId }: PassportFactsProps) {
  const t = useTranslations();
  const { version, event, at, size, sha256, keyFingerprint } = passport;
  const file = `passport-${submissionId}-${version}.zip`;
  const command = `preflight passport verify ${file} --key ${keyFingerprint}`;
  const items = [
    { term: t('passport.version'), value: version },
    {
      term: t('passport.state'),
      value: t.rich('passport.upTo', {
        event: textOr(t, `requests.events.${event}`, event),
        date: () => <DateTime at={at} />,
      }),
    },
    { term: t('passport.size'), value: t('passport.sizeValue', { kib: Math.ceil(size / 1024) }) },
    {
      term: t('passport.sha256'),
      value: <Copyable text={sha256} label={t('passport.copySha256')} />,
    },
    { term: t('passport.key'), value: <Copyable text={keyFingerprint} label={t('passport.copyKey')} /> },
    { term: t('passport.command'), value: <Copyable text={command} label={t('passport.copyCommand')} /> },
  ];
  return <DefinitionList items={items} />;
}

function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 font-mono text-13">
      <span className="min-w-0 wrap-anywhere">{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  );
}
