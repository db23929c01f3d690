import { requireRun } from '@/lib/connection-tests/for-other-rooms';
import { sha256Hex } from '@/lib/core/bytes';
import { database } from '@/lib/db/client';
import { findMaskedMessages } from '@/lib/messages/for-other-rooms';
import type { MaskedMessage } from '@/lib/messages/message-record';
import type { ZipEntry } from '@/lib/reports/zip/write-zip';
import { jsonEntry } from './json-entry';
import type { PassportSubject } from './passport-subject';
import { canonicalText } from './rules/canonical-text';

/** Messages read at once: each may hold two bodies of a megabyte. */
const MESSAGES_AT_ONCE = 10;

/** Cases and runs as they were when the asset was sent, and the hash of each exchange behind them. */
export async function* connectionContent(subject: PassportSubject): AsyncGenerator<ZipEntry> {
  const { submission } = subject;
  const judged = submission.snapshot?.judgedConnection ?? null;
  const runs = [];
  for (const runId of judged?.runIds ?? []) runs.push(await readRun(subject, runId));
  yield jsonEntry('connection.json', { declared: submission.snapshot?.connection ?? null, judged, runs });
  const ids = [
    ...(judged?.cases ?? []).flatMap(({ messageId }) => messageId ?? []),
    ...runs.flatMap(({ items }) => items.flatMap(({ messageIds }) => messageIds)),
  ];
  yield jsonEntry('exchanges.json', await hashExchanges(subject, [...new Set(ids)]));
}

/** What a run came to, without the values of its explanations, which quote exchanges. */
async function readRun({ scope, submission }: PassportSubject, runId: string) {
  const run = await requireRun(database(), scope, submission.assetId, runId);
  const { id, kind, status, declarationVersion, sections, isTestFlagged, createdAt, finishedAt } = run;
  return {
    ...{ id, kind, status, declarationVersion, sections, isTestFlagged, createdAt, finishedAt },
    items: run.items.map(({ key, activity, caseName, state, messageIds, reason, finding, explanations }) => ({
      ...{ key, activity, caseName, state, messageIds, reason: reason ?? null },
      finding: finding?.code ?? null,
      causes: explanations.map(({ code }) => code),
    })),
  };
}

/**
 * A line for each message that the log still has: what it came to, and the SHA-256 of its newest attempt before the
 * asset was sent, as the export of the log writes it (`attempt`), in the form of RFC 8785.
 */
async function hashExchanges({ scope, submission }: PassportSubject, ids: readonly string[]) {
  const until = submission.submittedAt ?? undefined;
  const lines = [];
  for (let from = 0; from < ids.length; from += MESSAGES_AT_ONCE) {
    const some = ids.slice(from, from + MESSAGES_AT_ONCE);
    lines.push(...(await findMaskedMessages(database(), scope, some, until)).map(exchangeLine));
  }
  return lines;
}

const exchangeLine = ({ id, protocol, activity, caseName, purpose, createdAt, attempt }: MaskedMessage) => ({
  ...{ id, protocol, activity, caseName, purpose, createdAt },
  attempt: attempt.sequence,
  startedAt: attempt.startedAt,
  isPassed: attempt.isPassed,
  failureCode: attempt.failureCode,
  resultCode: attempt.resultCode,
  status: attempt.status,
  sha256: sha256Hex(canonicalText(attempt)),
});
