import { CircleSlash, Equal, EyeOff, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { classNames } from '@/app/components/class-names';
import { type Column, DataTable } from '@/app/components/data-table';
import { Pill, type PillLook } from '@/app/components/pill';
import { textOr } from '@/lib/i18n/text-or';
import type { ComparedPart, ComparedRow } from '@/lib/messages/rules/compare-exchanges';

const PARTS: readonly ComparedPart[] = [
  'line',
  'query',
  'request-head',
  'request-body',
  'response-head',
  'response-body',
];

const LOOKS: Record<ComparedRow['state'], PillLook> = {
  same: { tone: 'neutral', icon: Equal },
  different: { tone: 'attention', icon: TriangleAlert },
  hidden: { tone: 'attention', icon: EyeOff },
  'only-left': { tone: 'attention', icon: CircleSlash },
  'only-right': { tone: 'attention', icon: CircleSlash },
};

/** The members of two exchanges, a table a part. */
export function ComparedTables({ rows }: { rows: readonly ComparedRow[] }) {
  const t = useTranslations('messages.compare');
  const parts = PARTS.map((part) => ({ part, partRows: rows.filter((row) => row.part === part) }));
  return parts
    .filter(({ partRows }) => partRows.length > 0)
    .map(({ part, partRows }) => (
      <Card key={part} title={t(`parts.${part}`)} isFlush>
        <PartTable caption={t(`parts.${part}`)} rows={partRows} />
      </Card>
    ));
}

function PartTable({ caption, rows }: { caption: string; rows: readonly ComparedRow[] }) {
  const t = useTranslations('messages.compare');
  const nameRow = ({ part, name }: ComparedRow) => {
    if (name === '') return t('names.whole');
    return part === 'line' ? textOr(t, `names.${name}`, name) : name;
  };
  const columns: Column<ComparedRow>[] = [
    {
      key: 'name',
      label: t('columns.name'),
      isRowHeader: true,
      cell: (row) => (
        <span className={classNames('wrap-anywhere', row.part !== 'line' && 'font-mono text-13')}>
          {nameRow(row)}
        </span>
      ),
    },
    { key: 'left', label: t('columns.left'), cell: (row) => <Value text={row.left} state={row.state} /> },
    { key: 'right', label: t('columns.right'), cell: (row) => <Value text={row.right} state={row.state} /> },
    {
      key: 'state',
      label: t('columns.state'),
      cell: ({ state }) => <Pill {...LOOKS[state]}>{t(state)}</Pill>,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ part, name }) => `${part} ${name}`}
    />
  );
}

/** Longer values are read on the message's own page. */
const MAX_SHOWN = 2_000;

function Value({ text, state }: { text: string | null; state: ComparedRow['state'] }) {
  const t = useTranslations('messages.compare');
  if (text === null || text === '')
    return <span className="text-13 text-muted">{text === null ? t('absent') : t('empty')}</span>;
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return (
    <span className="font-mono text-13 wrap-anywhere whitespace-pre-wrap">
      {state === 'same' ? shown : <mark className="rounded-4 bg-mark px-0.5 text-text">{shown}</mark>}
    </span>
  );
}
