import { authorise, type Context } from '@/lib/auth/actor';
import { writeCursor } from '@/lib/core/page-cursor';
import { parseInput } from '@/lib/core/parse';
import { countLogRows, findLogRows, type LogRow } from './log/store';
import { LOG_PAGE_SIZE, MAX_NEWER, messagePageSchema } from './schemas';

export type MessageLogRow = LogRow;

export type MessagePage = {
  /** Newest first. */
  rows: MessageLogRow[];
  /** For the rows after the last one, and before the first one; null where there are none now. */
  older: string | null;
  newer: string | null;
  /** Newer messages than the first row, counted up to 99. They come when somebody asks: rows do not move by themselves. */
  newerCount: number;
};

/**
 * A page of the organization's message log. It is held by messages, not by numbers: what comes in meanwhile changes
 * nothing of an older page.
 * @throws AppError VALIDATION, LIMIT_EXCEEDED when a search takes too long
 */
export async function listMessages(context: Context, input: unknown): Promise<MessagePage> {
  const scope = authorise(context, 'message.view');
  const { older, newer, ...filter } = parseInput(messagePageSchema, input);
  const found = await findLogRows(scope, filter, { older, newer, atMost: LOG_PAGE_SIZE + 1 });
  const page = found.slice(0, LOG_PAGE_SIZE);
  const rows = newer ? page.reverse() : page;
  const [first, last] = [rows.at(0), rows.at(-1)];
  const newerCount = first ? await countLogRows(scope, filter, { newer: first, atMost: MAX_NEWER }) : 0;
  // Going towards the newest, the rows behind the last one are those that were left.
  const hasOlder = newer ? true : found.length > LOG_PAGE_SIZE;
  return {
    rows,
    older: last && hasOlder ? writeCursor(last) : null,
    newer: first && newerCount > 0 ? writeCursor(first) : null,
    newerCount,
  };
}
