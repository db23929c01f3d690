import { authorise, type Context } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { ADVICE_CASES, ADVICE_ORGANIZATIONS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import type { CarriedDecision } from '@/lib/findings/finding-record';
import { findCarriedDecisions } from '@/lib/findings/for-other-rooms';
import type { Standing } from '@/lib/findings/rules/standing';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import { decisionText } from '../rules/decision-text';
import { precedentsSchema } from '../schemas';
import { findChanges, type StandingChange } from './find-changes';
import { type AdviceRow, countConvincing } from './store';

export type FindingMemory = {
  standing: Standing<CarriedDecision> | null;
  /** Where the evidence is another: what of it. */
  changes: StandingChange[];
  /** What was accepted of the same finding, or of one that looks like it, as a beginning for the seller's text. */
  suggestion: (AssessmentText & { isSame: boolean }) | null;
  /** How cases of the kind came out at other organizations. */
  advice: AdviceRow[];
};

/**
 * What is remembered of a finding, for the seller who answers it: earlier decisions of the organization, and what convinced
 * at others, in numbers alone.
 * @param input `{ submissionId, findingId }` @throws AppError NOT_FOUND
 */
export async function getFindingMemory(context: Context, input: unknown): Promise<FindingMemory> {
  const scope = authorise(context, 'appeal.view');
  const { submissionId, findingId } = parseInput(precedentsSchema, input);
  const db = database();
  const { findings } = await requireSentSubmission(db, scope, submissionId);
  const finding = findings.find(({ id }) => id === findingId);
  if (!finding) throw notFound('finding');
  const { standing = null, titleKey, lookalikeKey } = finding;
  const least = { cases: ADVICE_CASES, organizations: ADVICE_ORGANIZATIONS };
  const [alike] = standing ? [standing.decision] : await findCarriedDecisions(db, scope, { lookalikeKey });
  return {
    standing,
    changes: await findChanges(db, scope, finding),
    suggestion: alike ? { ...decisionText(alike), isSame: standing !== null } : null,
    advice: await countConvincing(db, scope, titleKey, least),
  };
}
