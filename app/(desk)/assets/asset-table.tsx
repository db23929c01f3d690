import { useTranslations } from 'next-intl';
import { useStatusLines } from '@/app/(desk)/status-line-pill';
import { useInstants } from '@/app/components/date-time';
import type { PersonContext } from '@/app/current-actor';
import { mayCause, mayDo } from '@/app/may-do';
import { isDraft, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { BULK_SCANS_AT_ONCE } from '@/lib/scans/rules/run-limits';
import type { AssessedAsset } from '@/lib/submissions/assess-assets';
import { type AssetRow, AssetRows } from './asset-rows';
import type { BulkChoice } from './bulk/asset-bulk-bar';
import { describeSort, type ListQuery, listHref } from './list-query';

type AssetTableProps = {
  rows: readonly AssessedAsset[];
  /** Of all pages. */
  total: number;
  query: ListQuery;
  context: PersonContext;
};

/** The asset list: one row an asset, its name leads to the hub. The browser gets the words of each row, drawn there. */
export function AssetTable({ rows, total, query, context }: AssetTableProps) {
  const t = useTranslations('assets');
  const showInstant = useInstants();
  const showLine = useStatusLines();
  const toRow = ({ asset, facts, readiness, line }: AssessedAsset): AssetRow => {
    const [first, ...others] = facts.websites;
    const { cases } = facts.connection;
    const { id, name, status, submissionId, updatedAt } = asset;
    const { releaseSafeUntil } = readiness;
    return {
      ...{ id, name, submissionId },
      modify: wayToModify(context, status),
      host: first?.host ?? null,
      more: others.length > 0 ? t('andMore', { count: others.length }) : null,
      line: showLine(line),
      safeUntil: releaseSafeUntil && showInstant(releaseSafeUntil, { isDayOnly: true }),
      cases:
        cases.length > 0
          ? t('cases', {
              passed: cases.filter(({ state }) => state === 'PASSED').length,
              total: cases.length,
            })
          : null,
      updated: showInstant(updatedAt),
    };
  };
  return (
    <AssetRows
      // Another page or other filters begin without a choice.
      key={listHref(query)}
      bulk={chooseBulk(context, query, total)}
      rows={rows.map(toRow)}
      words={{
        caption: t('caption'),
        noWebsite: t('noWebsite'),
        notSafe: t('notSafe'),
        notDeclared: t('notDeclared'),
      }}
      labels={{
        name: t('columns.name'),
        status: t('columns.status'),
        validUntil: t('columns.validUntil'),
        connection: t('columns.connection'),
        updated: t('columns.updated'),
        actions: t('columns.actions'),
      }}
      sorts={{
        name: describeSort(query, 'name'),
        status: describeSort(query, 'status'),
        updated: describeSort(query, 'updated'),
      }}
      mayDelete={mayDo(context, 'asset.delete')}
    />
  );
}

function wayToModify(context: PersonContext, status: SubmissionStatus): AssetRow['modify'] {
  if (isDraft(status)) return mayDo(context, 'asset.edit') ? 'DETAILS' : null;
  return mayCause(context, status, 'open') ? 'NEW_DRAFT' : null;
}

/** What the reader may do with many rows at once; null: nothing. */
function chooseBulk(
  context: PersonContext,
  { q, status, website, expiry, interfaces }: ListQuery,
  total: number,
): BulkChoice | null {
  if (!mayDo(context, 'scan.run') || !mayDo(context, 'asset.delete')) return null;
  return { total, filter: { q, status, website, expiry, interfaces }, scans: BULK_SCANS_AT_ONCE };
}
