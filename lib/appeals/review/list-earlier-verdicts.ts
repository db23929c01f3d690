import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { requireSentSubmissionOfAnyone } from '@/lib/submissions/require-sent-submission';
import { type EarlierVerdict, findEarlierVerdicts, LIKENESS } from './earlier-verdict-store';

/** @param ofFinding on the same finding in earlier reviews @param ofRule on other findings of the same check, of any seller */
export type EarlierVerdicts = { ofFinding: EarlierVerdict[]; ofRule: EarlierVerdict[] };

/** What was decided before on a finding and on others that the same check reports, newest first. @throws AppError NOT_FOUND */
export async function listEarlierVerdicts(
  context: Context,
  submissionId: string,
  findingId: string,
): Promise<EarlierVerdicts> {
  const platform = authorisePlatform(context, 'review.view');
  const db = database();
  const { findings, submission } = await requireSentSubmissionOfAnyone(db, platform, submissionId);
  const finding = findings.find(({ id }) => id === findingId);
  if (!finding) throw notFound('finding');
  return {
    ofFinding: await findEarlierVerdicts(db, platform, LIKENESS.ofFinding(finding), submission.id),
    ofRule: await findEarlierVerdicts(db, platform, LIKENESS.ofRule(finding), submission.id),
  };
}
