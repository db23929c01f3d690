import { describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { oneTimeCode, timeStep } from '@/lib/auth/one-time-code';
import { ATTEMPT_LIMITS } from '@/lib/auth/rules/attempt-limits';
import { fixedClock, SECOND_MS } from '@/lib/core/clock';
import { RECOVERY_CODES } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { readSession } from '@/lib/people/read-session';
import { confirmSecondStep } from '@/lib/people/second-step/confirm-second-step';
import { getSecondStep } from '@/lib/people/second-step/get-second-step';
import { removeSecondStep } from '@/lib/people/second-step/remove-second-step';
import { renewRecoveryCodes } from '@/lib/people/second-step/renew-recovery-codes';
import { startSecondStep } from '@/lib/people/second-step/start-second-step';
import { switchOffSecondStep } from '@/lib/people/second-step/switch-off-second-step';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { findText } from '../setup/find-text';
import { newAccount, newSession, nextHour, PASSWORD, visitAt } from './new-account';

const STEP_MS = 30 * SECOND_MS;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As an authenticator app reads it. */
function readKey(text: string): Uint8Array {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
const readCode = (work: Promise<unknown>) =>
  work.then(
    () => 'DONE',
    (error: { code?: string }) => error.code ?? String(error),
  );

async function person() {
  const clock = fixedClock(nextHour());
  const { userId, email } = await newAccount(clock);
  const { sessionId, context } = await newSession(clock, userId);
  const signIn = (code?: string, password = PASSWORD, visit = visitAt(clock)) =>
    signInWithPassword(visit, { email, password, ...(code === undefined ? {} : { code }) });
  return { clock, userId, email, sessionId, context, signIn };
}

async function secured() {
  const somebody = await person();
  const { clock, context } = somebody;
  const { key } = await startSecondStep(context, { currentPassword: PASSWORD });
  const codeAt = (steps = 0) => oneTimeCode(readKey(key), timeStep(clock.now()) + steps);
  const { recoveryCodes } = await confirmSecondStep(context, { code: codeAt() });
  clock.advanceMs(STEP_MS);
  return { ...somebody, key, codeAt, recoveryCodes };
}
const refused = (reason: string) => ({ ok: false, reason });

describe('a second step that is set up', () => {
  it('is asked for once a first code has confirmed it; what is kept of it is no help to a reader', async () => {
    const { clock, context, signIn, userId } = await person();
    expect(await readCode(startSecondStep(context, { currentPassword: 'wrong' }))).toBe('VALIDATION');
    const { key, uri } = await startSecondStep(context, { currentPassword: PASSWORD });
    expect(uri).toContain(`secret=${key}&issuer=Preflight`);
    expect(await signIn()).toMatchObject({ ok: true });
    const code = oneTimeCode(readKey(key), timeStep(clock.now()));
    const other = code === '000000' ? '000001' : '000000';
    expect(await readCode(confirmSecondStep(context, { code: other }))).toBe('VALIDATION');
    const { recoveryCodes } = await confirmSecondStep(context, {
      code: ` ${code.slice(0, 3)} ${code.slice(3)}`,
    });
    expect(new Set(recoveryCodes).size).toBe(RECOVERY_CODES);
    expect(await getSecondStep(context)).toEqual({ isOn: true, recoveryCodesLeft: RECOVERY_CODES });
    expect(await signIn()).toEqual(refused('code'));
    for (const secret of [key, Buffer.from(readKey(key)).toString('base64url'), ...recoveryCodes])
      expect(await findText(secret)).toEqual([]);
    const notices = await database().notice.findMany({ where: { userId }, include: { event: true } });
    expect(notices.map(({ event }) => event.kind)).toEqual(['secondStep.changed']);
    expect(await readCode(startSecondStep(context, { currentPassword: PASSWORD }))).toBe('CONFLICT');
    expect(await readCode(confirmSecondStep(context, { code }))).toBe('CONFLICT');
  });

  it('leaves open sessions alone', async () => {
    const { clock, sessionId } = await secured();
    expect(await readSession(clock, sessionId)).not.toBeNull();
  });

  it('counts the key that was shown last', async () => {
    const { clock, context } = await person();
    const [first, last] = [
      await startSecondStep(context, { currentPassword: PASSWORD }),
      await startSecondStep(context, { currentPassword: PASSWORD }),
    ].map(({ key }) => oneTimeCode(readKey(key), timeStep(clock.now())));
    expect(await readCode(confirmSecondStep(context, { code: first }))).toBe('VALIDATION');
    expect(await readCode(confirmSecondStep(context, { code: last }))).toBe('DONE');
  });
});

describe('signing in with a second step', () => {
  it('takes a code once, and none of a step before', async () => {
    const { clock, signIn, codeAt, userId } = await secured();
    const code = codeAt();
    const results = await Promise.all([signIn(code), signIn(code)]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await signIn(code)).toEqual(refused('wrongCode'));
    expect(await signIn(codeAt(-1))).toEqual(refused('wrongCode'));
    expect(await signIn(codeAt(2))).toEqual(refused('wrongCode'));
    expect(await signIn(codeAt(1))).toEqual({ ok: true, userId });
    clock.advanceMs(2 * STEP_MS);
    expect(await signIn(codeAt(-1))).toEqual(refused('wrongCode'));
    expect(await signIn(codeAt())).toEqual({ ok: true, userId });
  });

  it('never gets to the second step with a wrong password, whatever code comes with it', async () => {
    const { signIn, codeAt, recoveryCodes } = await secured();
    for (const code of [undefined, '', codeAt(), '000000', recoveryCodes[0]])
      expect(await signIn(code, 'a wrong password')).toEqual(refused('wrong'));
    expect(await signIn(codeAt())).toMatchObject({ ok: true });
    expect(await signIn(recoveryCodes[0])).toMatchObject({ ok: true });
  });

  it('takes each recovery code once, however it is typed, and tells of it', async () => {
    const { signIn, recoveryCodes, context, userId } = await secured();
    const [first = '', second = ''] = recoveryCodes;
    expect(await signIn(first.toUpperCase().replaceAll('-', ' '))).toMatchObject({ ok: true });
    expect(await signIn(first)).toEqual(refused('wrongCode'));
    expect(await signIn(second)).toMatchObject({ ok: true });
    expect((await getSecondStep(context)).recoveryCodesLeft).toBe(RECOVERY_CODES - 2);
    const audit = await database().auditEntry.findMany({ where: { subjectId: userId } });
    expect(audit.filter(({ event }) => event === 'user.recoveryCodeUsed')).toHaveLength(2);
  });

  it('is limited for the account, from whatever networks, and for a network', async () => {
    const { clock, signIn, codeAt } = await secured();
    const wrong = ['111111', '222222'].find((code) => ![-1, 0, 1].map(codeAt).includes(code)) ?? '';
    const results = [];
    for (let i = 0; i <= ATTEMPT_LIMITS['code.account'].attempts; i++)
      results.push(await signIn(wrong, PASSWORD, visitAt(clock)));
    expect(results.at(-2)).toEqual(refused('wrongCode'));
    expect(results.at(-1)).toMatchObject(refused('limited'));
    expect(await signIn(codeAt())).toMatchObject(refused('limited'));
    expect(await signIn(undefined)).toEqual(refused('code'));
    clock.advanceMs(ATTEMPT_LIMITS['code.account'].windowMs);
    expect(await signIn(codeAt())).toMatchObject({ ok: true });
  });

  it.each(['0'.repeat(101), '\0', '１２３４５６', '-1', ' '.repeat(3), '{}'])('takes no %j', async (code) => {
    expect(await (await secured()).signIn(code)).toMatchObject({ ok: false });
  });
});

describe('what changes the second step', () => {
  it('needs password and code, and codes before no longer count', async () => {
    const { context, codeAt, recoveryCodes, signIn } = await secured();
    const code = codeAt();
    const [first = '', second = ''] = recoveryCodes;
    expect(await readCode(renewRecoveryCodes(context, { currentPassword: 'wrong', code }))).toBe(
      'VALIDATION',
    );
    expect(await readCode(renewRecoveryCodes(context, { currentPassword: PASSWORD, code: '' }))).toBe(
      'VALIDATION',
    );
    const renewed = await renewRecoveryCodes(context, { currentPassword: PASSWORD, code });
    expect(await signIn(first)).toEqual(refused('wrongCode'));
    expect(await readCode(switchOffSecondStep(context, { currentPassword: PASSWORD, code }))).toBe(
      'VALIDATION',
    );
    expect(await readCode(switchOffSecondStep(context, { currentPassword: PASSWORD, code: second }))).toBe(
      'VALIDATION',
    );
    const off = { currentPassword: PASSWORD, code: renewed.recoveryCodes[0] };
    expect(await readCode(switchOffSecondStep(context, off))).toBe('DONE');
    expect(await getSecondStep(context)).toEqual({ isOn: false, recoveryCodesLeft: 0 });
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('is the command line too, for somebody who has lost everything; the password stays', async () => {
    const { clock, email, context, signIn, userId } = await secured();
    expect(await readCode(removeSecondStep(context, { email }))).toBe('FORBIDDEN');
    await removeSecondStep(systemContext('command-line', clock), { email });
    expect(await signIn()).toMatchObject({ ok: true });
    const again = removeSecondStep(systemContext('command-line', clock), { email });
    expect(await readCode(again)).toBe('PRECONDITION_FAILED');
    const audit = await database().auditEntry.findMany({ where: { subjectId: userId } });
    expect(audit.map(({ event }) => event)).toContain('user.secondStepRemoved');
  });
});
