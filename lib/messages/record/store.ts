import type { OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import { toJson, toPostgresText } from '@/lib/db/json';
import { PROTOCOLS } from '../store';
import type { SealedAttempt } from './seal-attempt';
import type { SealedMessage } from './seal-message';

const attemptColumns = ({ masked, warningCount: _, timing, ...columns }: SealedAttempt) => ({
  ...columns,
  // The seller's, whatever it sends.
  resultCode: columns.resultCode && toPostgresText(columns.resultCode),
  timing: toJson(timing),
  maskedUrl: masked.url,
  maskedRequestHead: toJson(masked.requestHead),
  maskedRequestText: masked.requestText,
  maskedResponseText: masked.responseText,
  maskedChecks: toJson(masked.checks),
  maskedExplanations: toJson(masked.explanations),
  ...(masked.responseHead ? { maskedResponseHead: toJson(masked.responseHead) } : {}),
  ...(masked.failure ? { maskedFailure: toJson(masked.failure) } : {}),
  // A JSON body may be `null`, which is something else than no JSON; nobody looks into it by path.
  ...(masked.requestJson ? { maskedRequestJson: toJson(masked.requestJson) } : {}),
  ...(masked.responseJson ? { maskedResponseJson: toJson(masked.responseJson) } : {}),
});

const resultColumns = ({
  isPassed,
  failureCode,
  resultCode,
  status,
  timing,
  warningCount,
  startedAt,
}: SealedAttempt) => ({
  isPassed,
  failureCode,
  resultCode: resultCode && toPostgresText(resultCode),
  status,
  totalMs: timing.totalMs,
  warningCount,
  lastAttemptAt: startedAt,
});

/** Keeps a message with its first attempt. */
export async function insertMessage(
  tx: Transaction,
  scope: OrganizationScope,
  { attempt, protocol, ...message }: SealedMessage,
): Promise<void> {
  await tx.message.create({
    data: {
      ...message,
      ...resultColumns(attempt),
      protocol: PROTOCOLS[protocol],
      organizationId: scope.organizationId,
      attemptCount: 1,
      attempts: { create: { ...attemptColumns(attempt), sequence: 1 } },
    },
  });
}

/** Another try of a message, whose result is then this one's. @throws AppError NOT_FOUND */
export async function insertAttempt(
  tx: Transaction,
  scope: OrganizationScope,
  messageId: string,
  attempt: SealedAttempt,
): Promise<void> {
  // The row is held by the update: two tries at once get two numbers.
  const [message] = await tx.message.updateManyAndReturn({
    where: { id: messageId, organizationId: scope.organizationId },
    data: { ...resultColumns(attempt), attemptCount: { increment: 1 } },
    select: { attemptCount: true },
  });
  if (!message) throw notFound('message');
  await tx.attempt.create({
    data: { ...attemptColumns(attempt), messageId, sequence: message.attemptCount },
  });
}
