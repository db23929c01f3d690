import { CircleSlash, Equal, type LucideIcon, Plus, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { EmptyState } from '@/app/components/empty-state';
import { Folded } from '@/app/components/folded';
import { Pill } from '@/app/components/pill';
import { SeverityBadge } from '@/app/components/severity-badge';
import { scanPath } from '@/app/paths';
import type { RowBesideOurs } from '@/lib/opinions/get-opinion';
import type { ComparedState } from '@/lib/opinions/rules/compare-opinion';

const ICONS: Record<ComparedState, LucideIcon> = {
  ALSO_HERE: Equal,
  ONLY_THERE: Plus,
  NOT_COMPARED: CircleSlash,
};

const NUMBERS_SHOWN = 5;

type OpinionRowsProps = {
  rows: readonly RowBesideOurs[];
  /** The scan that they were compared with. */
  scanId: string | null;
};

/** The findings of another scanner, each beside ours, with its text as the report has it: text, never markup. */
export function OpinionRows({ rows, scanId }: OpinionRowsProps) {
  const t = useTranslations('opinions');
  if (rows.length === 0)
    return (
      <EmptyState icon={ShieldCheck} title={t('noRows.title')}>
        {t('noRows.detail')}
      </EmptyState>
    );
  const columns: Column<RowBesideOurs>[] = [
    {
      key: 'finding',
      label: t('columns.finding'),
      isRowHeader: true,
      cell: (row) => <Finding row={row} />,
    },
    {
      key: 'severity',
      label: t('columns.severity'),
      cell: ({ severity }) =>
        severity ? (
          <SeverityBadge severity={severity} />
        ) : (
          <span className="text-13 text-muted">{t('noSeverity')}</span>
        ),
    },
    { key: 'place', label: t('columns.place'), cell: (row) => <Place row={row} /> },
    {
      key: 'state',
      label: t('columns.state'),
      cell: (row) => <State row={row} scanId={scanId} />,
    },
  ];
  return (
    <DataTable
      caption={t('rows')}
      columns={columns}
      rows={rows}
      rowKey={({ position }) => String(position)}
    />
  );
}

/** What it is called there, what it is for us, and what the report says of it. */
function Finding({ row }: { row: RowBesideOurs }) {
  const words = useTranslations('scan.classes');
  const t = useTranslations('opinions');
  return (
    <div className="min-w-0">
      <bdi className="block wrap-anywhere">{row.title}</bdi>
      <span className="block text-13 font-normal text-muted">
        {row.class ? words(row.class) : t('noClass')}
        {row.cwe !== null && ` · CWE-${row.cwe}`}
      </span>
      <div className="mt-1 font-normal">
        <OriginalText text={row.text} />
      </div>
    </div>
  );
}

/** What our scan says of it, and the findings that match. */
function State({
  row: { state, numbers },
  scanId,
}: { row: RowBesideOurs } & Pick<OpinionRowsProps, 'scanId'>) {
  const t = useTranslations('opinions');
  return (
    <span className="flex flex-col items-start gap-1">
      <Pill tone="neutral" icon={ICONS[state]}>
        {t(`states.${state}`)}
      </Pill>
      {scanId !== null &&
        numbers.slice(0, NUMBERS_SHOWN).map((number) => (
          <Link key={number} prefetch={false} href={scanPath(scanId, number)} className="text-13 text-link">
            {t('findingNumber', { number })}
          </Link>
        ))}
    </span>
  );
}

function Place({ row: { method, place, parameter } }: { row: RowBesideOurs }) {
  const t = useTranslations('opinions');
  return (
    <div className="min-w-0">
      <bdi className="block font-mono text-12 wrap-anywhere">
        {method} {place}
      </bdi>
      {parameter !== '' && (
        <bdi className="block text-13 wrap-anywhere text-muted">{t('parameter', { name: parameter })}</bdi>
      )}
    </div>
  );
}

function OriginalText({ text }: { text: string }) {
  const t = useTranslations('opinions');
  return (
    <Folded summary={t('columns.text')}>
      <p className="pb-1 text-13 text-muted">{text === '' ? t('noText') : t('plain')}</p>
      {text !== '' && (
        <pre className="max-h-96 overflow-auto rounded-8 border border-line bg-sunken px-3 py-2 font-mono text-12 wrap-anywhere whitespace-pre-wrap">
          {text}
        </pre>
      )}
    </Folded>
  );
}
