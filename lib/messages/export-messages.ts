import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { toCsvLine } from '@/lib/core/to-csv';
import { database, inTransaction } from '@/lib/db/client';
import { countLogRows, findLogRows, findNewestAttempts, type LogRow } from './log/store';
import type { MaskedAttemptRecord } from './message-record';
import { messageResult } from './rules/message-result';
import { exportSchema, MAX_EXPORTED, type MessageFilter } from './schemas';

/** Rows that are in memory at once. */
const BATCH = 200;

/** `lines` are texts with their line ends, read as they are written: at most 10,000 messages, newest first. */
export type MessageExport = { format: 'csv' | 'ndjson'; count: number; lines: AsyncIterable<string> };

/**
 * The messages that fit a filter, masked: a line each. CSV has what the log shows, NDJSON the newest attempt too.
 * That somebody exported is audited before the first line.
 * @throws AppError VALIDATION, LIMIT_EXCEEDED when the search takes too long
 */
export async function exportMessages(context: Context, input: unknown): Promise<MessageExport> {
  const scope = authorise(context, 'message.view');
  const { format, ...filter } = parseInput(exportSchema, input);
  const count = await countLogRows(scope, filter, { atMost: MAX_EXPORTED });
  await inTransaction((tx) =>
    recordAudit(tx, context, {
      event: 'message.exported',
      organizationId: scope.organizationId,
      subject: { type: 'organization', id: scope.organizationId },
      after: { format, count },
    }),
  );
  return { format, count, lines: format === 'csv' ? csvLines(scope, filter) : jsonLines(scope, filter) };
}

async function* batches(scope: OrganizationScope, filter: MessageFilter): AsyncGenerator<LogRow[]> {
  let older: LogRow | undefined;
  for (let left = MAX_EXPORTED; left > 0; left -= BATCH) {
    const rows = await findLogRows(scope, filter, { older, atMost: Math.min(BATCH, left) });
    if (rows.length > 0) yield rows;
    older = rows.at(-1);
    if (rows.length < BATCH) return;
  }
}

const COLUMNS = [
  'id',
  'createdAt',
  'asset',
  'protocol',
  'activity',
  'caseName',
  'purpose',
  'result',
  'failureCode',
  'resultCode',
  'httpStatus',
  'totalMs',
  'attempts',
  'lastAttemptAt',
  'url',
] as const;

async function* csvLines(scope: OrganizationScope, filter: MessageFilter): AsyncGenerator<string> {
  // With the byte order mark, without which spreadsheets take UTF-8 for something else.
  yield `\ufeff${toCsvLine(COLUMNS)}`;
  for await (const rows of batches(scope, filter)) {
    const attempts = await findAttempts(scope, rows);
    for (const row of rows)
      yield toCsvLine([
        row.id,
        row.createdAt.toISOString(),
        row.assetName,
        row.protocol,
        row.activity,
        row.caseName,
        row.purpose,
        messageResult(row),
        row.failureCode,
        row.resultCode,
        row.status,
        Math.round(row.totalMs),
        row.attemptCount,
        row.lastAttemptAt.toISOString(),
        attempts.get(row.id)?.url ?? null,
      ]);
  }
}

async function* jsonLines(scope: OrganizationScope, filter: MessageFilter): AsyncGenerator<string> {
  for await (const rows of batches(scope, filter)) {
    const attempts = await findAttempts(scope, rows);
    for (const row of rows) yield `${JSON.stringify({ ...row, attempt: attempts.get(row.id) ?? null })}\n`;
  }
}

const findAttempts = (
  scope: OrganizationScope,
  rows: readonly LogRow[],
): Promise<Map<string, MaskedAttemptRecord>> =>
  findNewestAttempts(
    database(),
    scope,
    rows.map(({ id }) => id),
  );
