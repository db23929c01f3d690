import type { OrganizationScope } from '@/lib/auth/actor';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { Attempt, Message } from '@/lib/db/generated/client';
import { readOnce } from '@/lib/db/read-once';
import type { ExchangeTiming, OutboundFailure, RawHeader } from '@/lib/http/exchange';
import type {
  MaskedAttemptRecord,
  MaskedMessage,
  MessageHead,
  MessageSummary,
  StoredCheck,
  StoredExplanation,
} from './message-record';

export const PROTOCOLS = { 'V2.0': 'V2', 'V1.0': 'V1' } as const;

export const toHead = ({ organizationId: _, protocol, ...row }: Message): MessageHead => ({
  ...row,
  protocol: protocol === 'V2' ? 'V2.0' : 'V1.0',
});

export const toMaskedAttempt = (
  row: Omit<Attempt, 'sealed' | 'maskedRequestJson' | 'maskedResponseJson'>,
): MaskedAttemptRecord => ({
  id: row.id,
  sequence: row.sequence,
  startedAt: row.startedAt,
  method: row.method,
  isPassed: row.isPassed,
  failureCode: row.failureCode,
  resultCode: row.resultCode,
  status: row.status,
  requestBytes: row.requestBytes,
  responseBytes: row.responseBytes,
  url: row.maskedUrl,
  requestText: row.maskedRequestText,
  responseText: row.maskedResponseText,
  // Columns of JSON that this room wrote itself.
  timing: row.timing as unknown as ExchangeTiming,
  requestHead: row.maskedRequestHead as unknown as RawHeader[],
  responseHead: row.maskedResponseHead as unknown as RawHeader[] | null,
  failure: row.maskedFailure as unknown as OutboundFailure | null,
  checks: row.maskedChecks as unknown as StoredCheck[],
  explanations: row.maskedExplanations as unknown as StoredExplanation[],
});

export type SealedRow = { head: MessageHead; attempt: { masked: MaskedAttemptRecord; sealed: string } };

/** A message with all its attempts, newest first; null when it is gone or another organization's. */
export const findWholeMessage = readOnce(
  async (db: Database, { organizationId }: OrganizationScope, id: string) =>
    isId(id)
      ? db.message.findFirst({
          where: { id, organizationId },
          include: { attempts: { orderBy: { sequence: 'desc' } } },
        })
      : null,
);

/** A message with its newest attempt; null when there is none. */
export async function findSealedMessage(
  db: Database,
  scope: OrganizationScope,
  id: string,
): Promise<SealedRow | null> {
  const row = await findWholeMessage(db, scope, id);
  if (!row) return null;
  const { attempts, ...message } = row;
  const [attempt] = attempts;
  return attempt
    ? { head: toHead(message), attempt: { masked: toMaskedAttempt(attempt), sealed: attempt.sealed } }
    : null;
}

/** One message with its newest attempt as anybody who sees the log may read it; null when it is gone. */
export async function findMaskedMessage(
  db: Database,
  scope: OrganizationScope,
  messageId: string,
): Promise<MaskedMessage | null> {
  const row = await findSealedMessage(db, scope, messageId);
  return row && { ...row.head, attempt: row.attempt.masked };
}

/** What a list shows of these messages, by id; one that is gone is absent. */
export async function findMessageSummaries(
  db: Database,
  scope: OrganizationScope,
  ids: readonly string[],
): Promise<Map<string, MessageSummary>> {
  const rows = await db.message.findMany({
    where: { id: { in: [...ids] }, organizationId: scope.organizationId },
    select: {
      id: true,
      failureCode: true,
      resultCode: true,
      totalMs: true,
      warningCount: true,
      attemptCount: true,
      lastAttemptAt: true,
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The newest calls of one case, newest first: those of runs and of the schedule, without what was asked on the way. */
export async function findCaseCalls(
  db: Database,
  scope: OrganizationScope,
  { protocol, ...caseKey }: Pick<MessageHead, 'assetId' | 'protocol' | 'activity' | 'caseName'>,
  most: number,
): Promise<MessageHead[]> {
  const rows = await db.message.findMany({
    where: {
      ...caseKey,
      protocol: PROTOCOLS[protocol],
      purpose: { in: ['CASE', 'PROBE'] },
      organizationId: scope.organizationId,
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: most,
  });
  return rows.map(toHead);
}

/** Gives the calls of a case the name that the case has from now on, so that its history stays its own. */
export async function renameCaseCalls(
  tx: Transaction,
  scope: OrganizationScope,
  { protocol, ...caseKey }: Pick<MessageHead, 'assetId' | 'protocol' | 'activity' | 'caseName'>,
  name: string,
): Promise<void> {
  await tx.message.updateMany({
    where: {
      ...caseKey,
      protocol: PROTOCOLS[protocol],
      purpose: { in: ['CASE', 'PROBE'] },
      organizationId: scope.organizationId,
    },
    data: { caseName: name },
  });
}

/**
 * These messages with their newest attempts as anybody who sees the log may read them, in the order in which they were
 * made; one that is gone is absent.
 */
export async function findMaskedMessages(
  db: Database,
  scope: OrganizationScope,
  ids: readonly string[],
  until?: Date,
): Promise<MaskedMessage[]> {
  if (ids.length === 0) return [];
  const attempts = {
    ...(until ? { where: { startedAt: { lte: until } } } : {}),
    orderBy: { sequence: 'desc' as const },
    take: 1,
  };
  const rows = await db.message.findMany({
    where: { id: { in: [...ids] }, organizationId: scope.organizationId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { attempts },
  });
  return rows.flatMap(({ attempts: [attempt], ...message }) =>
    attempt ? [{ ...toHead(message), attempt: toMaskedAttempt(attempt) }] : [],
  );
}

/** What a run called, in the order in which it did; those whose days in the log are over are absent. */
export async function findRunMessages(
  db: Database,
  scope: OrganizationScope,
  runId: string,
): Promise<MessageHead[]> {
  const rows = await db.message.findMany({
    where: { runId, organizationId: scope.organizationId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toHead);
}

/** These messages without their exchanges, by id; one that is gone is absent. */
export async function findMessageHeads(
  db: Database,
  scope: OrganizationScope,
  ids: readonly string[],
): Promise<Map<string, MessageHead>> {
  const rows = await db.message.findMany({
    where: { id: { in: [...ids] }, organizationId: scope.organizationId },
  });
  return new Map(rows.map((row) => [row.id, toHead(row)]));
}
