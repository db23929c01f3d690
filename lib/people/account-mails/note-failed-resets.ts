import { recordAudit } from '@/lib/audit/record-audit';
import type { TxContext } from '@/lib/auth/actor';
import type { UndeliveredReset } from './store';

/**
 * A request for a reset is forgotten whatever came of it; that its mail never arrived is kept in the audit log, for the
 * operator. Of an address without an account nothing is kept.
 */
export const noteFailedResets = (context: TxContext, resets: readonly UndeliveredReset[]): Promise<void> =>
  recordAudit(
    context.tx,
    context,
    resets.map(({ userId, problem, attempts }) => ({
      event: 'user.resetMailFailed',
      organizationId: null,
      subject: { type: 'user', id: userId },
      after: { problem, attempts },
    })),
  );
