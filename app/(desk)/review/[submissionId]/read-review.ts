import { reviewPageReader } from '@/app/page-reader';
import { getReviewConversation } from '@/lib/appeals/conversation/get-review-conversation';
import { listReviewExchanges } from '@/lib/appeals/exchanges/list-review-exchanges';
import { listChanges } from '@/lib/appeals/memory/list-changes';
import { listPrecedents } from '@/lib/appeals/memory/list-precedents';
import { getReview } from '@/lib/appeals/review/get-review';
import type { Context } from '@/lib/auth/actor';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking } from '@/lib/findings/rules/finding';
import { listPassportsForReview } from '@/lib/passport/list-passports';

/** A request under review, and what belongs to the finding that is shown. */
export const readReview = reviewPageReader(async (context, submissionId: string, wished: string | null) => {
  const review = await getReview(context, submissionId);
  const findings = [...review.findings].sort((a, b) => Number(isBlocking(b)) - Number(isBlocking(a)));
  // Without a wish always the first, so that a verdict does not lead away from it.
  const shown = findings.find(({ id }) => id === wished) ?? findings[0] ?? null;
  return {
    review,
    findings,
    passports: await listPassportsForReview(context, submissionId),
    shown: shown && { finding: shown, ...(await readShown(context, submissionId, shown)) },
    conversation: await getReviewConversation(context, submissionId),
  };
});

/** Decisions on findings like it, what differs from an earlier one on it, and what the seller sent. */
async function readShown(context: Context, submissionId: string, finding: FindingRecord) {
  const asked = { submissionId, findingId: finding.id };
  return {
    precedents: await listPrecedents(context, asked),
    changes: finding.standing?.state === 'REOPENED' ? await listChanges(context, asked) : [],
    exchanges: await listReviewExchanges(context, asked),
  };
}
