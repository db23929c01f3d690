import { type DeletionBlocker, deletionBlocker } from '@/lib/assets/rules/deletion';
import { type EditBlocker, editBlocker } from '@/lib/assets/rules/edit-blocker';
import type { AssetRecord } from '@/lib/assets/store';
import { getAssetTimeline } from '@/lib/audit/get-asset-timeline';
import type { AuditRow } from '@/lib/audit/store';
import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { FIRST_STATUS, isApproved } from '@/lib/lifecycle/rules/status';
import { getReadiness } from './get-readiness';
import type { Readiness } from './rules/readiness';
import type { ReadinessFacts } from './rules/readiness-facts';
import { type StatusLine, statusLine } from './rules/status-line';
import { countDecisions, findAssetSubmissions, type SubmissionRecord } from './store';

export type AssetHub = {
  asset: AssetRecord;
  facts: ReadinessFacts;
  readiness: Readiness;
  line: StatusLine;
  /** Newest first; the first one gives the asset its status. */
  submissions: SubmissionRecord[];
  /** The approved one that is on sale while a newer one is worked on. */
  onSale: SubmissionRecord | null;
  editBlocker: EditBlocker | null;
  deletion: DeletionBlocker | null;
  timeline: AuditRow[];
};

/** Everything that the hub of an asset shows. @throws AppError NOT_FOUND */
export async function getAssetHub(context: Context, assetId: string): Promise<AssetHub> {
  const scope = authorise(context, 'asset.view');
  const { asset: read, facts, readiness } = await getReadiness(context, assetId);
  const submissions = await findAssetSubmissions(database(), scope, read.id);
  const [newest] = submissions;
  // A status that changed between the two reads must not appear beside the submission's own.
  const { status = FIRST_STATUS, reasonCode = null, deadlineAt = null } = newest ?? {};
  const asset = { ...read, status, reasonCode, deadlineAt, submissionId: newest?.id ?? null };
  const decisions = await countDecisions(database(), scope, newest ? [newest.id] : []);
  const decided = (newest && decisions.get(newest.id)) ?? null;
  return {
    asset,
    facts,
    readiness,
    line: statusLine({ status, reasonCode, deadlineAt, readiness, decided }),
    submissions,
    onSale:
      submissions.find(({ status, supersededAt }) => isApproved(status) && supersededAt === null) ?? null,
    editBlocker: editBlocker(asset.status),
    deletion: deletionBlocker(asset),
    timeline: await getAssetTimeline(
      context,
      asset.id,
      facts.websites.map(({ id }) => id),
    ),
  };
}
