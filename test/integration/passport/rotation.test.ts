import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { configureFrom } from '@/lib/config/configuration';
import { systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { downloadPassport } from '@/lib/passport/download-passport';
import { listPassportKeys } from '@/lib/passport/list-passport-keys';
import { keyFingerprint, readPublicKey } from '@/lib/passport/passport-key';
import { rotatePassportKey } from '@/lib/passport/rotate-passport-key';
import { verifyPassport } from '@/lib/passport/verify-passport';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { endReview, submitted } from '../submissions/submission-rows';
import { collect, make } from './passport-steps';

let back: () => Promise<void>;
beforeAll(async () => {
  back = await useOwnDatabase();
});
afterAll(() => back());

async function passportOf(organization: Awaited<ReturnType<typeof newOrganization>>) {
  const { id } = await readyAsset(organization, { name: randomBytes(4).toString('hex') });
  const submissionId = await submitted(organization, id);
  await endReview(organization, submissionId);
  await make(organization, submissionId);
  const { pieces } = await downloadPassport(organization.as('VIEWER'), { submissionId, version: 1 });
  return collect(pieces);
}
const sealed = async () =>
  (await database().passportKey.findFirstOrThrow({ where: { retiredAt: null } })).sealedPrivateKey ?? '';

it('ends the old key and forgets what signs; what it signed stays valid', async () => {
  const organization = await newOrganization();
  const before = await passportOf(organization);
  const [old] = await listPassportKeys();
  const operator = systemContext('command-line', systemClock);
  const { retired, current } = await rotatePassportKey(operator);
  expect(retired).toBe(old?.fingerprint);
  const after = await passportOf(organization);
  expect(await verifyPassport(before, old?.fingerprint ?? '')).toMatchObject({ state: 'VALID' });
  expect(await verifyPassport(after, old?.fingerprint ?? '')).toMatchObject({ reason: 'OTHER_KEY' });
  expect(await verifyPassport(after, current)).toMatchObject({ state: 'VALID' });
  const keys = await listPassportKeys();
  expect(keys.map(({ fingerprint, retiredAt }) => [fingerprint, retiredAt === null])).toEqual([
    [current, true],
    [retired, false],
  ]);
  for (const { publicKey, fingerprint } of keys) {
    const key = readPublicKey(publicKey);
    expect(key && keyFingerprint(key)).toBe(fingerprint);
  }
  expect(await database().passportKey.findFirst({ where: { fingerprint: retired ?? '' } })).toMatchObject({
    sealedPrivateKey: null,
  });
  expect(JSON.stringify(keys)).not.toContain('PRIVATE');
});

it('is for the command line alone', async () => {
  const organization = await newOrganization();
  const administrator = await newPlatformPerson('ADMINISTRATOR', organization.clock);
  for (const context of [organization.as('OWNER'), administrator])
    await expect(rotatePassportKey(context)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

it('seals the key again with the current encryption key, and says so when none opens it', async () => {
  const organization = await newOrganization();
  await passportOf(organization);
  const earlier = await sealed();
  const next = `next:${randomBytes(32).toString('base64')}`;
  configureFrom({ ...process.env, ENCRYPTION_KEYS: `${next},${process.env.ENCRYPTION_KEYS}` });
  await passportOf(organization);
  expect(await sealed()).not.toBe(earlier);
  configureFrom({ ...process.env, ENCRYPTION_KEYS: next });
  await passportOf(organization);
  configureFrom(process.env);
  await expect(passportOf(organization)).rejects.toMatchObject({
    details: { message: 'passport.keyUnreadable' },
  });
});
