import { lockAsset } from '@/lib/assets/for-other-rooms';
import { listApprovedAssets } from '@/lib/assets/list-approved-assets';
import {
  authoriseSystem,
  type Context,
  type OrganizationScope,
  type PlatformScope,
  toOrganizationScope,
} from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { HOUR_MS, SECOND_MS } from '@/lib/core/clock';
import { PROBES_APART_HOURS } from '@/lib/core/policy';
import { database, inTransaction, isUniqueViolation } from '@/lib/db/client';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { isApproved } from '@/lib/lifecycle/rules/status';
import { findDeclaration } from './declaration/find-declaration';
import { judgedUrl } from './rules/declaration';
import { runBlocker } from './rules/run-blocker';
import { PARALLELISM } from './rules/run-plan';
import { queueRun } from './run/queue-run';
import { findNewestProbe, findProbedSince } from './run/store';

/** Two probes of an asset are at least so far apart, however often and by whomever this is called. */
const APART_MS = PROBES_APART_HOURS * HOUR_MS;
/** Sellers are called one after another, not all at the stroke of the hour; the last one within two hours. */
const STAGGER_MS = 20 * SECOND_MS;
const WITHIN_MS = 2 * HOUR_MS;
/** Assets that are looked at together: their number is not ours to choose. */
const PAGE = 500;

/**
 * Queues a probe of each approved asset: its required and saved cases, as KooGallery repeats them every morning and
 * afternoon while a product is on sale. An asset that cannot be called (no key left, a run under way) is passed
 * over until the next time.
 * @returns how many were queued
 */
export async function probeApprovedAssets(
  context: Context,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<{ queued: number }> {
  const scope = authoriseSystem(context);
  return runScheduled(context, scope, 'probe-connections', async () => {
    const now = context.clock.now();
    const since = new Date(now.getTime() - APART_MS);
    let queued = 0;
    let after: string | null = null;
    do {
      const assets = await listApprovedAssets(context, { after, atMost: PAGE });
      after = assets.length === PAGE ? (assets.at(-1)?.id ?? null) : null;
      const ids = assets.map(({ id }) => id);
      const probed = await findProbedSince(database(), scope, ids, since);
      for (const asset of assets.filter(({ id }) => !probed.has(id))) {
        const runAt = new Date(now.getTime() + ((queued * STAGGER_MS) % WITHIN_MS));
        if (await queueProbe(context, scope, asset, { runAt, allowedHosts })) queued += 1;
      }
    } while (after !== null);
    return { queued };
  });
}

/** @returns whether there was something to probe, and nobody else was at it */
async function queueProbe(
  context: Context,
  platform: PlatformScope,
  asset: { id: string; organizationId: string },
  { runAt, allowedHosts }: { runAt: Date; allowedHosts: ReadonlySet<string> },
): Promise<boolean> {
  const scope: OrganizationScope = toOrganizationScope(asset, platform);
  try {
    return await inTransaction(async (tx) => {
      const { status } = await lockAsset(tx, scope, asset.id);
      const declaration = await findDeclaration(tx, scope, asset.id);
      const productionUrl = judgedUrl(declaration, allowedHosts);
      const isCallable = isApproved(status) && !runBlocker({ editBlocker: null, declaration, productionUrl });
      const last = await findNewestProbe(tx, scope, asset.id);
      const isRecent = last && context.clock.now().getTime() - last.createdAt.getTime() < APART_MS;
      if (!isCallable || !declaration || isRecent) return false;
      await queueRun({ ...context, tx }, scope, declaration, {
        kind: 'PROBE',
        sections: ['cases'],
        parallelism: PARALLELISM.default,
        isTestFlagged: true,
        requestedById: null,
        runAt,
      });
      return true;
    });
  } catch (error) {
    if (isUniqueViolation(error, 'ConnectionRun_one_unfinished_per_asset')) return false;
    throw error;
  }
}
