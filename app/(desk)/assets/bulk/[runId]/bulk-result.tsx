import { Ban, Check, Hourglass } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '@/app/components/data-table';
import { Pill, type PillLook } from '@/app/components/pill';
import { assetPath, scanPath, websitePath } from '@/app/paths';
import type { BulkRow, BulkState } from '@/lib/bulk/bulk-record';
import type { BulkKind, BulkReason } from '@/lib/bulk/rules/bulk-plan';

const LOOKS: Record<BulkState, PillLook> = {
  WAITING: { tone: 'progress', icon: Hourglass },
  DONE: { tone: 'success', icon: Check },
  SKIPPED: { tone: 'neutral', icon: Ban },
};

/** Where a reason is removed; null: nowhere, or the thing is gone. */
function fixPath(reason: BulkReason, { assetId, websiteId, isAssetThere }: BulkRow): Route | null {
  switch (reason) {
    case 'NOT_VERIFIED':
    case 'VERIFICATION_EXPIRED':
    case 'AGREEMENT':
      return websiteId === null ? null : websitePath(websiteId);
    case 'SCAN_RUNNING':
      return websiteId === null ? null : websitePath(websiteId, 'scans');
    case 'NO_WEBSITE':
      return isAssetThere ? assetPath(assetId, 'websites') : null;
    default:
      return isAssetThere ? assetPath(assetId) : null;
  }
}

const FIXABLE = [
  'NO_WEBSITE',
  'NOT_VERIFIED',
  'VERIFICATION_EXPIRED',
  'AGREEMENT',
  'SCAN_RUNNING',
  'HAS_PRODUCT',
  'UNDER_REVIEW',
  'SUBMITTED',
] as const satisfies readonly BulkReason[];

/** What became of each row, and how to fix what was in its way. */
export function BulkResult({ kind, rows }: { kind: BulkKind; rows: readonly BulkRow[] }) {
  const t = useTranslations('bulk.run');
  const asset: Column<BulkRow> = {
    key: 'asset',
    label: t('columns.asset'),
    isRowHeader: true,
    cell: ({ assetId, assetName, isAssetThere }) =>
      isAssetThere ? (
        <Link prefetch={false} href={assetPath(assetId)} className="wrap-anywhere text-link">
          {assetName}
        </Link>
      ) : (
        <span className="wrap-anywhere">{assetName ?? t('gone')}</span>
      ),
  };
  const website: Column<BulkRow> = {
    key: 'website',
    label: t('columns.website'),
    cell: ({ websiteName }) => <span className="wrap-anywhere">{websiteName ?? t('none')}</span>,
  };
  const result: Column<BulkRow> = {
    key: 'result',
    label: t('columns.result'),
    cell: (row) => <Outcome kind={kind} row={row} />,
  };
  return (
    <DataTable
      caption={t('caption')}
      columns={kind === 'RESCAN' ? [asset, website, result] : [asset, result]}
      rows={rows}
      rowKey={({ position }) => String(position)}
    />
  );
}

function Outcome({ kind, row }: { kind: BulkKind; row: BulkRow }) {
  const t = useTranslations('bulk');
  const { state, reason, scanId } = row;
  const fix = FIXABLE.find((known) => known === reason);
  const href = fix ? fixPath(fix, row) : null;
  return (
    <span className="flex flex-col items-start gap-1 max-md:items-end">
      <Pill {...LOOKS[state]}>{state === 'SKIPPED' ? t('run.SKIPPED') : t(`run.${kind}.${state}`)}</Pill>
      {reason && <span className="text-13 text-muted">{t(`reason.${reason}`)}</span>}
      {fix && href && (
        <Link prefetch={false} href={href} className="text-13 text-link">
          {t(`fix.${fix}`)}
        </Link>
      )}
      {scanId && (
        <Link prefetch={false} href={scanPath(scanId)} className="text-13 text-link">
          {t('run.scan')}
        </Link>
      )}
    </span>
  );
}
