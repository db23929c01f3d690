import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';

/** What a request was answered. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string };
export type AnswerPlace = { keyId: string; idempotencyKey: string };

/**
 * Takes the place for an answer, unless another request has it that came after `freeBefore`. One statement, so that of
 * several at once one gets it.
 */
export async function claimAnswer(
  db: Database,
  place: AnswerPlace & { fingerprint: string; createdAt: Date },
  freeBefore: Date,
): Promise<boolean> {
  const claimed = await db.$executeRaw`
    INSERT INTO "ApiAnswer" AS kept ("keyId", "idempotencyKey", "fingerprint", "createdAt")
    VALUES (${place.keyId}::uuid, ${place.idempotencyKey}, ${place.fingerprint}, ${place.createdAt})
    ON CONFLICT ("keyId", "idempotencyKey") DO UPDATE SET "fingerprint" = EXCLUDED."fingerprint",
      "createdAt" = EXCLUDED."createdAt", "status" = NULL, "headers" = NULL, "body" = NULL
    WHERE kept."createdAt" <= ${freeBefore}`;
  return claimed === 1;
}

/** Null where there is none; its `answer` is null while the request is worked on. */
export async function findAnswer(
  db: Database,
  { keyId, idempotencyKey }: AnswerPlace,
): Promise<{ fingerprint: string; answer: KeptAnswer | null } | null> {
  const where = { keyId_idempotencyKey: { keyId, idempotencyKey } };
  const row = await db.apiAnswer.findUnique({ where });
  if (!row) return null;
  const { fingerprint, status, headers, body } = row;
  const answer =
    status === null ? null : { status, headers: headers as KeptAnswer['headers'], body: body ?? '' };
  return { fingerprint, answer };
}

/** Nothing where the key was revoked meanwhile. */
export async function keepAnswer(
  db: Database,
  { keyId, idempotencyKey }: AnswerPlace,
  { headers, ...answer }: KeptAnswer,
): Promise<void> {
  const data = { ...answer, headers: toJson(headers) };
  await db.apiAnswer.updateMany({ where: { keyId, idempotencyKey }, data });
}

export async function freeAnswer(db: Database, { keyId, idempotencyKey }: AnswerPlace): Promise<void> {
  await db.apiAnswer.deleteMany({ where: { keyId, idempotencyKey, status: null } });
}

/** @returns how many there were */
export async function deleteAnswersBefore(
  db: Database,
  _scope: PlatformScope,
  before: Date,
): Promise<number> {
  return (await db.apiAnswer.deleteMany({ where: { createdAt: { lte: before } } })).count;
}
