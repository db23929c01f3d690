import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { subjectPath } from '@/app/(desk)/subject-path';
import { useActorName } from '@/app/(desk)/use-actor-name';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { assetPath } from '@/app/paths';
import type { AuditLogRow } from '@/lib/audit/log/store';
import { ChangedValues } from './changed-values';

type AuditTableProps = {
  rows: readonly AuditLogRow[];
  /** Of every organization: the reader is in none of them, so that nothing is linked. */
  isOfAnyone: boolean;
};

/** One row an entry: when, what, who, and where. */
export function AuditTable({ rows, isOfAnyone }: AuditTableProps) {
  const t = useTranslations('settings.audit');
  const nameActor = useActorName();
  const columns: Column<AuditLogRow>[] = [
    { key: 'at', label: t('columns.at'), cell: ({ at }) => <DateTime at={at} hasSeconds /> },
    {
      key: 'what',
      label: t('columns.what'),
      isRowHeader: true,
      cell: (row) => <What row={row} isLinked={!isOfAnyone} />,
    },
    {
      key: 'who',
      label: t('columns.who'),
      cell: (row) => <span className="inline-block wrap-anywhere sm:min-w-28">{nameActor(row)}</span>,
    },
    {
      key: 'where',
      label: t('columns.where'),
      isLong: true,
      cell: (row) => <Where row={row} isOfAnyone={isOfAnyone} />,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function What({ row, isLinked }: { row: AuditLogRow; isLinked: boolean }) {
  const t = useTranslations('audit');
  const words = t(row.event);
  // A product outlives its asset.
  const isThere = row.subjectType === 'product' || !(row.isAssetGone || row.isWebsiteGone);
  const path = isLinked && isThere ? subjectPath(row) : null;
  return (
    <span className="flex min-w-0 flex-col gap-1">
      {path === null ? (
        <span>{words}</span>
      ) : (
        <Link prefetch={false} href={path} className="text-link w-fit">
          {words}
        </Link>
      )}
      <ChangedValues before={row.before} after={row.after} />
    </span>
  );
}

function Where({ row, isOfAnyone }: { row: AuditLogRow; isOfAnyone: boolean }) {
  const t = useTranslations('settings.audit');
  const { assetId, assetName, websiteName, organizationName, isAssetGone } = row;
  if (!isOfAnyone && assetName === null && websiteName === null) return null;
  return (
    <span className="flex min-w-0 flex-col wrap-anywhere">
      {isOfAnyone && <span className="text-muted">{organizationName ?? t('anOrganization')}</span>}
      {assetId !== null && assetName !== null && !isOfAnyone && !isAssetGone ? (
        <Link prefetch={false} href={assetPath(assetId)} className="text-link w-fit">
          {assetName}
        </Link>
      ) : (
        assetName
      )}
      {websiteName !== null && <span className="text-13 text-muted">{websiteName}</span>}
    </span>
  );
}
