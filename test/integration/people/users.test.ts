import { describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { createUser } from '@/lib/people/create-user';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { newEmail, PASSWORD, visitAt } from './new-account';

const clock = fixedClock('2026-03-02T09:00:00Z');
const commandLine = systemContext('command-line', clock);

describe('creating an account', () => {
  it('makes a password when none is given, hands it back once and keeps it nowhere', async () => {
    const { userId, email, generatedPassword } = await createUser(commandLine, {
      email: newEmail(),
      name: 'First',
      platformRoles: ['ADMINISTRATOR', 'ADMINISTRATOR'],
    });
    expect(await signInWithPassword(visitAt(clock), { email, password: generatedPassword })).toEqual({
      ok: true,
      userId,
    });
    const user = await database().user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.platformRoles).toEqual(['ADMINISTRATOR']);
    const audit = await database().auditEntry.findMany({ where: { subjectId: userId } });
    expect(audit.map(({ event, actorLabel }) => [event, actorLabel])).toEqual([
      ['user.created', 'command-line'],
    ]);
    expect(JSON.stringify([user, audit])).not.toContain(generatedPassword);
  });

  it('founds the organization that is named, and joins it the next time', async () => {
    const name = `Lantern ${newId()}`;
    const [first, second] = [
      await createUser(commandLine, {
        email: newEmail(),
        name: 'A',
        password: PASSWORD,
        organization: { name, role: 'OWNER' },
      }),
      await createUser(commandLine, {
        email: newEmail(),
        name: 'B',
        password: PASSWORD,
        organization: { name, role: 'EDITOR' },
      }),
    ];
    expect(first.organization?.isNew).toBe(true);
    expect(second.organization).toEqual({ id: first.organization?.id, isNew: false });
    const members = await database().member.findMany({ where: { organizationId: first.organization?.id } });
    expect(members.map(({ userId, role }) => [userId, role]).sort()).toEqual(
      [
        [first.userId, 'OWNER'],
        [second.userId, 'EDITOR'],
      ].sort(),
    );
  });

  it('does not choose between two organizations of one name, and then creates nothing', async () => {
    const name = `Twin ${newId()}`;
    for (let i = 0; i < 2; i++)
      await database().organization.create({ data: { id: newId(), name, createdAt: clock.now() } });
    const email = newEmail();
    const input = { email, name: 'A', password: PASSWORD, organization: { name, role: 'OWNER' as const } };
    await expect(createUser(commandLine, input)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await database().user.count({ where: { email } })).toBe(0);
  });

  it('happens once when asked twice at once', async () => {
    const email = newEmail();
    const outcomes = await Promise.allSettled(
      [email, email.toUpperCase()].map((address) =>
        createUser(commandLine, { email: address, name: 'A', password: PASSWORD }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', details: { message: 'people.emailTaken' } },
    });
  });

  it.each([
    [{ email: 'nobody' }, 'email', 'people.emailInvalid'],
    [{ name: ' ' }, 'name', 'field.required'],
    [{ password: 'short' }, 'password', 'people.password.tooShort'],
  ])('refuses %j', async (wrong, field, message) => {
    await expect(
      createUser(commandLine, { email: newEmail(), name: 'A', password: PASSWORD, ...wrong }),
    ).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [expect.objectContaining({ field, message })] },
    });
  });

  it('is for the command line and administrators', async () => {
    const input = { email: newEmail(), name: 'A', password: PASSWORD };
    const { as } = await newOrganization();
    await expect(createUser(as('OWNER'), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createUser(await newPlatformPerson('REVIEWER', clock), input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await createUser(await newPlatformPerson('ADMINISTRATOR', clock), input)).toMatchObject({
      generatedPassword: null,
    });
  });
});
