import { recordAudit } from '@/lib/audit/record-audit';
import {
  authoriseSystem,
  type Context,
  type OrganizationScope,
  type TxContext,
  toOrganizationScope,
} from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { NOTICE_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { type News, notify } from '@/lib/notices/notify';
import type { LadderDeps } from '@/lib/ownership/run-ladder';
import type { DriftDifference } from './drift-record';
import { lookAtSite } from './look-at-site';
import { type Judgement, judgeLook, type Look } from './rules/judge-look';
import { nextLookAt } from './rules/next-look';
import { responseShape } from './rules/response-shape';
import {
  closeDifferences,
  deleteEndedDifferences,
  findDueWatch,
  findProbeAnswer,
  insertDifferences,
  lockWatch,
  updateWatch,
  type WatchToLook,
} from './store';

/**
 * Looks at one website or interface, compares it with what was approved, and tells people of what differs and of what no
 * longer does. A watch that is not due is left alone: another look came first.
 * @returns whether a look was taken
 */
export async function takeLook(context: Context, watchId: string, deps: LadderDeps = {}): Promise<boolean> {
  const platform = authoriseSystem(context);
  const now = context.clock.now();
  const watch = await findDueWatch(database(), platform, { watchId, now });
  if (!watch) return false;
  const scope = toOrganizationScope(watch, platform);
  const look = await lookAt(context, scope, watch, deps);
  if (!look) return false;
  return transact(context, async (inner) => {
    const locked = await lockWatch(inner.tx, scope, watchId);
    // Another look was quicker, or a newer approval is to be looked at.
    if (locked.lookedAt?.getTime() !== watch.lookedAt?.getTime()) return false;
    if (locked.approvedAt.getTime() !== watch.approvedAt.getTime()) return false;
    await saveLook(inner, scope, locked, look);
    return true;
  });
}

async function lookAt(
  context: Context,
  scope: OrganizationScope,
  watch: WatchToLook,
  deps: LadderDeps,
): Promise<Look | null> {
  const { websiteId, origin, assetId, approvedAt } = watch;
  if (websiteId !== null && origin !== null)
    return lookAtSite(context, scope, { id: websiteId, origin }, deps);
  if (assetId === null) return null;
  // The probes call the interface; what failed there is told by them.
  const answer = await findProbeAnswer(database(), scope, { assetId, after: approvedAt });
  const facts = answer ? { INTERFACE: responseShape(answer) } : {};
  return { isReached: true, facts, certificate: null };
}

async function saveLook(
  inner: TxContext,
  scope: OrganizationScope,
  watch: WatchToLook,
  look: Look,
): Promise<void> {
  const { tx, clock } = inner;
  const now = clock.now();
  const { snapshot, failures, raised, closed } = judgeLook({ watch, open: watch.differences, look, now });
  const fresh = raised.map((one) => ({ ...one, id: newId(now.getTime()), foundAt: now }));
  await updateWatch(tx, scope, {
    watchId: watch.id,
    ...(snapshot === null ? {} : { snapshot: { facts: snapshot, at: watch.snapshotAt ?? now } }),
    ...(look.isReached ? { certificate: look.certificate } : {}),
    ...{ lookedAt: now, nextLookAt: nextLookAt(now, failures), failures },
    isDifferent: fresh.length + closed.length > 0,
  });
  await closeDifferences(tx, scope, { watchId: watch.id, closed, at: now });
  await insertDifferences(tx, watch.id, fresh);
  const endedBefore = new Date(now.getTime() - NOTICE_DAYS * DAY_MS);
  await deleteEndedDifferences(tx, scope, { watchId: watch.id, endedBefore });
  await tellPeople(inner, watch, { fresh, closed });
}

type Changes = { fresh: readonly DriftDifference[]; closed: Judgement['closed'] };

/** One notice for a look, however much changed: each difference is named in one, and once. */
async function tellPeople(inner: TxContext, watch: WatchToLook, { fresh, closed }: Changes): Promise<void> {
  const { organizationId, name } = watch;
  const gone = closed.filter(({ closing }) => closing === 'GONE');
  const about = (differences: readonly { id: string; thing: string }[]) => {
    const [first] = differences;
    return {
      organizationId,
      key: first?.id ?? '',
      values: {
        place: watch.websiteId === null ? ('ASSET' as const) : ('WEBSITE' as const),
        placeId: watch.websiteId ?? watch.assetId ?? '',
        name,
        thing: first?.thing ?? '',
        more: differences.length - 1,
        things: differences.map(({ thing }) => thing),
      },
    };
  };
  const news: News[] = [
    ...(fresh.length > 0 ? [{ kind: 'drift.found' as const, ...about(fresh) }] : []),
    ...(gone.length > 0 ? [{ kind: 'drift.gone' as const, ...about(gone) }] : []),
  ];
  await notify(inner, news);
  const subject =
    watch.websiteId === null
      ? { type: 'asset' as const, id: watch.assetId ?? '' }
      : { type: 'website' as const, id: watch.websiteId };
  await recordAudit(inner.tx, inner, [
    ...fresh.map(({ thing, before, after }) => ({
      event: 'drift.found' as const,
      ...{ organizationId, subject, before: { [thing]: before }, after: { [thing]: after } },
    })),
    ...gone.map(({ thing, before, after }) => ({
      event: 'drift.gone' as const,
      ...{ organizationId, subject, before: { [thing]: after }, after: { [thing]: before } },
    })),
  ]);
}
