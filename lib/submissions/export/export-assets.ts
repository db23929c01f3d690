import { countAssets, findAssetsAfter } from '@/lib/assets/for-other-rooms';
import { type AssetSearch, assetExportSchema, WHOLE_LIST } from '@/lib/assets/schemas';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { limitExceeded } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { EXPORTED_WORKBOOK_ASSETS } from '@/lib/core/policy';
import { database, inTransaction } from '@/lib/db/client';
import type { ReportLanguage } from '@/lib/reports/report-words';
import { assessAssets } from '../assess-assets';
import { type ExportedAsset, toExportedAsset } from '../rules/exported-asset';
import { assetLines } from './asset-lines';
import { buildAssetBook } from './build-asset-book';

/** Assets that are in memory at once. */
const BATCH = 200;

/** `lines` are texts with their line ends, read as they are written; a workbook is written whole. */
export type AssetExport =
  | { format: 'csv'; count: number; lines: AsyncIterable<string> }
  | { format: 'xlsx'; count: number; bytes: Uint8Array };

/**
 * The assets that fit the filters of the list, a row each, in the order in which they were made: CSV of any number, or
 * a workbook. That somebody exported is audited before the first row is read.
 * @param input what the list's URL says, and the format
 * @throws AppError VALIDATION; LIMIT_EXCEEDED for more than a workbook may hold
 */
export async function exportAssets(
  context: Context,
  input: Record<string, unknown>,
  language: ReportLanguage,
): Promise<AssetExport> {
  const scope = authorise(context, 'asset.view');
  const { format, ...filter } = parseInput(assetExportSchema, { ...WHOLE_LIST, ...input });
  const now = context.clock.now();
  const search = { ...filter, now };
  const count = await countAssets(database(), scope, search);
  if (format === 'xlsx' && count > EXPORTED_WORKBOOK_ASSETS) throw limitExceeded('assets.exportTooLarge');
  const { sort: _, direction: __, ...asked } = filter;
  await inTransaction((tx) =>
    recordAudit(tx, context, {
      event: 'asset.exported',
      organizationId: scope.organizationId,
      subject: { type: 'organization', id: scope.organizationId },
      after: { format, count, ...asked },
    }),
  );
  if (format === 'csv') return { format, count, lines: assetLines(readAssets(scope, search)) };
  const assets = readAssets(scope, search, EXPORTED_WORKBOOK_ASSETS);
  return { format, count, bytes: await buildAssetBook(assets, language, now) };
}

async function* readAssets(
  scope: OrganizationScope,
  search: AssetSearch,
  atMost = Number.POSITIVE_INFINITY,
): AsyncGenerator<ExportedAsset> {
  let after: string | null = null;
  for (let left = atMost; left > 0; left -= BATCH) {
    const batch: number = Math.min(BATCH, left);
    const assets = await findAssetsAfter(database(), scope, search, { after, atMost: batch });
    for (const assessed of await assessAssets(database(), scope, assets, search.now))
      yield toExportedAsset(assessed);
    after = assets.at(-1)?.id ?? null;
    if (assets.length < batch) return;
  }
}
