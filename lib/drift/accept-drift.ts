import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { isCompared } from './rules/facts';
import { acceptDriftSchema } from './schemas';
import { closeDifferences, lockWatch, updateWatch } from './store';

/**
 * Makes what differs now what everything is compared with from here on. What is wrong by itself (a website that does not
 * answer, a certificate that ends) stays told until it is over.
 * @param input `{ watchId, version }`
 * @throws AppError NOT_FOUND; CONFLICT where something else differs since `version`
 */
export async function acceptDrift(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'drift.accept');
  const { watchId, version } = parseInput(acceptDriftSchema, input);
  await transact(context, async ({ tx }) => {
    const watch = await lockWatch(tx, scope, watchId);
    const at = context.clock.now();
    const accepted = watch.differences.filter(({ thing }) => isCompared(thing));
    if (watch.version !== version || watch.snapshot === null) throw conflict('drift.changedMeanwhile');
    if (accepted.length === 0) return;
    const now = Object.fromEntries(accepted.map(({ thing, after }) => [thing, after]));
    await updateWatch(tx, scope, {
      watchId,
      snapshot: { facts: { ...watch.snapshot, ...now }, at },
      isDifferent: true,
    });
    const closed = accepted.map(({ id }) => ({ id, closing: 'ACCEPTED' as const }));
    await closeDifferences(tx, scope, { watchId, closed, at });
    const { websiteId, assetId } = watch;
    await recordAudit(tx, context, {
      event: 'drift.accepted',
      organizationId: scope.organizationId,
      subject: websiteId === null ? { type: 'asset', id: assetId ?? '' } : { type: 'website', id: websiteId },
      before: Object.fromEntries(accepted.map(({ thing, before }) => [thing, before])),
      after: now,
    });
  });
}
