import { authorise, type Context, type Scope } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { toCsvLine } from '@/lib/core/to-csv';
import { inTransaction } from '@/lib/db/client';
import { recordAudit } from '../record-audit';
import { type AuditFilter, auditExportSchema, MAX_AUDIT_EXPORTED } from '../schemas';
import { type AuditLogRow, findAuditLog } from './store';

/** Rows that are in memory at once. */
const BATCH = 500;

/** `lines` are texts with their line ends, read as they are written: at most 50,000 entries, newest first. */
export type AuditExport = { format: 'csv' | 'ndjson'; lines: AsyncIterable<string> };

/**
 * The entries of the organization's audit log that fit a filter, a line each. That somebody exported is audited before
 * the first line.
 * @throws AppError VALIDATION; LIMIT_EXCEEDED while lines are read, when a search takes too long
 */
export async function exportAudit(context: Context, input: unknown): Promise<AuditExport> {
  const scope = authorise(context, 'audit.view');
  const { format, ...filter } = parseInput(auditExportSchema, input);
  await inTransaction((tx) =>
    recordAudit(tx, context, {
      event: 'audit.exported',
      organizationId: scope.organizationId,
      subject: { type: 'organization', id: scope.organizationId },
      after: { format, ...filter },
    }),
  );
  return { format, lines: format === 'csv' ? csvLines(scope, filter) : jsonLines(scope, filter) };
}

async function* readRows(scope: Scope, filter: AuditFilter): AsyncGenerator<AuditLogRow> {
  let older: number | undefined;
  for (let left = MAX_AUDIT_EXPORTED; left > 0; left -= BATCH) {
    const rows = await findAuditLog(scope, filter, { older, atMost: Math.min(BATCH, left) });
    yield* rows;
    older = rows.at(-1)?.sequence;
    if (rows.length < BATCH) return;
  }
}

const COLUMNS = [
  'sequence',
  'at',
  'actorId',
  'actorLabel',
  'event',
  'subjectType',
  'subjectId',
  'assetId',
  'assetName',
  'websiteId',
  'websiteName',
  'before',
  'after',
  'requestId',
] as const;

async function* csvLines(scope: Scope, filter: AuditFilter): AsyncGenerator<string> {
  // With the byte order mark, without which spreadsheets take UTF-8 for something else.
  yield `\ufeff${toCsvLine(COLUMNS)}`;
  for await (const row of readRows(scope, filter))
    yield toCsvLine(COLUMNS.map((column) => toCell(row[column])));
}

async function* jsonLines(scope: Scope, filter: AuditFilter): AsyncGenerator<string> {
  for await (const row of readRows(scope, filter)) {
    const { organizationName: _, isAssetGone: __, isWebsiteGone: ___, ...own } = row;
    yield `${JSON.stringify(own)}\n`;
  }
}

function toCell(value: unknown): string | number | null {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
