import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { type AuditPage, readAuditPage } from './list-audit';

/**
 * A page of the audit log of every organization and of the platform, for administrators.
 * @throws AppError FORBIDDEN, VALIDATION, LIMIT_EXCEEDED when a search takes too long
 */
export const listAuditOfAnyone = (context: Context, input: unknown): Promise<AuditPage> =>
  readAuditPage(authorisePlatform(context, 'operations.view'), input);
