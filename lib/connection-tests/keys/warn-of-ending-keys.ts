import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { HOUR_MS } from '@/lib/core/clock';
import { notify } from '@/lib/notices/notify';
import { KEY_ENDING_HOURS } from '../rules/key-rotation';
import { findEndingKeys } from './store';

/**
 * Tells of replaced access keys that are recognised only for some hours more, each once. @returns how many
 */
export async function warnOfEndingKeys(context: Context): Promise<{ warned: number }> {
  const scope = authoriseSystem(context);
  const now = context.clock.now();
  const warned = await transact(context, async (inner) => {
    const keys = await findEndingKeys(inner.tx, scope, {
      now,
      until: new Date(now.getTime() + KEY_ENDING_HOURS * HOUR_MS),
      overlapMs: KEY_ENDING_HOURS * HOUR_MS,
    });
    return notify(
      inner,
      keys.map(({ id, organizationId, usableUntil, ...values }) => ({
        kind: 'accessKey.ending' as const,
        organizationId,
        key: id,
        values: { ...values, endsAt: usableUntil.toISOString() },
      })),
    );
  });
  return { warned };
}
