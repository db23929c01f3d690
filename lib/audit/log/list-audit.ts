import { authorise, type Context, type Scope } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { AUDIT_PAGE_SIZE, auditPageSchema } from '../schemas';
import { type AuditLogRow, findAuditLog } from './store';

export type AuditPage = {
  /** Newest first. */
  rows: AuditLogRow[];
  /** For the rows after the last one; null where there are none. */
  older: number | null;
};

/**
 * A page of the organization's audit log.
 * @throws AppError VALIDATION, LIMIT_EXCEEDED when a search takes too long
 */
export const listAudit = (context: Context, input: unknown): Promise<AuditPage> =>
  readAuditPage(authorise(context, 'audit.view'), input);

export async function readAuditPage(scope: Scope, input: unknown): Promise<AuditPage> {
  const { older, ...filter } = parseInput(auditPageSchema, input);
  const found = await findAuditLog(scope, filter, { older, atMost: AUDIT_PAGE_SIZE + 1 });
  const rows = found.slice(0, AUDIT_PAGE_SIZE);
  return { rows, older: found.length > rows.length ? (rows.at(-1)?.sequence ?? null) : null };
}
