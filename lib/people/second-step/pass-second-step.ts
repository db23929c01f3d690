import { countAttempt, forgetAttempts } from '@/lib/auth/count-attempt';
import { addressGroup } from '@/lib/auth/rules/attempt-limits';
import { transact } from '@/lib/auth/transact';
import { database } from '@/lib/db/client';
import type { UserRow } from '../store';
import type { Visit } from '../visit';
import { recordSecondStep } from './record-second-step';
import { spendCode } from './spend-code';
import { findSecondStep } from './store';

export type SecondStepRefusal =
  | { ok: false; reason: 'code' | 'wrongCode' }
  | { ok: false; reason: 'limited'; retryAfterMs: number };

/**
 * The second step of a sign-in whose password was right.
 * @param typed nothing where it was not asked for yet
 * @returns null when it is passed, or the account has none
 */
export async function passSecondStep(
  visit: Visit,
  { id: userId, name }: UserRow,
  typed: string,
): Promise<SecondStepRefusal | null> {
  const { clock } = visit;
  const found = await findSecondStep(database(), userId);
  if (!found || found.confirmedAt === null) return null;
  if (typed.trim() === '') return { ok: false, reason: 'code' };
  for (const [kind, who] of [
    ['code.address', addressGroup(visit.address)],
    ['code.account', userId],
  ] as const) {
    const { isAllowed, retryAfterMs } = await countAttempt(clock, kind, who);
    if (!isAllowed) return { ok: false, reason: 'limited', retryAfterMs };
  }
  const actor = { kind: 'person', userId, name, platformRoles: [], membership: null } as const;
  const spent = await transact({ ...visit, actor }, async (inner) => {
    const what = await spendCode(inner.tx, userId, typed, clock.now());
    if (what === 'RECOVERY_CODE') await recordSecondStep(inner, userId, 'RECOVERED');
    return what;
  });
  if (spent === null) return { ok: false, reason: 'wrongCode' };
  await forgetAttempts('code.account', userId);
  return null;
}
