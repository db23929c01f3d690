import { recordAudit } from '@/lib/audit/record-audit';
import type { AuditEvent } from '@/lib/audit/rules/audit-events';
import type { TxContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { notify } from '@/lib/notices/notify';
import type { NoticeValues } from '@/lib/notices/rules/notice-kinds';

const EVENTS: Record<NoticeValues<'secondStep.changed'>['what'], AuditEvent> = {
  ON: 'user.secondStepOn',
  OFF: 'user.secondStepOff',
  REMOVED: 'user.secondStepRemoved',
  CODES: 'user.recoveryCodesMade',
  RECOVERED: 'user.recoveryCodeUsed',
};

/** Writes what became of somebody's second step, and tells them, whoever did it. */
export async function recordSecondStep(
  context: TxContext,
  userId: string,
  what: NoticeValues<'secondStep.changed'>['what'],
): Promise<void> {
  const now = context.clock.now();
  await recordAudit(context.tx, context, {
    event: EVENTS[what],
    organizationId: null,
    subject: { type: 'user', id: userId },
  });
  await notify(context, {
    kind: 'secondStep.changed',
    organizationId: null,
    key: newId(now.getTime()),
    values: { what, changedAt: now.toISOString() },
    to: [userId],
  });
}
