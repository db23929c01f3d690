import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { countLogRows } from './log/store';
import { MAX_NEWER, newerSchema } from './schemas';

/**
 * How many messages that fit a filter are newer than one, counted up to 99: for a page that stays as it is while it
 * says what it does not show.
 * @throws AppError VALIDATION, LIMIT_EXCEEDED when the search takes too long
 */
export async function countNewerMessages(context: Context, input: unknown): Promise<{ newer: number }> {
  const scope = authorise(context, 'message.view');
  const { than, ...filter } = parseInput(newerSchema, input);
  return { newer: await countLogRows(scope, filter, { newer: than, atMost: MAX_NEWER }) };
}
