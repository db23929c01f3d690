import { authorise, type Context } from '@/lib/auth/actor';
import { type KeysetPage, toKeysetPage } from '@/lib/core/keyset';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { type ScanView, withValidity } from './get-scan-report';
import { scansAfterSchema } from './schemas';
import { findScansAfter } from './store';

/**
 * The scans of a website, or of all, from the newest to the oldest, for programs.
 * @param input `{ websiteId?, after?, limit? }` @throws AppError VALIDATION
 */
export async function listScansAfter(context: Context, input: unknown): Promise<KeysetPage<ScanView>> {
  const scope = authorise(context, 'scan.view');
  const { websiteId, ...keyset } = parseInput(scansAfterSchema, input);
  const page = toKeysetPage(await findScansAfter(database(), scope, websiteId, keyset), keyset);
  return { ...page, rows: page.rows.map(withValidity) };
}
