import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Context, systemContext } from '@/lib/auth/actor';
import { ATTEMPT_LIMITS } from '@/lib/auth/rules/attempt-limits';
import { database } from '@/lib/db/client';
import { RETRY_PAUSES_MS } from '@/lib/notices/rules/retry-schedule';
import { sendAccountMail } from '@/lib/people/account-mails/send-account-mail';
import { sendInvitation } from '@/lib/people/account-mails/send-invitation';
import { addMember } from '@/lib/people/add-member';
import { changeMemberRole } from '@/lib/people/change-member-role';
import { listMembers } from '@/lib/people/list-members';
import { makeMemberLink } from '@/lib/people/make-member-link';
import { removeMember } from '@/lib/people/remove-member';
import { setPasswordByLink } from '@/lib/people/set-password-by-link';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { mailRoomTo, startMailServer } from '../notices/mail-server';
import { newOrganization, type TestOrganization } from '../setup/people';
import { newAccount, newEmail, newSession, nextHour, visitAt } from './new-account';

const NEW = 'a sentence that nobody has used';
const ON = { isMailOn: true };

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.state.refuseWith = null;
});

async function sendAll({ id: organizationId, clock }: TestOrganization) {
  for (const { id } of await database().accountMail.findMany({ where: { organizationId } }))
    await sendAccountMail(systemContext('worker', clock), id, { ...mailRoomTo(server.port), provider: null });
}
const receivedBy = (email: string) =>
  server.received.filter(({ recipients }) => recipients.includes(email)).map(({ mail }) => mail);
const linkIn = (text = '') => /https:\/\/desk\.example\.com\/set-password#([\w-]{43})/.exec(text)?.[1] ?? '';
const readCode = (work: Promise<unknown>) =>
  work.then(
    () => 'DONE',
    (error: { code?: string }) => error.code ?? String(error),
  );
const setWith = ({ clock }: TestOrganization, token: string) =>
  setPasswordByLink(visitAt(clock), { token, newPassword: NEW, repeatedPassword: NEW });
const find = async (owner: Context, userId: string) =>
  (await listMembers(owner)).find((member) => member.userId === userId);

async function invited(role: 'OWNER' | 'EDITOR' | 'VIEWER' = 'EDITOR', email = newEmail()) {
  const organization = await newOrganization(nextHour());
  const owner = organization.as('OWNER');
  const { userId } = await addMember(owner, { email, role }, ON);
  return { organization, owner, email, userId };
}

describe('an invitation', () => {
  it('says organization and role in both languages, and its link lets the person in', async () => {
    const { organization, owner, email, userId } = await invited();
    expect(await find(owner, userId)).toMatchObject({ joinedAt: null, invitation: { status: 'QUEUED' } });
    await sendAll(organization);
    const [mail, ...others] = receivedBy(email);
    expect(others).toEqual([]);
    const name = `Organization ${organization.id}`;
    expect(mail?.subject).toBe(`You were invited to ${name} / ${name} 邀请您加入`);
    expect(mail?.text).toContain('Your role: Editor.');
    expect(mail?.text).toContain('您的角色：编辑者。');
    expect(mail?.html).toContain('lang="zh-CN"');
    expect(await find(owner, userId)).toMatchObject({ joinedAt: null, invitation: { status: 'SENT' } });

    await setWith(organization, linkIn(mail?.text));
    expect(await signInWithPassword(visitAt(organization.clock), { email, password: NEW })).toEqual({
      ok: true,
      userId,
    });
    await newSession(organization.clock, userId);
    expect(await find(owner, userId)).toMatchObject({ joinedAt: organization.clock.now() });
    expect(await readCode(sendInvitation(owner, { userId }, ON))).toBe('PRECONDITION_FAILED');
  });

  it('looks the same to the owner whether there was an account; its owner gets no link', async () => {
    const organization = await newOrganization(nextHour());
    const owner = organization.as('OWNER');
    const known = await newAccount(organization.clock);
    const unknown = newEmail();
    const ids = [];
    for (const email of [known.email, unknown])
      ids.push((await addMember(owner, { email, role: 'VIEWER' }, ON)).userId);
    await sendAll(organization);
    const [first, second] = await Promise.all(ids.map((id) => find(owner, id)));
    expect(first?.joinedAt).toEqual(second?.joinedAt);
    expect(first?.invitation).toEqual(second?.invitation);
    expect(receivedBy(known.email)[0]?.subject).toContain('You were added to');
    expect(receivedBy(known.email)[0]?.text).not.toContain('set-password');
    expect(linkIn(receivedBy(unknown)[0]?.text)).not.toBe('');
  });

  it('to a person of two organizations who never signed in has a link, which no owner could make', async () => {
    const first = await invited();
    const second = await invited('VIEWER', first.email);
    await sendAll(second.organization);
    expect(await readCode(makeMemberLink(second.owner, { userId: second.userId }))).toBe(
      'PRECONDITION_FAILED',
    );
    expect(await readCode(setWith(second.organization, linkIn(receivedBy(first.email)[0]?.text)))).toBe(
      'DONE',
    );
  });

  it('is sent again, with a new link that replaces the one before, and only so often', async () => {
    const { organization, owner, email, userId } = await invited();
    await sendAll(organization);
    await sendInvitation(owner, { userId }, ON);
    expect(await find(owner, userId)).toMatchObject({ invitation: { status: 'QUEUED' } });
    await sendAll(organization);
    const [first, second] = receivedBy(email).map(({ text }) => linkIn(text));
    expect(await readCode(setWith(organization, first ?? ''))).toBe('PRECONDITION_FAILED');
    expect(await readCode(setWith(organization, second ?? ''))).toBe('DONE');
    const codes = [];
    for (let sent = 2; sent <= ATTEMPT_LIMITS['invitation.send'].attempts; sent++)
      codes.push(await readCode(sendInvitation(owner, { userId }, ON)));
    expect(codes).toEqual(['DONE', 'DONE', 'DONE', 'LIMIT_EXCEEDED']);
  });

  it('is withdrawn with its mail and its link', async () => {
    const { organization, owner, email, userId } = await invited();
    await sendAll(organization);
    const token = linkIn(receivedBy(email)[0]?.text);
    await sendInvitation(owner, { userId }, ON);
    await removeMember(owner, { userId });
    await sendAll(organization);
    expect(receivedBy(email)).toHaveLength(1);
    expect(await readCode(setWith(organization, token))).toBe('PRECONDITION_FAILED');
    expect(await find(owner, userId)).toBeUndefined();
  });

  it('that cannot be delivered says so', async () => {
    const { organization, owner, userId } = await invited();
    server.state.refuseWith = 451;
    await sendAll(organization);
    expect(await find(owner, userId)).toMatchObject({ invitation: { status: 'QUEUED' } });
    organization.clock.advanceMs(RETRY_PAUSES_MS[0] ?? 0);
    server.state.refuseWith = 550;
    await sendAll(organization);
    expect(await find(owner, userId)).toMatchObject({ invitation: { status: 'FAILED' } });
  });

  it('is not sent without a mail server, by other roles, or for others’ members', async () => {
    const organization = await newOrganization(nextHour());
    const owner = organization.as('OWNER');
    const { userId } = await addMember(owner, { email: newEmail(), role: 'VIEWER' });
    expect(await find(owner, userId)).toMatchObject({ joinedAt: null, invitation: null });
    expect(await readCode(sendInvitation(owner, { userId }, { isMailOn: false }))).toBe(
      'PRECONDITION_FAILED',
    );
    expect(await readCode(sendInvitation(organization.as('EDITOR'), { userId }, ON))).toBe('FORBIDDEN');
    const other = await newOrganization(nextHour());
    expect(await readCode(sendInvitation(other.as('OWNER'), { userId }, ON))).toBe('NOT_FOUND');
  });
});

it('an owner who was never there does not count as the other owner', async () => {
  const { owner, userId, organization } = await invited('OWNER');
  const own = organization.as('OWNER').actor.userId;
  expect(await readCode(removeMember(owner, { userId: own }))).toBe('PRECONDITION_FAILED');
  expect(await readCode(changeMemberRole(owner, { userId: own, from: 'OWNER', role: 'EDITOR' }))).toBe(
    'PRECONDITION_FAILED',
  );
  expect(await readCode(removeMember(owner, { userId }))).toBe('DONE');
});
