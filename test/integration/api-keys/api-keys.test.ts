import { describe, expect, it } from 'vitest';
import { authenticateApiKey } from '@/lib/api-keys/authenticate-api-key';
import { listApiKeys } from '@/lib/api-keys/list-api-keys';
import { makeApiKey } from '@/lib/api-keys/make-api-key';
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key';
import { writeApiKey } from '@/lib/api-keys/rules/api-key-text';
import { createAsset } from '@/lib/assets/create-asset';
import { listAudit } from '@/lib/audit/log/list-audit';
import { DAY_MS, MINUTE_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { API_KEYS_MAXIMUM } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { listSessions } from '@/lib/people/list-sessions';
import { removeMember } from '@/lib/people/remove-member';
import { findText } from '../setup/find-text';
import { newOrganization, type TestOrganization } from '../setup/people';

const made = (organization: TestOrganization, input: Record<string, unknown> = {}) =>
  makeApiKey(organization.as('OWNER'), { name: 'Pipeline', ...input });
const use = ({ clock }: TestOrganization, key: string) => authenticateApiKey(clock, `Bearer ${key}`, null);
const REFUSED = { code: 'UNAUTHENTICATED' };

describe('an API key', () => {
  it('acts for its organization, as far as its scopes go', async () => {
    const organization = await newOrganization();
    const { key } = await made(organization, { scopes: ['WRITE'] });
    const context = await use(organization, key);
    expect(context.scopes).toEqual(['READ', 'WRITE']);
    expect(context.actor).toMatchObject({ membership: { organizationId: organization.id, role: 'OWNER' } });
    await createAsset(context, { category: 'SAAS', name: 'Ledger' });
    await expect(makeApiKey(context, { name: 'Another' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(listSessions(context, newId())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const reader = await use(organization, (await made(organization)).key);
    const another = createAsset(reader, { category: 'SAAS', name: 'Other' });
    await expect(another).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is named in the audit log, with its maker', async () => {
    const organization = await newOrganization();
    const { key } = await made(organization, { scopes: ['WRITE'] });
    await createAsset(await use(organization, key), { category: 'SAAS', name: 'Ledger' });
    const { rows } = await listAudit(organization.as('OWNER'), {});
    expect(rows).toMatchObject([
      {
        event: 'asset.created',
        actorId: organization.as('OWNER').actor.userId,
        actorLabel: `owner · Pipeline (${key.slice(0, 10)}…)`,
      },
      { event: 'apiKey.made', actorLabel: 'owner', after: { name: 'Pipeline', scopes: ['WRITE'] } },
    ]);
  });

  it('is stored nowhere', async () => {
    const organization = await newOrganization();
    const { key } = await made(organization);
    await use(organization, key);
    expect(await findText(key.slice(10))).toEqual([]);
  });

  it('ends on its day', async () => {
    const organization = await newOrganization();
    const { key } = await made(organization, { days: '7' });
    organization.clock.advanceMs(7 * DAY_MS - 1);
    await use(organization, key);
    organization.clock.advanceMs(1);
    await expect(use(organization, key)).rejects.toMatchObject(REFUSED);
    expect(await listApiKeys(organization.as('OWNER'))).toMatchObject([{ state: 'EXPIRED' }]);
  });

  it('ends when it is revoked, by another owner too', async () => {
    const organization = await newOrganization();
    const { key, keyId } = await made(organization);
    const stranger = (await newOrganization()).as('OWNER');
    await expect(revokeApiKey(stranger, { keyId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await use(organization, key);
    await revokeApiKey(organization.as('OWNER'), { keyId });
    await expect(use(organization, key)).rejects.toMatchObject(REFUSED);
    await expect(revokeApiKey(organization.as('OWNER'), { keyId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await listApiKeys(organization.as('OWNER'))).toEqual([]);
  });

  it('rests while its maker is no owner, and while their account is off', async () => {
    const organization = await newOrganization();
    const { key } = await made(organization);
    const { userId } = organization.as('OWNER').actor;
    const member = { organizationId_userId: { organizationId: organization.id, userId } };
    await database().member.update({ where: member, data: { role: 'EDITOR' } });
    await expect(use(organization, key)).rejects.toMatchObject(REFUSED);
    expect(await listApiKeys(organization.as('OWNER'))).toMatchObject([{ state: 'PAUSED' }]);
    await database().member.update({ where: member, data: { role: 'OWNER' } });
    await use(organization, key);
    const disabledAt = organization.clock.now();
    await database().user.update({ where: { id: userId }, data: { disabledAt } });
    await expect(use(organization, key)).rejects.toMatchObject(REFUSED);
  });

  it('is gone with its maker, also when they come back', async () => {
    const organization = await newOrganization();
    const { key } = await made(organization);
    const { userId } = organization.as('OWNER').actor;
    const { userId: otherId } = organization.as('EDITOR').actor;
    const other = { organizationId_userId: { organizationId: organization.id, userId: otherId } };
    await database().member.update({ where: other, data: { role: 'OWNER' } });
    await removeMember(organization.as('OWNER'), { userId });
    await expect(use(organization, key)).rejects.toMatchObject(REFUSED);
    const data = { organizationId: organization.id, userId, role: 'OWNER' as const };
    await database().member.create({ data: { ...data, createdAt: organization.clock.now() } });
    await expect(use(organization, key)).rejects.toMatchObject(REFUSED);
  });

  it('tells when it was used last, noted once a minute', async () => {
    const organization = await newOrganization();
    const { key } = await made(organization);
    const lastUsed = async () => (await listApiKeys(organization.as('OWNER')))[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    const first = organization.clock.now();
    await use(organization, key);
    organization.clock.advanceMs(MINUTE_MS - 1);
    await use(organization, key);
    expect(await lastUsed()).toEqual(first);
    organization.clock.advanceMs(1);
    await use(organization, key);
    expect(await lastUsed()).toEqual(organization.clock.now());
  });

  it('is one of a few, however many are made at once', async () => {
    const organization = await newOrganization();
    const results = await Promise.allSettled(
      Array.from({ length: API_KEYS_MAXIMUM + 3 }, () => made(organization)),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(Array.from({ length: 3 }, () => 'LIMIT_EXCEEDED'));
  });

  it.each([
    { name: '' },
    { name: 'a'.repeat(61) },
    { scopes: ['ADMIN'] },
    { scopes: 'WRITE' },
    { days: 0 },
    { days: 366 },
    { days: '1e400' },
    { days: 1.5 },
  ])('is not made with %j', async (input) => {
    await expect(made(await newOrganization(), input)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it.each([
    null,
    '',
    'Bearer',
    'Bearer ',
    'Basic cGZrOg==',
    `Bearer ${writeApiKey(new Uint8Array(32))}`,
    `Bearer ${'a'.repeat(100_000)}`,
    'Bearer \u0000',
  ])('is not %j', async (authorization) => {
    const { clock } = await newOrganization();
    await expect(authenticateApiKey(clock, authorization, null)).rejects.toMatchObject(REFUSED);
  });
});
