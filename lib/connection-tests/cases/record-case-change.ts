import { recordAudit } from '@/lib/audit/record-audit';
import type { AuditEvent } from '@/lib/audit/rules/audit-events';
import type { Context, OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';

type CaseEvent = Extract<AuditEvent, `connection.case${string}`>;
type Named = { activity: string; name: string };

/** The audit entry of a change to a case: which one, never its request. */
export const recordCaseChange = (
  tx: Transaction,
  context: Context,
  scope: OrganizationScope,
  change: { event: CaseEvent; assetId: string; before?: Named; after?: Named },
): Promise<void> =>
  recordAudit(tx, context, {
    ...change,
    organizationId: scope.organizationId,
    subject: { type: 'connection', id: change.assetId },
  });
