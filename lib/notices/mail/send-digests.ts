import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { DEFAULT_ZONE, resolveZone } from '@/lib/i18n/time-zones';
import { digestDay } from '../rules/digest-day';
import { queueMail } from './queue-mail';
import { findDigestReaders, lockDigest } from './store';

/**
 * Makes the digest of everybody whose hour has come by their own clock since something waits for it. One a reader and
 * day, however often it is run; after an outage one for all that was missed.
 * @returns how many digests it made
 */
export async function sendDigests(context: Context): Promise<{ digests: number }> {
  const scope = authoriseSystem(context);
  const now = context.clock.now();
  let digests = 0;
  for (const { userId, zone, oldestAt } of await findDigestReaders(database(), scope, DEFAULT_ZONE)) {
    const known = resolveZone(zone);
    const day = digestDay(now, known);
    if (digestDay(oldestAt, known) < day && (await makeDigest(context, scope, { userId, day }))) digests++;
  }
  return { digests };
}

function makeDigest(
  context: Context,
  scope: PlatformScope,
  { userId, day }: { userId: string; day: string },
): Promise<boolean> {
  const createdAt = context.clock.now();
  return transact(context, async (inner) => {
    const eventIds = await lockDigest(inner.tx, scope, userId);
    if (eventIds.length === 0) return false;
    const mail = { id: newId(createdAt.getTime()), userId, key: `digest:${userId}:${day}` };
    return queueMail(inner, scope, { ...mail, isDigest: true, createdAt }, eventIds);
  });
}
