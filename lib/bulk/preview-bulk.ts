import { authorise, type Context } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { planBulk } from './plan-bulk';
import { countPlan, type ReasonCount } from './rules/bulk-plan';
import { bulkSelectionSchema } from './schemas';

/**
 * @property assets how many are chosen @property rows of them or of their websites
 * @property willDo rows that would be done @property groups how many would be left out, for each reason
 * @property key of this question: `startBulk` takes it
 */
export type BulkPreview = {
  key: string;
  assets: number;
  rows: number;
  willDo: number;
  groups: ReasonCount[];
};

/** What an act for many assets would do now. Nothing is done. @throws AppError VALIDATION, LIMIT_EXCEEDED */
export async function previewBulk(context: Context, input: unknown): Promise<BulkPreview> {
  authorise(context, 'asset.view');
  const selection = parseInput(bulkSelectionSchema, input);
  const scope =
    selection.kind === 'RESCAN' ? authorise(context, 'scan.run') : authorise(context, 'asset.delete');
  const now = context.clock.now();
  const { assets, items } = await planBulk(database(), scope, selection, now);
  return { key: newId(now.getTime()), assets, rows: items.length, ...countPlan(items) };
}
