import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAuditOfAnyone } from '@/lib/audit/log/list-audit-of-anyone';
import { systemContext } from '@/lib/auth/actor';
import { ATTEMPT_LIMITS } from '@/lib/auth/rules/attempt-limits';
import { fixedClock, MINUTE_MS } from '@/lib/core/clock';
import { PASSWORD_LINK_DAYS, RESET_LINK_MINUTES } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { getBell } from '@/lib/notices/inbox/get-bell';
import { RETRY_PAUSES_MS } from '@/lib/notices/rules/retry-schedule';
import { sendAccountMail } from '@/lib/people/account-mails/send-account-mail';
import { tendAccountMails } from '@/lib/people/account-mails/tend-account-mails';
import { makeAccountLink } from '@/lib/people/make-account-link';
import { requestPasswordReset } from '@/lib/people/password-links/request-password-reset';
import { setPasswordByLink } from '@/lib/people/set-password-by-link';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { mailRoomTo, startMailServer } from '../notices/mail-server';
import { findText } from '../setup/find-text';
import { useOwnDatabase } from '../setup/own-database';
import { newPlatformPerson } from '../setup/people';
import { newAccount, newEmail, newSession, PASSWORD, visitAt } from './new-account';

const NEW = 'a sentence that nobody has used';
const START = '2026-03-02T09:00:00Z';
const PAGE = { language: 'en', isMailOn: true } as const;

let server: Awaited<ReturnType<typeof startMailServer>>;
/** What waits is looked at as a whole. */
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  server = await startMailServer();
});
afterAll(async () => {
  await server.stop();
  await dropDatabase();
});
beforeEach(async () => {
  server.state.refuseWith = null;
  await database().accountMail.deleteMany();
});

type TestClock = ReturnType<typeof fixedClock>;
const worker = (clock: TestClock) => systemContext('worker', clock);
const room = (provider: string | null = null) => ({ ...mailRoomTo(server.port), provider });
const request = (clock: TestClock, email: string, visit = visitAt(clock)) =>
  requestPasswordReset(visit, { email }, PAGE);
const waiting = () => database().accountMail.findMany({ orderBy: { id: 'asc' } });
async function sendAll(clock: TestClock, provider: string | null = null) {
  for (const { id } of await waiting()) await sendAccountMail(worker(clock), id, room(provider));
}
/** What the audit log has of reset mails to an account that never arrived. */
const failuresOf = async (subjectId: string) =>
  (await database().auditEntry.findMany({ where: { subjectId, event: 'user.resetMailFailed' } })).map(
    ({ after }) => after,
  );
const receivedBy = (email: string) =>
  server.received.filter(({ recipients }) => recipients.includes(email)).map(({ mail }) => mail);
const linkIn = (text = '') => /https:\/\/desk\.example\.com\/set-password#([\w-]{43})/.exec(text)?.[1] ?? '';
const setWith = (clock: TestClock, token: string) =>
  setPasswordByLink(visitAt(clock), { token, newPassword: NEW, repeatedPassword: NEW });
const readCode = (work: Promise<unknown>) =>
  work.then(
    () => 'DONE',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('a password that is reset by mail', () => {
  it('is set once with the link, which ends sessions and other links and tells the person', async () => {
    const clock = fixedClock(START);
    const { userId, email } = await newAccount(clock);
    const { sessionId, context } = await newSession(clock, userId);
    await getBell(context, { language: 'zh-CN', zone: 'Asia/Shanghai' });
    const handed = await makeAccountLink(systemContext('command-line', clock), { email });
    await request(clock, ` ${email.toUpperCase()} `);
    await sendAll(clock);
    const [mail, ...others] = receivedBy(email);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('设置新密码');
    expect(mail?.html).toContain('lang="zh-CN"');
    const token = linkIn(mail?.text);
    expect(linkIn(mail?.html)).toBe(token);
    expect(await waiting()).toEqual([]);
    expect(await findText(token)).toEqual([]);

    await setWith(clock, token);
    expect(await signInWithPassword(visitAt(clock), { email, password: NEW })).toMatchObject({ ok: true });
    expect(await signInWithPassword(visitAt(clock), { email, password: PASSWORD })).toMatchObject({
      ok: false,
    });
    const session = await database().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(session.revokedAt).toEqual(clock.now());
    for (const used of [token, handed.path.split('#')[1] ?? ''])
      expect(await readCode(setWith(clock, used))).toBe('PRECONDITION_FAILED');
    const audit = await database().auditEntry.findMany({ where: { subjectId: userId } });
    expect(audit.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['user.passwordLinkMade', 'user.passwordSetByLink']),
    );
    const notices = await database().notice.findMany({ where: { userId }, include: { event: true } });
    expect(notices.map(({ event }) => event.kind)).toEqual(['password.changed']);
  });

  it('leaves a link that was handed over alone, and is over sooner', async () => {
    const clock = fixedClock(START);
    const { email } = await newAccount(clock);
    const handed = await makeAccountLink(systemContext('command-line', clock), { email });
    await request(clock, email);
    await sendAll(clock);
    clock.advanceMs(RESET_LINK_MINUTES * MINUTE_MS);
    expect(await readCode(setWith(clock, linkIn(receivedBy(email)[0]?.text)))).toBe('PRECONDITION_FAILED');
    expect(RESET_LINK_MINUTES).toBeLessThan(PASSWORD_LINK_DAYS * 24 * 60);
    expect(await readCode(setWith(clock, handed.path.split('#')[1] ?? ''))).toBe('DONE');
  });

  it('writes in the language of the page to somebody who was never here', async () => {
    const clock = fixedClock(START);
    const { email } = await newAccount(clock);
    await requestPasswordReset(visitAt(clock), { email }, { language: 'zh-CN', isMailOn: true });
    await sendAll(clock);
    expect(receivedBy(email).map(({ subject }) => subject)).toEqual(['设置新密码']);
  });

  it('is no way around a provider', async () => {
    const clock = fixedClock(START);
    const { userId, email } = await newAccount(clock);
    await database().user.update({ where: { id: userId }, data: { passwordHash: null } });
    await database().identity.create({
      data: { provider: 'https://id.example', subject: userId, userId, createdAt: clock.now() },
    });
    await request(clock, email);
    await sendAll(clock, 'Example ID');
    const [mail] = receivedBy(email);
    expect(mail?.subject).toBe('You sign in with Example ID');
    expect(mail?.text).not.toContain('set-password');
    expect(await database().passwordLink.count({ where: { userId } })).toBe(0);
  });
});

describe('what the page tells', () => {
  it('is the same, and the same is written, whether an account exists', async () => {
    const clock = fixedClock(START);
    const known = await newAccount(clock);
    const off = await newAccount(clock);
    await database().user.update({ where: { id: off.userId }, data: { disabledAt: clock.now() } });
    const unknown = newEmail();
    for (const email of [known.email, unknown, off.email])
      expect(await request(clock, email)).toBeUndefined();
    const rows = (await waiting()).map(({ id, email, ...same }) => same);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).toEqual(rows[0]);
    await sendAll(clock);
    expect([known.email, unknown, off.email].map((email) => receivedBy(email).length)).toEqual([1, 0, 0]);
    expect(await waiting()).toEqual([]);
    expect(await findText(unknown)).toEqual([]);
  });

  it('is that no mail is sent, where none can be', async () => {
    const clock = fixedClock(START);
    const { email } = await newAccount(clock);
    const asked = requestPasswordReset(visitAt(clock), { email }, { ...PAGE, isMailOn: false });
    expect(await readCode(asked)).toBe('PRECONDITION_FAILED');
    expect(await waiting()).toEqual([]);
  });

  it.each([[''], ['x'], ['a@b\r\nBcc: c@d.example'], [`${'a'.repeat(300)}@example.com`], ['\0@example.com']])(
    'is that this is no address: %j',
    async (email) => {
      expect(await readCode(request(fixedClock(START), email))).toBe('VALIDATION');
    },
  );

  it('is when to come back, for any address alike', async () => {
    for (const email of [(await newAccount(fixedClock(START))).email, newEmail()]) {
      const clock = fixedClock(START);
      const visit = visitAt(clock);
      const codes = [];
      for (let i = 0; i <= ATTEMPT_LIMITS['reset.account'].attempts; i++)
        codes.push(await readCode(request(clock, email, visit)));
      expect(codes).toEqual(['DONE', 'DONE', 'DONE', 'LIMIT_EXCEEDED']);
    }
  });

  it('is the same when many networks ask, and no mailbox is filled', async () => {
    const clock = fixedClock(START);
    const email = newEmail();
    const { attempts } = ATTEMPT_LIMITS['reset.account-anywhere'];
    for (let i = 0; i < attempts + 3; i++) expect(await readCode(request(clock, email))).toBe('DONE');
    expect(await waiting()).toHaveLength(attempts);
  });

  it('is when to come back, for a network that asks for many', async () => {
    const clock = fixedClock(START);
    const visit = visitAt(clock);
    const codes: string[] = [];
    for (let i = 0; i <= ATTEMPT_LIMITS['reset.address'].attempts; i++)
      codes.push(await readCode(request(clock, newEmail(), visit)));
    expect(codes.filter((code) => code === 'DONE')).toHaveLength(ATTEMPT_LIMITS['reset.address'].attempts);
    expect(codes.at(-1)).toBe('LIMIT_EXCEEDED');
  });
});

describe('a mail that does not get through', () => {
  it('is tried again with a new link, as another mail', async () => {
    const clock = fixedClock(START);
    const { email } = await newAccount(clock);
    await request(clock, email);
    server.state.refuseWith = 451;
    await sendAll(clock);
    expect(await waiting()).toMatchObject([{ attempts: 1, problem: 'SMTP 451' }]);
    server.state.refuseWith = null;
    await sendAll(clock);
    expect(receivedBy(email)).toEqual([]);
    clock.advanceMs(RETRY_PAUSES_MS[0] ?? 0);
    await Promise.all([sendAll(clock), sendAll(clock)]);
    const [mail, ...others] = receivedBy(email);
    expect(others).toEqual([]);
    expect(mail?.messageId).toMatch(/\.2@desk\.example\.com>$/);
    expect(await readCode(setWith(clock, linkIn(mail?.text)))).toBe('DONE');
  });

  it.each([550, 450])('is forgotten at %d at the latest when nobody waits for it any more', async (reply) => {
    const clock = fixedClock(START);
    const { userId, email } = await newAccount(clock);
    await request(clock, email);
    server.state.refuseWith = reply;
    await sendAll(clock);
    clock.advanceMs(RESET_LINK_MINUTES * MINUTE_MS);
    server.state.refuseWith = null;
    await sendAll(clock);
    expect(await waiting()).toEqual([]);
    expect(receivedBy(email)).toEqual([]);
    // Its trace is for those who run the desk, and has no address.
    const operator = await newPlatformPerson('ADMINISTRATOR', clock);
    const { rows } = await listAuditOfAnyone(operator, {});
    const own = rows.filter(
      ({ subjectId, event }) => subjectId === userId && event === 'user.resetMailFailed',
    );
    expect(own).toHaveLength(1);
    expect(JSON.stringify(own[0]?.after)).not.toContain(email);
    expect(await failuresOf(userId)).toEqual([{ problem: `SMTP ${reply}`, attempts: 1 }]);
  });

  it('leaves a trace when nobody could send it in time, and none where there is no account', async () => {
    const clock = fixedClock(START);
    const [tried, untried] = [await newAccount(clock), await newAccount(clock)];
    await request(clock, tried.email);
    server.state.refuseWith = 451;
    await sendAll(clock);
    const unknown = newEmail();
    for (const email of [untried.email, unknown]) await request(clock, email);
    clock.advanceMs(RESET_LINK_MINUTES * MINUTE_MS + 1);
    await Promise.all([tendAccountMails(worker(clock)), tendAccountMails(worker(clock))]);
    expect(await waiting()).toEqual([]);
    expect(await failuresOf(tried.userId)).toEqual([{ problem: 'SMTP 451', attempts: 1 }]);
    expect(await failuresOf(untried.userId)).toEqual([{ problem: null, attempts: 0 }]);
    expect(await findText(unknown)).toEqual([]);
  });

  it('gets another job when its own is lost, and is forgotten without a mail server', async () => {
    const clock = fixedClock(START);
    await request(clock, newEmail());
    const jobs = () => database().$queryRaw<unknown[]>`
      SELECT "id" FROM graphile_worker._private_jobs WHERE "key" LIKE 'account-mail:%'`;
    await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    clock.advanceMs(16 * MINUTE_MS);
    await tendAccountMails(worker(clock));
    expect(await jobs()).toHaveLength(1);
    clock.advanceMs(RESET_LINK_MINUTES * MINUTE_MS);
    await tendAccountMails(worker(clock));
    expect(await waiting()).toEqual([]);
  });
});
