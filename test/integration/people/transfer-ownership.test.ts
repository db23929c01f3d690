import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { listInbox } from '@/lib/notices/inbox/list-inbox';
import { chooseMailing } from '@/lib/notices/rules/mail-choice';
import { addMember } from '@/lib/people/add-member';
import { changeMemberRole } from '@/lib/people/change-member-role';
import { listMembers } from '@/lib/people/list-members';
import { transferOwnership } from '@/lib/people/members/transfer-ownership';
import { newOrganization, type TestOrganization } from '../setup/people';
import { newEmail } from './new-account';

const readCode = (work: Promise<unknown>) =>
  work.then(
    () => 'DONE',
    (error: { code?: string }) => error.code ?? String(error),
  );
const idOf = ({ as }: TestOrganization, role: 'OWNER' | 'EDITOR' | 'VIEWER') => as(role).actor.userId;
const rolesIn = async ({ as }: TestOrganization) =>
  new Map((await listMembers(as('VIEWER'))).map(({ userId, role }) => [userId, role]));

describe('ownership', () => {
  it('goes to another member, and who had it becomes an editor, with one entry of both', async () => {
    const ours = await newOrganization();
    await transferOwnership(ours.as('OWNER'), { userId: idOf(ours, 'VIEWER') });
    const roles = await rolesIn(ours);
    expect(roles.get(idOf(ours, 'VIEWER'))).toBe('OWNER');
    expect(roles.get(idOf(ours, 'OWNER'))).toBe('EDITOR');
    const entries = await database().auditEntry.findMany({ where: { organizationId: ours.id } });
    expect(entries.map(({ event }) => event)).toEqual(['organization.ownershipTransferred']);
    expect(Object.values(Object(entries[0]?.after)).sort()).toEqual(['EDITOR', 'OWNER']);
  });

  it('is told to the new owner alone, who cannot switch that off', async () => {
    const ours = await newOrganization();
    const viewer = ours.as('VIEWER');
    await transferOwnership(ours.as('OWNER'), { userId: idOf(ours, 'VIEWER') });
    const { name } = await database().organization.findUniqueOrThrow({ where: { id: ours.id } });
    const [line, ...others] = (await listInbox(viewer, {})).rows;
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      link: '/settings/members',
      content: { kind: 'member.madeOwner', values: { organization: name, by: 'owner' } },
    });
    for (const role of ['OWNER', 'EDITOR'] as const)
      expect((await listInbox(ours.as(role), {})).rows).toEqual([]);
    expect(
      chooseMailing('member.madeOwner', { role: 'OWNER', chosen: { security: 'OFF' }, isRead: false }),
    ).toBe('NOW');
  });

  it('goes once, when two are asked to take it at once', async () => {
    const ours = await newOrganization();
    const codes = await Promise.all(
      (['EDITOR', 'VIEWER'] as const).map((role) =>
        readCode(transferOwnership(ours.as('OWNER'), { userId: idOf(ours, role) })),
      ),
    );
    expect(codes.sort()).toEqual(['DONE', 'FORBIDDEN']);
    expect([...(await rolesIn(ours)).values()].filter((role) => role === 'OWNER')).toHaveLength(1);
  });

  it('does not go to owners, to who has not joined, to strangers, or from others', async () => {
    const ours = await newOrganization();
    const owner = ours.as('OWNER');
    const transfer = (userId: string, from = owner) => readCode(transferOwnership(from, { userId }));
    const invited = (await addMember(owner, { email: newEmail(), role: 'EDITOR' })).userId;
    expect(await transfer(idOf(ours, 'OWNER'))).toBe('PRECONDITION_FAILED');
    expect(await transfer(invited)).toBe('PRECONDITION_FAILED');
    expect(await transfer(newId())).toBe('NOT_FOUND');
    expect(await transfer(idOf(await newOrganization(), 'EDITOR'))).toBe('NOT_FOUND');
    expect(await transfer('x')).toBe('VALIDATION');
    expect(await transfer(idOf(ours, 'VIEWER'), ours.as('EDITOR'))).toBe('FORBIDDEN');
    const editor = idOf(ours, 'EDITOR');
    await changeMemberRole(owner, { userId: editor, from: 'EDITOR', role: 'OWNER' });
    expect(await transfer(editor)).toBe('PRECONDITION_FAILED');
  });
});
