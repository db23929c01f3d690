import type { OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { Attempt, Prisma } from '@/lib/db/generated/client';
import { toJson } from '@/lib/db/json';
import type { ExchangeTiming, OutboundFailure, RawHeader } from '@/lib/http/exchange';
import type { CallRecord, CallSummary } from '../connection-record';
import type { ResponseCheck } from '../rules/check';

/** Keeps a call with its try. */
export async function insertCall(tx: Transaction, scope: OrganizationScope, call: CallRecord): Promise<void> {
  const { attempt, ...message } = call;
  const { requestBody, responseBody, requestHead, responseHead, failure, timing, checks, ...columns } =
    attempt;
  await tx.message.create({
    data: {
      ...message,
      organizationId: scope.organizationId,
      attempts: {
        create: {
          ...columns,
          id: message.id,
          sequence: 1,
          requestHead: toJson(requestHead),
          requestBody: Uint8Array.from(requestBody),
          ...(responseHead ? { responseHead: toJson(responseHead) } : {}),
          responseBody: responseBody && Uint8Array.from(responseBody),
          ...(failure ? { failure: toJson(failure) } : {}),
          timing: toJson(timing),
          checks: toJson(checks),
        },
      },
    },
  });
}

const toCall = (
  row: Prisma.MessageGetPayload<{ include: { attempts: true } }>,
  attempt: Attempt,
): CallRecord => {
  const { attempts: _, organizationId: __, ...message } = row;
  return {
    ...message,
    attempt: {
      ...attempt,
      requestHead: attempt.requestHead as unknown as RawHeader[],
      responseHead: attempt.responseHead as unknown as RawHeader[] | null,
      failure: attempt.failure as unknown as OutboundFailure | null,
      timing: attempt.timing as unknown as ExchangeTiming,
      checks: attempt.checks as unknown as ResponseCheck[],
    },
  };
};

/** One call with its newest try. @throws AppError NOT_FOUND */
export async function findCall(
  db: Database,
  scope: OrganizationScope,
  messageId: string,
): Promise<CallRecord> {
  const row = isId(messageId)
    ? await db.message.findFirst({
        where: { id: messageId, organizationId: scope.organizationId },
        include: { attempts: { orderBy: { sequence: 'desc' }, take: 1 } },
      })
    : null;
  const [attempt] = row?.attempts ?? [];
  if (!row || !attempt) throw notFound('message');
  return toCall(row, attempt);
}

/** The newest call of an activity that passed; null when none ever did. */
export async function findLastPassed(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  activity: string,
): Promise<CallRecord | null> {
  const row = await db.message.findFirst({
    where: { assetId, organizationId: scope.organizationId, activity, isPassed: true },
    orderBy: { createdAt: 'desc' },
    include: { attempts: { orderBy: { sequence: 'desc' }, take: 1 } },
  });
  const [attempt] = row?.attempts ?? [];
  return row && attempt ? toCall(row, attempt) : null;
}

/** What a list shows of these calls, by id. */
export async function findCallSummaries(
  db: Database,
  scope: OrganizationScope,
  messageIds: readonly string[],
): Promise<Map<string, CallSummary>> {
  const rows = await db.attempt.findMany({
    where: {
      messageId: { in: [...messageIds] },
      sequence: 1,
      message: { organizationId: scope.organizationId },
    },
    select: {
      timing: true,
      checks: true,
      message: { select: { id: true, failureCode: true, resultCode: true } },
    },
  });
  return new Map(
    rows.map(({ message, timing, checks }) => [
      message.id,
      {
        ...message,
        totalMs: (timing as unknown as ExchangeTiming).totalMs,
        warningCount: (checks as unknown as ResponseCheck[]).filter(({ state }) => state === 'warn').length,
      },
    ]),
  );
}
