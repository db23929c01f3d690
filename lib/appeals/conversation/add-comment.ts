import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { limitExceeded, notFound, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/client';
import type { SentSubmission } from '@/lib/submissions/require-sent-submission';
import type { AppealRecord, CommentSide } from '../appeal-record';
import type { EvidenceFile } from '../evidence/take-evidence';
import { keepProof } from '../keep-proof';
import { COMMENTS_MAXIMUM, type CommentKind, type CommentRecord } from '../rules/conversation';
import { findMentions } from '../rules/mentions';
import type { CommentInput } from '../schemas';
import { findParticipants, insertComment } from './store';
import { tellMentioned } from './tell-mentioned';

type Conversing = Pick<SentSubmission, 'submission' | 'findings'> & {
  appeal: AppealRecord | null;
  scope: OrganizationScope & { userId: string };
  comments: readonly CommentRecord[];
};

type NewComment = Omit<CommentInput, 'file'> & {
  side: CommentSide;
  kind: CommentKind;
  evidence: EvidenceFile | null;
};

/**
 * Adds a comment to a conversation that the caller has locked, with its file as the last step.
 * @returns its id
 * @throws AppError NOT_FOUND for a finding of another request; LIMIT_EXCEEDED; PRECONDITION_FAILED for a file where no
 *   appeal holds it
 */
export async function addComment(
  tx: Transaction,
  context: Context,
  { submission, findings, appeal, scope, comments }: Conversing,
  { side, kind, ...input }: NewComment,
): Promise<string> {
  const { findingId, text, otherText, language, evidence } = input;
  const finding = findings.find(({ id }) => id === findingId);
  if (findingId !== null && !finding) throw notFound('finding');
  if (comments.length >= COMMENTS_MAXIMUM)
    throw limitExceeded('appeals.tooManyComments', { values: { maximum: COMMENTS_MAXIMUM } });
  if (evidence && !appeal) throw preconditionFailed('appeals.noFilesHere');
  const at = context.clock.now();
  const people = await findParticipants(tx, scope, submission.id);
  const proofId =
    evidence && appeal
      ? await keepProof(tx, context, scope, {
          appealId: appeal.id,
          assetId: submission.assetId,
          kind: 'EVIDENCE',
          side,
          ...evidence,
        })
      : null;
  const id = newId(at.getTime());
  const mentionedIds = findMentions(`${text}\n${otherText}`, people);
  await insertComment(tx, scope, {
    id,
    submissionId: submission.id,
    findingId,
    side,
    kind,
    authorId: scope.userId,
    language,
    text,
    otherText,
    mentionedIds,
    proofId,
    at,
  });
  await tellMentioned({ ...context, tx }, scope, { commentId: id, submission, mentionedIds });
  await recordAudit(tx, context, {
    event: 'appeal.commented',
    organizationId: scope.organizationId,
    subject: appeal ? { type: 'appeal', id: appeal.id } : { type: 'submission', id: submission.id },
    assetId: submission.assetId,
    after: { kind, ...(finding ? { finding: finding.number } : {}) },
  });
  return id;
}
