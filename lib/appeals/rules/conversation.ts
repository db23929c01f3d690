import type { CommentSide, DecisionRecord, FinalVerdict } from '../appeal-record';

/** A question of a reviewer waits for the seller; whatever the seller writes below it is the reply. */
export type CommentKind = 'QUESTION' | 'REPLY' | 'PLAIN';

/** Characters of one text. */
export const COMMENT_MAXIMUM = 4_000;
/** Of one request. */
export const COMMENTS_MAXIMUM = 500;

/** The thread of one finding, or, without one, of the request. */
type Placed = { findingId: string | null };
type Written = Placed & { kind: CommentKind };

export type CommentRecord = Written & {
  id: string;
  side: CommentSide;
  authorName: string | null;
  /** The language of `text`; `otherText` is in the other one, empty where nobody wrote it. */
  language: string;
  text: string;
  otherText: string;
  proof: { id: string; fileName: string; contentType: string } | null;
  at: Date;
};

/** The threads in which a question waits for the seller; null is that of the request. @param comments oldest first */
export function openQuestions(comments: readonly Written[]): Set<string | null> {
  const open = new Set<string | null>();
  for (const { findingId, kind } of comments)
    if (kind === 'QUESTION') open.add(findingId);
    else if (kind === 'REPLY') open.delete(findingId);
  return open;
}

export type ThreadEntry =
  | ({ entry: 'comment' } & CommentRecord)
  | ({ entry: 'verdict' } & FinalVerdict)
  | ({ entry: 'decision' } & DecisionRecord);

export type ConversationRecord = {
  comments: readonly CommentRecord[];
  /** Those that the reader may know. */
  verdicts: readonly FinalVerdict[];
  decisions: readonly DecisionRecord[];
  /** The review goes on. */
  isOpen: boolean;
  /** Whether the reader may write. */
  mayPost: boolean;
};

/** The threads that wait for the seller while the review goes on. @returns null for that of the request */
export const openThreads = ({ comments, isOpen }: ConversationRecord): Set<string | null> =>
  isOpen ? openQuestions(comments) : new Set();

/** What was written and decided about one finding, or about the request, oldest first. */
export function threadEntries(
  { comments, verdicts, decisions }: Pick<ConversationRecord, 'comments' | 'verdicts' | 'decisions'>,
  findingId: string | null,
): ThreadEntry[] {
  const entries: ThreadEntry[] = [
    ...comments
      .filter((comment) => comment.findingId === findingId)
      .map((comment) => ({ entry: 'comment' as const, ...comment })),
    ...verdicts
      .filter((verdict) => verdict.findingId === findingId)
      .map((verdict) => ({ entry: 'verdict' as const, ...verdict })),
    ...(findingId === null ? decisions.map((decision) => ({ entry: 'decision' as const, ...decision })) : []),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
}
