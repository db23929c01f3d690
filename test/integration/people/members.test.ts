import { describe, expect, it } from 'vitest';
import { database } from '@/lib/db/client';
import { addMember } from '@/lib/people/add-member';
import { changeMemberRole } from '@/lib/people/change-member-role';
import { listMembers } from '@/lib/people/list-members';
import { removeMember } from '@/lib/people/remove-member';
import { newOrganization, type TestOrganization } from '../setup/people';
import { newEmail } from './new-account';

const memberId = ({ as }: TestOrganization, role: 'OWNER' | 'EDITOR' | 'VIEWER') => as(role).actor.userId;
const readEvents = async (organizationId: string) =>
  (await database().auditEntry.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })).map(
    ({ event }) => event,
  );

describe('members', () => {
  it('are listed by anybody who belongs, with their own organization only', async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    const names = (await listMembers(ours.as('VIEWER'))).map(({ name, role }) => [name, role]);
    expect(names).toEqual([
      ['editor', 'EDITOR'],
      ['owner', 'OWNER'],
      ['viewer', 'VIEWER'],
    ]);
    expect((await listMembers(theirs.as('VIEWER'))).map(({ userId }) => userId)).not.toContain(
      memberId(ours, 'OWNER'),
    );
  });

  it('are added by address, with the same answer whether an account existed', async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    const known = (await listMembers(theirs.as('OWNER')))[0]?.email ?? '';
    const added = [
      await addMember(ours.as('OWNER'), { email: known, role: 'VIEWER' }),
      await addMember(ours.as('OWNER'), { email: newEmail(), role: 'EDITOR' }),
    ];
    expect(added.map((answer) => Object.keys(answer))).toEqual([['userId'], ['userId']]);
    expect(await listMembers(ours.as('OWNER'))).toHaveLength(5);
    expect(await readEvents(ours.id)).toEqual(['member.added', 'member.added']);
  });

  it('are added once when asked twice at once, also by two organizations', async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    const input = { email: newEmail(), role: 'VIEWER' };
    const outcomes = await Promise.allSettled([
      addMember(ours.as('OWNER'), input),
      addMember(ours.as('OWNER'), input),
      addMember(theirs.as('OWNER'), input),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', details: { message: 'people.alreadyMember' } },
    });
    expect(await database().user.count({ where: { email: input.email } })).toBe(1);
    expect(await readEvents(ours.id)).toEqual(['member.added']);
  });

  it('get another role, unless somebody else gave them one meanwhile', async () => {
    const ours = await newOrganization();
    const userId = memberId(ours, 'VIEWER');
    const promote = { userId, from: 'VIEWER', role: 'EDITOR' };
    await Promise.all([
      changeMemberRole(ours.as('OWNER'), promote),
      changeMemberRole(ours.as('OWNER'), promote),
    ]);
    expect(await readEvents(ours.id)).toEqual(['member.roleChanged']);
    await expect(
      changeMemberRole(ours.as('OWNER'), { userId, from: 'VIEWER', role: 'OWNER' }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { data: { role: { yours: 'OWNER', theirs: 'EDITOR' } } },
    });
  });

  it('lose their access when removed', async () => {
    const ours = await newOrganization();
    await removeMember(ours.as('OWNER'), { userId: memberId(ours, 'EDITOR') });
    expect((await listMembers(ours.as('OWNER'))).map(({ role }) => role)).toEqual(['OWNER', 'VIEWER']);
    await expect(removeMember(ours.as('OWNER'), { userId: memberId(ours, 'EDITOR') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('always include an owner', async () => {
    const ours = await newOrganization();
    const owner = memberId(ours, 'OWNER');
    const lastOwner = { code: 'PRECONDITION_FAILED', details: { message: 'people.lastOwner' } };
    await expect(removeMember(ours.as('OWNER'), { userId: owner })).rejects.toMatchObject(lastOwner);
    await expect(
      changeMemberRole(ours.as('OWNER'), { userId: owner, from: 'OWNER', role: 'VIEWER' }),
    ).rejects.toMatchObject(lastOwner);

    const second = memberId(ours, 'EDITOR');
    await changeMemberRole(ours.as('OWNER'), { userId: second, from: 'EDITOR', role: 'OWNER' });
    const outcomes = await Promise.allSettled([
      removeMember(ours.as('OWNER'), { userId: owner }),
      changeMemberRole(ours.as('OWNER'), { userId: second, from: 'OWNER', role: 'VIEWER' }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await listMembers(ours.as('OWNER'))).filter(({ role }) => role === 'OWNER')).toHaveLength(1);
  });

  it('of another organization are not found', async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    const userId = memberId(theirs, 'EDITOR');
    const notFound = { code: 'NOT_FOUND' };
    await expect(removeMember(ours.as('OWNER'), { userId })).rejects.toMatchObject(notFound);
    await expect(
      changeMemberRole(ours.as('OWNER'), { userId, from: 'EDITOR', role: 'VIEWER' }),
    ).rejects.toMatchObject(notFound);
    expect(await listMembers(theirs.as('OWNER'))).toHaveLength(3);
  });

  it.each(['EDITOR', 'VIEWER'] as const)('are not managed by a %s', async (role) => {
    const ours = await newOrganization();
    const forbidden = { code: 'FORBIDDEN' };
    const userId = memberId(ours, 'OWNER');
    await expect(addMember(ours.as(role), { email: newEmail(), role: 'OWNER' })).rejects.toMatchObject(
      forbidden,
    );
    await expect(removeMember(ours.as(role), { userId })).rejects.toMatchObject(forbidden);
    await expect(
      changeMemberRole(ours.as(role), { userId, from: 'OWNER', role: 'VIEWER' }),
    ).rejects.toMatchObject(forbidden);
  });
});
