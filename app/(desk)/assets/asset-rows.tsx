'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LinePill, type ShownLine } from '@/app/(desk)/status-line-pill';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { type ShownInstant, TimeMark } from '@/app/components/time-mark';
import { type PlainLink, usePlainLink } from '@/app/components/use-plain-link';
import { assetPath } from '@/app/paths';
import { AssetRowMenu, type WayToModify } from './asset-row-menu';
import { AssetBulkBar, type BulkChoice } from './bulk/asset-bulk-bar';
import { NOTHING_CHOSEN, toggled } from './bulk/selection';
import type { SortKey } from './list-query';

/** An asset in the reader's words; null where there is nothing to say yet. */
export type AssetRow = {
  id: string;
  name: string;
  submissionId: string | null;
  modify: WayToModify;
  host: string | null;
  /** How many websites there are besides. */
  more: string | null;
  line: ShownLine;
  safeUntil: ShownInstant | null;
  cases: string | null;
  updated: ShownInstant;
};

type AssetRowsProps = {
  rows: readonly AssetRow[];
  words: Record<'caption' | 'noWebsite' | 'notSafe' | 'notDeclared', string>;
  labels: Record<'name' | 'status' | 'validUntil' | 'connection' | 'updated' | 'actions', string>;
  sorts: Record<SortKey, Column<AssetRow>['sort']>;
  mayDelete: boolean;
  /** Null: the reader may do nothing with many of them. */
  bulk: BulkChoice | null;
};

/** The table of the asset list, drawn from data: a row of elements would be sent as markup and as elements again. */
export function AssetRows({ rows, words, bulk, ...rest }: AssetRowsProps) {
  const boxes = useTranslations('bulk.row');
  const columns = useColumns({ words, ...rest });
  const [selection, select] = useState(NOTHING_CHOSEN);
  const shown = rows.map(({ id }) => id);
  const box: Column<AssetRow> = {
    key: 'select',
    label: boxes('column'),
    cell: ({ id, name }) => (
      <SelectBox
        label={boxes('label', { name })}
        isChosen={selection.isAll || selection.ids.has(id)}
        toggle={() => select(toggled(selection, id, shown))}
      />
    ),
  };
  return (
    <>
      <Card isFlush>
        <DataTable
          caption={words.caption}
          columns={bulk ? [box, ...columns] : columns}
          rows={rows}
          rowKey={({ id }) => id}
        />
      </Card>
      {bulk && <AssetBulkBar choice={bulk} {...{ shown, selection, select }} />}
    </>
  );
}

type ColumnsProps = Omit<AssetRowsProps, 'rows' | 'bulk'>;

function useColumns({ words, labels, sorts, mayDelete }: ColumnsProps): Column<AssetRow>[] {
  const t = useTranslations('assets.row');
  /** The row whose menu was opened last. */
  const [menu, setMenu] = useState<{ id: string; isOpen: boolean } | null>(null);
  const linkTo = usePlainLink();
  const nothing = (text: string) => <span className="whitespace-nowrap text-muted">{text}</span>;
  return [
    {
      key: 'name',
      label: labels.name,
      sort: sorts.name,
      isRowHeader: true,
      cell: (row) => <NameCell row={row} link={linkTo(assetPath(row.id))} noWebsite={words.noWebsite} />,
    },
    {
      key: 'status',
      label: labels.status,
      sort: sorts.status,
      cell: ({ line }) => <LinePill line={line} />,
    },
    {
      key: 'validUntil',
      label: labels.validUntil,
      cell: ({ safeUntil }) => (safeUntil ? <TimeMark instant={safeUntil} /> : nothing(words.notSafe)),
    },
    {
      key: 'connection',
      label: labels.connection,
      align: 'end',
      cell: ({ cases }) => cases ?? nothing(words.notDeclared),
    },
    {
      key: 'updated',
      label: labels.updated,
      sort: sorts.updated,
      cell: ({ updated }) => <TimeMark instant={updated} />,
    },
    {
      key: 'actions',
      label: labels.actions,
      align: 'end',
      cell: (row) => (
        <AssetRowMenu
          asset={row}
          mayDelete={mayDelete}
          label={t('label', { name: row.name })}
          isOpen={menu?.id === row.id ? menu.isOpen : null}
          setOpen={(isOpen) => setMenu({ id: row.id, isOpen })}
        />
      ),
    },
  ];
}

type SelectBoxProps = { label: string; isChosen: boolean; toggle: () => void };

const SelectBox = ({ label, isChosen, toggle }: SelectBoxProps) => (
  <label className="flex min-h-6 min-w-6 items-center justify-center">
    <input type="checkbox" checked={isChosen} onChange={toggle} className="size-4 accent-accent" />
    <span className="sr-only">{label}</span>
  </label>
);

type NameCellProps = { row: AssetRow; link: PlainLink; noWebsite: string };

const NameCell = ({ row: { name, host, more }, link, noWebsite }: NameCellProps) => (
  <span className="flex min-w-0 flex-col">
    <a {...link} className="font-medium wrap-anywhere text-text hover:underline">
      {name}
    </a>
    <span className="text-13 font-normal wrap-anywhere text-muted">
      {host === null ? noWebsite : <span className="font-mono">{host}</span>}
      {more !== null && ` ${more}`}
    </span>
  </span>
);
