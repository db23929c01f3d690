import { toCsvLine } from '@/lib/core/to-csv';
import type { ExportedAsset } from '../rules/exported-asset';

const COLUMNS = [
  'id',
  'name',
  'status',
  'statusLine',
  'websites',
  'validUntil',
  'safeUntil',
  'interfaces',
  'casesPassed',
  'casesRequired',
  'products',
  'updatedAt',
] as const;

/** Between several names in one cell. */
const BETWEEN = '; ';

/** Assets as lines of CSV, in codes and instants: for programs. */
export async function* assetLines(assets: AsyncIterable<ExportedAsset>): AsyncGenerator<string> {
  // With the byte order mark, without which spreadsheets take UTF-8 for something else.
  yield `\ufeff${toCsvLine(COLUMNS)}`;
  for await (const asset of assets)
    yield toCsvLine([
      asset.id,
      asset.name,
      asset.status,
      asset.line.code,
      asset.hosts.join(BETWEEN),
      asset.validUntil?.toISOString() ?? null,
      asset.safeUntil?.toISOString() ?? null,
      asset.interfaces,
      asset.casesPassed,
      asset.casesRequired,
      asset.products.join(BETWEEN),
      asset.updatedAt.toISOString(),
    ]);
}
