import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { SeverityBadge } from '@/app/components/severity-badge';
import { UnusableButton } from '@/app/components/unusable-button';
import { opinionPath } from '@/app/paths';
import { SEVERITIES } from '@/lib/findings/rules/finding';
import type { OpinionRecord } from '@/lib/opinions/opinion-record';
import { OpinionUpload } from './opinion-upload';

type OpinionsCardProps = { websiteId: string; opinions: readonly OpinionRecord[]; mayEdit: boolean };

/** Reports of other scanners on this website, apart from our own scans, and where one is imported. */
export function OpinionsCard({ websiteId, opinions, mayEdit }: OpinionsCardProps) {
  const t = useTranslations('opinions');
  const roles = useTranslations('scans.cannotRun');
  return (
    <Card title={t('title')} isFlush>
      {opinions.length > 0 && <OpinionTable opinions={opinions} />}
      <div className="flex flex-col gap-4 p-4">
        <p className="max-w-reading text-13 text-muted">
          {t('intro')} {opinions.length === 0 && t('empty')}
        </p>
        {mayEdit ? (
          <OpinionUpload websiteId={websiteId} />
        ) : (
          <div>
            <UnusableButton reason={roles('role')}>{t('import')}</UnusableButton>
          </div>
        )}
      </div>
    </Card>
  );
}

function OpinionTable({ opinions }: Pick<OpinionsCardProps, 'opinions'>) {
  const t = useTranslations('opinions');
  const columns: Column<OpinionRecord>[] = [
    {
      key: 'tool',
      label: t('columns.tool'),
      isRowHeader: true,
      cell: ({ id, websiteId, tool, toolVersion }) => (
        <Link
          prefetch={false}
          href={opinionPath(websiteId, id)}
          className="rounded-4 font-medium wrap-anywhere hover:underline"
        >
          <bdi>
            {tool} {toolVersion}
          </bdi>
        </Link>
      ),
    },
    {
      key: 'file',
      label: t('columns.file'),
      cell: ({ fileName }) => <bdi className="wrap-anywhere">{fileName}</bdi>,
    },
    {
      key: 'findings',
      label: t('columns.findings'),
      cell: ({ counts }) => <Counts counts={counts} />,
    },
    {
      key: 'imported',
      label: t('columns.imported'),
      cell: ({ importedAt, importedByName }) => (
        <div>
          <DateTime at={importedAt} />
          <span className="block text-13 text-muted">{importedByName ?? t('unknownPerson')}</span>
        </div>
      ),
    },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={opinions} rowKey={({ id }) => id} />;
}

/** How many findings of each severity another scanner states, the grave ones first. */
function Counts({ counts: { rows, severities } }: Pick<OpinionRecord, 'counts'>) {
  const t = useTranslations('opinions');
  if (rows === 0) return t('noFindings');
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      {SEVERITIES.filter((severity) => severities[severity] > 0).map((severity) => (
        <SeverityBadge key={severity} severity={severity} count={severities[severity]} />
      ))}
      {severities.NONE > 0 && (
        <span className="text-13 text-muted">
          <span className="tabular-nums">{severities.NONE}</span> {t('noSeverity')}
        </span>
      )}
    </span>
  );
}
