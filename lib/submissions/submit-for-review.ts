import { lockAsset } from '@/lib/assets/for-other-rooms';
import { authorise, type Context } from '@/lib/auth/actor';
import { conflict, preconditionFailed } from '@/lib/core/errors';
import { inTransaction, isUniqueViolation, type Transaction } from '@/lib/db/client';
import { isDraft, isUnderReview } from '@/lib/lifecycle/rules/status';
import { queueScan } from '@/lib/scans/request-scan';
import { lockWebsiteWithFacts } from '@/lib/websites/lock-website-with-facts';
import { changeStatus } from './change-status';
import { freezeSnapshot } from './freeze-snapshot';
import { gatherReadinessFacts } from './gather-readiness-facts';
import { openDraft } from './open-draft';
import { assessReadiness } from './rules/readiness';
import type { ReadinessItem } from './rules/readiness-facts';
import { findNewest, type SubmissionRecord } from './store';

export type SubmitResult =
  | { ok: true; submissionId: string }
  | { ok: false; blockers: readonly ReadinessItem[] };

/**
 * Sends an asset for review: freezes what is sent, moves the submission to Scanning and queues a scan of each website.
 * @returns the blockers where the asset is not ready: the same list as the hub's
 * @throws AppError NOT_FOUND, also when one of its websites is removed at this moment; CONFLICT when it was submitted
 * meanwhile; PRECONDITION_FAILED when it is decided and not modified
 */
export async function submitForReview(context: Context, assetId: string): Promise<SubmitResult> {
  const scope = authorise(context, 'submission.submit');
  const now = context.clock.now();
  // One instant for all of it: the scans of this sending are told from earlier ones by their time.
  const sending: Context = { ...context, clock: { now: () => now } };
  try {
    return await inTransaction(async (tx) => {
      const asset = await lockAsset(tx, scope, assetId);
      // In one order, so that two that share websites cannot wait for each other: what is judged ready is what is sent.
      for (const id of [...asset.websiteIds].sort()) await lockWebsiteWithFacts(tx, scope, id, now);
      const submission = await takeDraft(tx, sending, scope, asset.id);
      const facts = (await gatherReadinessFacts(tx, scope, [asset], now)).get(asset.id);
      if (!facts) throw new TypeError(`no facts of asset ${asset.id}`);
      const readiness = assessReadiness(facts, now);
      if (!readiness.isReady) return { ok: false, blockers: readiness.blockers };
      const snapshot = await freezeSnapshot(tx, scope, asset, { warnings: readiness.warnings, now });
      await changeStatus({ ...sending, tx }, scope, submission, { event: 'submit', snapshot });
      for (const website of snapshot.websites)
        await queueScan(tx, sending, scope, {
          website,
          purpose: 'REVIEW',
          submissionId: submission.id,
          assetId: asset.id,
        });
      return { ok: true, submissionId: submission.id };
    });
  } catch (error) {
    throw isUniqueViolation(error, 'Scan_one_unfinished_per_website')
      ? conflict('scans.alreadyRunning')
      : error;
  }
}

/** The draft that is sent: the open one, or a first one. */
async function takeDraft(
  tx: Transaction,
  context: Context,
  scope: ReturnType<typeof authorise>,
  assetId: string,
): Promise<SubmissionRecord> {
  const newest = await findNewest(tx, scope, assetId);
  if (!newest) return openDraft({ ...context, tx }, scope, assetId, 1);
  if (isDraft(newest.status)) return newest;
  if (isUnderReview(newest.status))
    throw conflict('submissions.alreadySubmitted', { data: { since: newest.statusSince } });
  throw preconditionFailed('assets.modifyFirst');
}
