import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { conflict, notFound, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking } from '@/lib/findings/rules/finding';
import type { VerdictRecord } from '../appeal-record';
import { askSeller } from '../conversation/ask-seller';
import { alikeFindings } from '../rules/alike-findings';
import { judge } from '../rules/judgement';
import { giveVerdictSchema } from '../schemas';
import { lockReview } from './lock-review';
import { findVerdicts, insertVerdicts } from './store';

/**
 * Judges the appeal of one finding, and with `alike` of those that are alike and open. Until the decision a verdict can
 * be replaced: by another row.
 * @returns the finding to judge next, the first open one after this; null when none is open
 * @throws AppError NOT_FOUND; VALIDATION; FORBIDDEN for a conflict of interest; PRECONDITION_FAILED without a claim;
 *   CONFLICT when another reviewer holds it, it is decided, or not as many are alike as were shown
 */
export async function giveVerdict(
  context: Context,
  input: unknown,
  isTwoPersonRuleOn: boolean = configuration().REVIEW_BY_TWO,
): Promise<{ nextId: string | null }> {
  const platform = authorisePlatform(context, 'review.decide');
  const { submissionId, findingId, outcome, reason, alike, language } = parseInput(giveVerdictSchema, input);
  const at = context.clock.now();
  return inTransaction(async (tx) => {
    const { submission, findings, appeal, scope } = await lockReview(tx, platform, submissionId);
    const finding = findings.find(({ id }) => id === findingId);
    if (!finding) throw notFound('finding');
    if (!appeal || !isBlocking(finding)) throw preconditionFailed('appeals.nothingToJudge');
    const given = await findVerdicts(tx, scope, [appeal]);
    const judged = [finding, ...(alike > 0 ? requireAlike(findings, finding, { given, alike }) : [])];
    const { id: appealId, round } = appeal;
    const rows = judged.map(({ id }) => ({
      ...{ id: newId(at.getTime()), appealId, findingId: id, round, outcome, reason, at },
      revision: (given.find((one) => one.findingId === id)?.revision ?? 0) + 1,
      reviewerId: platform.userId,
    }));
    await insertVerdicts(tx, platform, rows);
    if (outcome === 'NEED_MORE') {
      const author = { ...scope, userId: platform.userId };
      const findingIds = judged.map(({ id }) => id);
      await askSeller(
        { ...context, tx },
        { submission, findings, appeal, scope: author },
        { findingIds, text: reason, language },
      );
    }
    await recordAudit(
      tx,
      context,
      judged.map(({ number, class: kind }) => ({
        event: 'appeal.verdictGiven',
        organizationId: submission.organizationId,
        subject: { type: 'appeal', id: appeal.id },
        assetId: submission.assetId,
        after: { finding: number, class: kind, outcome, reason },
      })),
    );
    const verdicts = await findVerdicts(tx, scope, [appeal]);
    return { nextId: chooseNext(findings, verdicts, { after: findingId, isTwoPersonRuleOn }) };
  });
}

/** The alike findings that no verdict has been given on. @throws AppError CONFLICT when they are not as many as were shown */
function requireAlike(
  findings: readonly FindingRecord[],
  finding: FindingRecord,
  { given, alike }: { given: readonly VerdictRecord[]; alike: number },
): FindingRecord[] {
  const isGiven = new Set(given.map((verdict) => verdict.findingId));
  const open = alikeFindings(findings, finding).filter((one) => isBlocking(one) && !isGiven.has(one.id));
  if (open.length !== alike) throw conflict('appeals.alikeChanged', { values: { count: open.length } });
  return open;
}

/** In the order of the list, the next one that has no verdict at all; else the next one that lacks one. */
function chooseNext(
  findings: readonly FindingRecord[],
  verdicts: readonly VerdictRecord[],
  { after, isTwoPersonRuleOn }: { after: string; isTwoPersonRuleOn: boolean },
): string | null {
  const judgement = judge(findings, new Map(verdicts.map((one) => [one.findingId, one])), isTwoPersonRuleOn);
  const missing = new Set(judgement.state === 'OPEN' ? judgement.missing : []);
  const at = findings.findIndex(({ id }) => id === after);
  const around = [...findings.slice(at + 1), ...findings.slice(0, at)].filter(({ id }) => missing.has(id));
  const untouched = around.find(({ id }) => !verdicts.some(({ findingId }) => findingId === id));
  return (untouched ?? around[0])?.id ?? null;
}
