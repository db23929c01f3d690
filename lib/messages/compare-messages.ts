import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { findDetails, type LogRow } from './log/store';
import type { AttemptRecord, MaskedAttemptRecord } from './message-record';
import { openAttempt } from './open-message';
import { readableText } from './readable-text';
import {
  type Comparable,
  type ComparedRow,
  type ComparedSide,
  compareExchanges,
  firstDifference,
} from './rules/compare-exchanges';
import { parseMaskableJson } from './rules/mask-json';
import { MAX_SHOWN_CHARACTERS, maskMessage } from './rules/mask-message';
import { comparisonSchema } from './schemas';

export type ComparedMessage = { row: LogRow; attempt: MaskedAttemptRecord };

export type Comparison = {
  left: ComparedMessage;
  right: ComparedMessage;
  rows: ComparedRow[];
  /** Whether the exact bytes were compared; without the key only what is masked can be. */
  isExact: boolean;
  /** Offsets where the bodies part; null where they are equal, or cannot be compared. */
  requestDiffersAt: number | null;
  responseDiffersAt: number | null;
};

/**
 * Two attempts member by member. What is exact decides whether they differ; what is masked is shown.
 * @throws AppError VALIDATION, NOT_FOUND
 */
export async function compareMessages(context: Context, input: unknown): Promise<Comparison> {
  const scope = authorise(context, 'message.view');
  const chosen = parseInput(comparisonSchema, input);
  const [left, right] = await Promise.all([readSide(scope, chosen.left), readSide(scope, chosen.right)]);
  const [ours, theirs] = [left.exact, right.exact];
  const isExact = ours !== null && theirs !== null;
  const rows = isExact
    ? compareExchanges(await opened(ours, left.attempt), await opened(theirs, right.attempt))
    : compareExchanges(closed(left.attempt), closed(right.attempt));
  const empty = new Uint8Array();
  return {
    left: { row: left.row, attempt: left.attempt },
    right: { row: right.row, attempt: right.attempt },
    rows,
    isExact,
    requestDiffersAt: isExact ? firstDifference(ours.requestBody, theirs.requestBody) : null,
    responseDiffersAt: isExact
      ? firstDifference(ours.responseBody ?? empty, theirs.responseBody ?? empty)
      : null,
  };
}

type Side = ComparedMessage & { exact: AttemptRecord | null };

async function readSide(
  scope: OrganizationScope,
  { messageId, attempt: sequence }: { messageId: string; attempt?: number | undefined },
): Promise<Side> {
  const found = await findDetails(database(), scope, messageId);
  const chosen = found?.attempts.find(({ masked }) => sequence === undefined || masked.sequence === sequence);
  if (!found || !chosen) throw notFound('message');
  const { masked, sealed } = chosen;
  return { row: found.row, attempt: masked, exact: await openAttempt(masked, sealed) };
}

/** An attempt as it was, with what of it may be shown. */
async function opened(attempt: AttemptRecord, kept: MaskedAttemptRecord): Promise<ComparedSide> {
  const requestText = await readableText(attempt.requestBody, attempt.requestHead);
  const responseText =
    attempt.responseBody && (await readableText(attempt.responseBody, attempt.responseHead ?? []));
  const exact = withJson({ ...attempt, requestText, responseText });
  const masked = maskMessage({ ...attempt, requestText, responseText });
  // When it was kept more was known to be secret than it shows itself: the keys that it was called with.
  const shown = withJson(kept);
  if (isCut(kept.requestText))
    shown.requestJson = exact.requestJson === undefined ? undefined : masked.requestJson;
  if (isCut(kept.responseText)) shown.responseJson = masked.responseJson;
  return { exact, shown };
}

const isCut = (text: string | null): boolean => text !== null && text.length >= MAX_SHOWN_CHARACTERS;

/** An attempt whose bytes are out of reach: what may be shown is all there is. */
function closed(attempt: MaskedAttemptRecord): ComparedSide {
  const shown = withJson(attempt);
  return { exact: shown, shown };
}

function withJson(attempt: Omit<Comparable, 'requestJson' | 'responseJson'>): Comparable {
  const json = (text: string | null) => (text === null ? undefined : parseMaskableJson(text));
  return { ...attempt, requestJson: json(attempt.requestText), responseJson: json(attempt.responseText) };
}
