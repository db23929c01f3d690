import { useTranslations } from 'next-intl';
import { readinessSentence } from '@/app/(desk)/assets/readiness-sentence';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import { useListText } from '@/app/components/use-list-text';
import { textOr } from '@/lib/i18n/text-or';
import type { SubmissionSnapshot } from '@/lib/submissions/rules/snapshot';
import type { SubmissionRecord } from '@/lib/submissions/store';

/** What was sent, in the state at that time: later edits of the asset do not change it. */
export function SnapshotCard({ submission }: { submission: SubmissionRecord }) {
  const t = useTranslations();
  const { snapshot, submittedAt } = submission;
  if (snapshot === null)
    return (
      <Card title={t('requests.snapshot.title')}>
        <p className="text-muted">{t('requests.snapshot.none')}</p>
      </Card>
    );
  return (
    <Card
      title={t('requests.snapshot.title')}
      aside={
        submittedAt !== null && (
          <span className="text-13 text-muted">
            {t.rich('requests.snapshot.at', { date: () => <DateTime at={submittedAt} /> })}
          </span>
        )
      }
    >
      <SnapshotFacts snapshot={snapshot} />
    </Card>
  );
}

function SnapshotFacts({ snapshot }: { snapshot: SubmissionSnapshot }) {
  const t = useTranslations();
  const list = useListText();
  const { asset, websites, connection, warnings } = snapshot;
  const named = (group: string) => (value: string) => textOr(t, `requests.snapshot.${group}.${value}`, value);
  const items = [
    { term: t('requests.snapshot.name'), value: asset.name },
    ...(asset.description === ''
      ? []
      : [
          {
            term: t('requests.snapshot.description'),
            value: <span className="whitespace-pre-wrap">{asset.description}</span>,
          },
        ]),
    {
      term: t('requests.snapshot.websites', { count: websites.length }),
      value: websites.map(({ id, origin }) => (
        <span key={id} className="block font-mono text-13">
          {origin}
        </span>
      )),
    },
    {
      term: t('requests.snapshot.productionUrl'),
      value: <span className="font-mono text-13">{connection.productionUrl}</span>,
    },
    { term: t('requests.snapshot.protocol'), value: named('protocols')(connection.protocol) },
    { term: t('requests.snapshot.productKind'), value: named('productKinds')(connection.productKind) },
    {
      term: t('requests.snapshot.billing'),
      value: list(connection.billingModes.map(named('billingModes'))),
    },
    ...(warnings.length === 0
      ? []
      : [
          {
            term: t('requests.snapshot.warnings'),
            value: warnings.map((warning) => (
              <span key={`${warning.code} ${Object.values(warning.values).join(' ')}`} className="block">
                {readinessSentence(t, warning)}
              </span>
            )),
          },
        ]),
  ];
  return <DefinitionList items={items} />;
}
