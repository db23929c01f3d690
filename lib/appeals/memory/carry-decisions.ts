import { recordAudit } from '@/lib/audit/record-audit';
import type { OrganizationScope, PlatformScope, TxContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { insertCarriedDecisions, revokeDecisions } from '@/lib/findings/for-other-rooms';
import { computeEvidenceHash } from '@/lib/findings/rules/evidence-hash';
import type { DecisionScope } from '@/lib/findings/rules/standing';
import { pickAssessment } from '@/lib/reports/rules/assessment';
import { decisionEnd } from '@/lib/reports/rules/risk-end';
import type { SentSubmission } from '@/lib/submissions/require-sent-submission';
import type { AppealRecord, AssessmentRecord, VerdictRecord } from '../appeal-record';
import { findSubmittedAssessments } from '../submitted/store';

type DecidedReview = SentSubmission & {
  scope: OrganizationScope;
  appeal: AppealRecord;
  verdicts: readonly VerdictRecord[];
};
type Carried = AssessmentRecord & { conclusion: 'FALSE_POSITIVE' | 'RISK_ACCEPTED' };

/** What was fixed and is found again is not fixed: only the other conclusions are for later scans. */
const isForLater = (one: AssessmentRecord | undefined): one is Carried =>
  one !== undefined && one.conclusion !== 'FIXED';

/**
 * Keeps what a decided appeal accepted, for later scans that find the same; what it rejected ends earlier decisions on the
 * same findings. In the transaction of the decision.
 */
export async function carryDecisions(
  context: TxContext,
  platform: PlatformScope & { userId: string },
  { scope, submission, scans, findings, appeal, verdicts }: DecidedReview,
  terms: { scope: DecisionScope; days: number },
): Promise<void> {
  const { tx } = context;
  const at = context.clock.now();
  const assessments = new Map(
    (await findSubmittedAssessments(tx, scope, appeal)).map((one) => [one.findingId, one]),
  );
  const websites = new Map(scans.map(({ id, websiteId }) => [id, websiteId]));
  const judged = verdicts.flatMap((verdict) => {
    const finding = findings.find(({ id }) => id === verdict.findingId);
    return finding ? [{ verdict, finding, assessment: assessments.get(finding.id) }] : [];
  });
  for (const { finding, verdict } of judged)
    if (verdict.outcome !== 'ACCEPTED')
      await revokeDecisions(
        tx,
        scope,
        { fingerprint: finding.fingerprint },
        { revokedById: platform.userId, revokedAt: at, revokeReason: verdict.reason },
      );
  const decisions = judged.flatMap(({ verdict, finding, assessment }) => {
    const websiteId = websites.get(finding.scanId);
    if (verdict.outcome !== 'ACCEPTED' || !isForLater(assessment) || websiteId === undefined) return [];
    const { fingerprint, lookalikeKey, checkId, checkVersion } = finding;
    const { endsOn, ...text } = pickAssessment(assessment);
    const validUntil = decisionEnd(at, terms.days, endsOn);
    // Its end came before the decision: nothing is left of it for later scans.
    if (validUntil <= at) return [];
    return {
      ...{ id: newId(at.getTime()), websiteId, assetId: submission.assetId, findingId: finding.id },
      ...{ fingerprint, lookalikeKey, checkId, checkVersion, ...text, conclusion: assessment.conclusion },
      scope: terms.scope,
      // Of the evidence itself: scans of earlier versions kept a hash that no other scan has.
      evidenceHash: computeEvidenceHash(finding),
      reason: verdict.reason,
      decidedById: platform.userId,
      decidedAt: at,
      validUntil,
    };
  });
  await insertCarriedDecisions(tx, scope, decisions);
  await recordAudit(
    tx,
    context,
    decisions.map(({ id, websiteId, assetId, validUntil }) => ({
      event: 'decision.carried' as const,
      organizationId: scope.organizationId,
      subject: { type: 'decision' as const, id },
      ...{ assetId, websiteId },
      after: { scope: terms.scope, validUntil: validUntil.toISOString() },
    })),
  );
}
