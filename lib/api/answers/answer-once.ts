import { type Clock, HOUR_MS } from '@/lib/core/clock';
import { AppError, conflict } from '@/lib/core/errors';
import { API_ANSWER_HOURS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { type AnswerPlace, claimAnswer, findAnswer, freeAnswer, type KeptAnswer, keepAnswer } from './store';

type Asked = AnswerPlace & {
  /** Of everything that the request asks for. */
  fingerprint: string;
};

/** Until when what was answered is forgotten. */
export const forgottenBefore = (clock: Clock): Date =>
  new Date(clock.now().getTime() - API_ANSWER_HOURS * HOUR_MS);

/**
 * Works on a request that has an idempotency key, and gives the same answer when it comes again. One that was refused
 * changed nothing, and may be sent again. Of one that failed unexpectedly nobody knows what it changed: its key stays taken.
 * @throws AppError VALIDATION when the key was used for another request; CONFLICT while the first is worked on, or when
 *   it was cut off
 */
export async function answerOnce(
  clock: Clock,
  asked: Asked,
  work: () => Promise<KeptAnswer>,
): Promise<KeptAnswer & { isRepeated: boolean }> {
  const db = database();
  const createdAt = clock.now();
  if (!(await claimAnswer(db, { ...asked, createdAt }, forgottenBefore(clock)))) {
    const kept = await findAnswer(db, asked);
    if (kept && kept.fingerprint !== asked.fingerprint)
      throw new AppError('VALIDATION', { message: 'api.idempotencyKeyReused' });
    if (!kept?.answer) throw conflict('api.idempotencyKeyBusy');
    return { ...kept.answer, isRepeated: true };
  }
  try {
    const answer = await work();
    await keepAnswer(db, asked, answer);
    return { ...answer, isRepeated: false };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) await freeAnswer(db, asked);
    throw error;
  }
}
