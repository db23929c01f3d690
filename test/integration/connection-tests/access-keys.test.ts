import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authorise } from '@/lib/auth/actor';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getConnection } from '@/lib/connection-tests/get-connection';
import { endKeyOverlap } from '@/lib/connection-tests/keys/end-key-overlap';
import { readCallTarget } from '@/lib/connection-tests/read-call-target';
import { HOUR_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { findText } from '../setup/find-text';
import { newOrganization, type TestOrganization } from '../setup/people';
import { declared, newAsset } from './seller';

const readKeys = (assetId: string) =>
  database().connectionAccessKey.findMany({ where: { assetId }, orderBy: [{ setAt: 'asc' }, { id: 'asc' }] });

/** What the engine would call with now. */
async function readTarget(organization: TestOrganization, assetId: string) {
  const scope = authorise(organization.as('EDITOR'), 'connection.run');
  const read = await readCallTarget(database(), scope, assetId, organization.clock.now());
  if (!read.ok) throw new Error(read.reason);
  return read.target;
}

/** An asset with a first key, and a way to save again. */
async function newDeclared(changes: Record<string, unknown> = {}) {
  const organization = await newOrganization();
  const { id } = await newAsset(organization);
  const editor = organization.as('EDITOR');
  let version = 0;
  const save = async (next: Record<string, unknown>) => {
    ({ version } = await saveDeclaration(
      editor,
      declared(id, { accessKey: '', ...changes, ...next, version }),
    ));
    return version;
  };
  await save({ accessKey: 'first-key' });
  return { organization, id, save };
}

describe('replacing an access key', () => {
  it('keeps the one before for the overlap chosen, and not a moment longer', async () => {
    const { organization, id, save } = await newDeclared();
    organization.clock.advanceMs(HOUR_MS);
    expect(await save({ accessKey: 'second-key', keyOverlapHours: 1 })).toBe(2);
    expect(await readTarget(organization, id)).toMatchObject({
      accessKey: 'second-key',
      previousKeys: ['first-key'],
    });
    const usableUntil = new Date(organization.clock.now().getTime() + HOUR_MS);
    const shown = () => getConnection(organization.as('VIEWER'), id);
    expect((await shown()).declaration?.accessKeys.BASIC?.previous).toMatchObject({ usableUntil });

    organization.clock.advanceMs(HOUR_MS - 1);
    expect(await readTarget(organization, id)).toMatchObject({ previousKeys: ['first-key'] });
    organization.clock.advanceMs(1);
    expect(await readTarget(organization, id)).toMatchObject({ accessKey: 'second-key', previousKeys: [] });
    expect((await shown()).declaration?.accessKeys.BASIC?.previous).toBeNull();
    await save({ billingModes: ['ONE_TIME'] });
    expect(await readKeys(id)).toHaveLength(1);
  });

  it('keeps a day of overlap unless told otherwise, one previous key at most, and none without an overlap', async () => {
    const { organization, id, save } = await newDeclared();
    await save({ accessKey: 'second-key' });
    const [replaced] = await readKeys(id);
    expect(replaced?.usableUntil).toEqual(new Date(organization.clock.now().getTime() + 24 * HOUR_MS));
    await save({ accessKey: 'third-key' });
    expect((await readTarget(organization, id)).previousKeys).toEqual(['second-key']);
    await save({ accessKey: 'fourth-key', keyOverlapHours: 0 });
    expect(await readTarget(organization, id)).toMatchObject({ accessKey: 'fourth-key', previousKeys: [] });
    expect(await readKeys(id)).toHaveLength(1);
  });

  it('takes the stored key entered again for no change', async () => {
    const { id, save } = await newDeclared();
    expect(await save({ accessKey: 'first-key' })).toBe(1);
    expect(await readKeys(id)).toHaveLength(1);
  });

  it('refuses an overlap that is not offered', async () => {
    const { save } = await newDeclared();
    await expect(save({ accessKey: 'second-key', keyOverlapHours: 8_760 })).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'keyOverlapHours', message: 'field.invalid' }] },
    });
  });

  it('ends the overlap at once when asked to, in any status, and says so without the key', async () => {
    const { organization, id, save } = await newDeclared();
    await save({ accessKey: 'second-key' });
    const input = { assetId: id, interfaceType: 'BASIC' };
    expect(await endKeyOverlap(organization.as('EDITOR'), input)).toEqual({ isEnded: true });
    expect(await endKeyOverlap(organization.as('EDITOR'), input)).toEqual({ isEnded: false });
    expect(await readTarget(organization, id)).toMatchObject({ accessKey: 'second-key', previousKeys: [] });
    const ended = await database().auditEntry.findMany({
      where: { assetId: id, event: 'connection.keyOverlapEnded' },
    });
    expect(ended).toMatchObject([{ after: { interfaceType: 'BASIC' } }]);
  });
});

describe('keys of both interface types', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3_072 });
  const kitPublicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const kit = { productKind: 'JOINT_OPERATIONS', kitPublicKey };

  it('are kept apart, each with its own overlap', async () => {
    const { organization, id, save } = await newDeclared(kit);
    await save({ kitAccessKey: 'kit-key' });
    await save({ kitAccessKey: 'kit-key-two' });
    expect(await readTarget(organization, id)).toEqual({
      productionUrl: 'https://saas.example.com/produce',
      accessKey: 'first-key',
      kitAccessKey: 'kit-key-two',
      previousKeys: ['kit-key'],
      encryptionAlgorithm: 'AES256',
      kitPublicKey: kitPublicKey.trim(),
    });
    const { declaration } = await getConnection(organization.as('VIEWER'), id);
    expect(declaration?.accessKeys).toMatchObject({ BASIC: { previous: null }, KIT: { previous: {} } });
  });

  it('are never the same key', async () => {
    const { save } = await newDeclared(kit);
    await expect(save({ kitAccessKey: 'first-key' })).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'kitAccessKey', message: 'connection.keyShared' }] },
    });
  });

  it('do not open as each other', async () => {
    const { organization, id, save } = await newDeclared(kit);
    await save({ kitAccessKey: 'kit-key' });
    const [basic] = await readKeys(id);
    const ofKit = { assetId: id, interfaceType: 'KIT' as const };
    await database().connectionAccessKey.updateMany({ where: ofKit, data: { sealed: basic?.sealed ?? '' } });
    expect(await readTarget(organization, id)).toMatchObject({ kitAccessKey: null });
  });

  it('refuses a product kind and a public key that KooGallery would not take', async () => {
    const { save } = await newDeclared();
    await expect(save({ ...kit, protocol: 'V1' })).rejects.toMatchObject({
      details: { fields: [{ field: 'productKind', message: 'connection.JOINT_OPERATIONS_NEEDS_V2' }] },
    });
    await expect(save({ ...kit, kitPublicKey: 'no key' })).rejects.toMatchObject({
      details: { fields: [{ field: 'kitPublicKey', message: 'connection.KIT_PUBLIC_KEY_NOT_PEM' }] },
    });
  });
});

describe('whose keys they are', () => {
  it('a viewer may not end an overlap, and another organization finds no asset', async () => {
    const { organization, id, save } = await newDeclared();
    await save({ accessKey: 'second-key' });
    const input = { assetId: id, interfaceType: 'BASIC' };
    await expect(endKeyOverlap(organization.as('VIEWER'), input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const stranger = await newOrganization();
    await expect(endKeyOverlap(stranger.as('OWNER'), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await readKeys(id)).toHaveLength(2);
    const theirs = authorise(stranger.as('OWNER'), 'connection.run');
    expect(await readCallTarget(database(), theirs, id, stranger.clock.now())).toEqual({
      ok: false,
      reason: 'DECLARATION_CHANGED',
    });
  });

  it('no key stands anywhere in clear: neither the current ones nor the replaced', async () => {
    const planted = ['basic', 'kit', 'newer'].map((name) => `planted-${name}-${newId()}`);
    const { save } = await newDeclared({ productKind: 'JOINT_OPERATIONS' });
    await save({ accessKey: planted[0], kitAccessKey: planted[1] });
    await save({ accessKey: planted[2] });
    for (const key of planted) expect(await findText(key)).toEqual([]);
  });
});
