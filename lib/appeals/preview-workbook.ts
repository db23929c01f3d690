import { getAsset } from '@/lib/assets/get-asset';
import { authorise, type Context } from '@/lib/auth/actor';
import { sha256Hex } from '@/lib/core/bytes';
import { conflict, preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { isRejected } from '@/lib/lifecycle/rules/status';
import { readUploadedWorkbook } from '@/lib/reports/read-uploaded-workbook';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import type { FileProblem } from '@/lib/reports/rules/file-problem';
import type { FindingsReading } from '@/lib/reports/rules/read-findings';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import { completeness } from './rules/completeness';
import {
  hashAssessments,
  listedChanges,
  type WorkbookChange,
  workbookChanges,
} from './rules/workbook-changes';
import { previewWorkbookSchema } from './schemas';
import { findAppeals, findAssessments } from './store';
import { carriedTexts, submissionReport } from './submission-report';

export type WorkbookPreview =
  | { ok: false; reason: FileProblem }
  | (Omit<FindingsReading, 'rows'> & {
      ok: true;
      /** Both go back with `applyWorkbook`: what was shown is what is saved. */
      sha256: string;
      basis: string;
      /** With the number of the finding in the report; of very many and long ones the first. */
      changes: (WorkbookChange & { number: number })[];
      /** Of all changes: findings that had no conclusion, those that have another one, and all others of the file. */
      counts: { added: number; replaced: number; unchanged: number };
      /** Numbers of the findings that would still block without an explanation. */
      missing: number[];
    });

/**
 * What a filled-in workbook would change, with nothing saved.
 * @param signal ends the reading when its sender has gone
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED without an appeal; CONFLICT when it is not the seller's turn
 */
export async function previewWorkbook(
  context: Context,
  input: unknown,
  signal?: AbortSignal,
): Promise<WorkbookPreview> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, bytes } = parseInput(previewWorkbookSchema, input);
  const sent = await requireSentSubmission(database(), scope, submissionId);
  if (!isRejected(sent.submission.status) || !sent.isNewest)
    throw conflict('appeals.notEditable', { values: { status: sent.submission.status } });
  const [appeal] = await findAppeals(database(), scope, sent.submission.id);
  if (!appeal || appeal.decidedAt) throw preconditionFailed('appeals.notOpened');
  const stored = await findAssessments(database(), scope, appeal.id);
  const { name } = await getAsset(context, sent.submission.assetId);
  const read = await readUploadedWorkbook(
    bytes,
    submissionReport(sent, name, stored, context.clock.now()),
    signal,
  );
  if (!read.ok) return read;
  const { rows, ...rest } = read;
  const { changes, unchanged } = workbookChanges(stored, rows, new Map(carriedTexts(sent.findings)));
  const numbers = new Map(sent.findings.map(({ id, number }) => [id, number]));
  const toNumber = (findingId: string) => numbers.get(findingId) ?? 0;
  const replaced = changes.filter(({ before }) => before !== null).length;
  const then = new Map<string, AssessmentText>([
    ...stored.map((one) => [one.findingId, one] as const),
    ...changes.map(({ findingId, after }) => [findingId, after] as const),
  ]);
  return {
    ...rest,
    sha256: sha256Hex(bytes),
    basis: hashAssessments(stored),
    changes: listedChanges(changes).map((change) => ({ ...change, number: toNumber(change.findingId) })),
    counts: { added: changes.length - replaced, replaced, unchanged },
    missing: completeness(sent.findings, then, new Set()).missing.map(toNumber),
  };
}
