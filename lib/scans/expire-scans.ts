import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { type News, notify } from '@/lib/notices/notify';
import { daysLeft, EXPIRY_NOTICE_DAYS, expiryBounds } from './rules/validity';
import { advanceExpiry, type ExpiryStep } from './store';

/** A transaction stays short, however long nobody was there to run this. */
const BATCH = 1_000;

/**
 * Tells members of the websites whose newest complete scan ends soon or has ended, and records each scan whose validity
 * is over: each once, however often and by whomever it is called. After an outage it catches up: of several days of
 * notice that passed meanwhile, people hear the last one only. It is never the guard: an expired scan blocks a
 * submission with or without it.
 * @returns how many scans it found expired this time, and of how many it told
 */
export async function expireScans(context: Context): Promise<{ expired: number; noticed: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'expire-scans', async () => {
    const bounds = expiryBounds(context.clock.now());
    const outcome = { expired: 0, noticed: 0 };
    // The farthest first: no scan moves on twice in one run.
    for (let stage = EXPIRY_NOTICE_DAYS.length - 1; stage >= 0; stage -= 1) {
      let steps: ExpiryStep[];
      do {
        steps = await advanceBatch(context, scope, { stage, bounds });
        outcome.expired += steps.filter(hasExpired).length;
        outcome.noticed += steps.filter(({ website }) => website !== null).length;
      } while (steps.length === BATCH);
    }
    return outcome;
  });
}

/** What members hear: of each scan and stage once. */
const listNews = (steps: readonly ExpiryStep[], now: Date): News[] =>
  steps.flatMap(({ id, organizationId, websiteId, completedAt, stage, website }) => {
    if (website === null) return [];
    const values = { scanId: id, websiteId, website, days: daysLeft(completedAt, now) };
    return [{ kind: 'scan.expiring', organizationId, key: `${id}:${stage}`, values }];
  });

const hasExpired = ({ stage }: ExpiryStep) => stage === EXPIRY_NOTICE_DAYS.length;

/** Each batch is one transaction; the next run continues what an outage interrupted. */
function advanceBatch(
  context: Context,
  scope: PlatformScope,
  from: { stage: number; bounds: readonly Date[] },
): Promise<ExpiryStep[]> {
  return transact(context, async (inner) => {
    const steps = await advanceExpiry(inner.tx, scope, { ...from, atMost: BATCH });
    await notify(inner, listNews(steps, context.clock.now()));
    await recordAudit(
      inner.tx,
      context,
      steps.filter(hasExpired).map(({ id, organizationId, websiteId }) => ({
        ...{ event: 'scan.expired' as const, organizationId },
        subject: { type: 'scan' as const, id },
        websiteId,
      })),
    );
    return steps;
  });
}
