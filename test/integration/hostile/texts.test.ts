import { describe, expect, it } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { saveAssetDetails } from '@/lib/assets/save-asset-details';
import { systemContext } from '@/lib/auth/actor';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { AppError } from '@/lib/core/errors';
import { createUser } from '@/lib/people/create-user';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { listAssets } from '@/lib/submissions/list-assets';
import { addWebsite } from '@/lib/websites/add-website';
import { listWebsites } from '@/lib/websites/list-websites';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { newOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { newHost, verifiedWebsite } from '../websites/rows';

/** The fields that a verb refuses; anything but a refusal is thrown on. */
const refusedFields = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'VALIDATION')
        return (error.details.fields ?? []).map(({ field }) => field);
      throw error;
    },
  );

const declaration = {
  version: 0,
  protocol: 'V2',
  productKind: 'COMMON',
  billingModes: ['ONE_TIME'],
  productionUrl: 'https://saas.example.com/',
  accessKey: '',
  extensionParameters: [],
  provisioningInfo: [],
  encryptionAlgorithm: 'AES256',
};

describe('a text with NUL, which the database does not take', () => {
  it('is refused by its field', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id: assetId } = await createAsset(editor, { category: 'SAAS', name: 'Ledger' });
    const { id: websiteId } = await verifiedWebsite(organization);
    const details = { assetId, version: 1, name: 'Ledger', description: 'a\0b' };
    const login = { websiteId, version: 0, mode: 'NONE', requestsPerSecond: 5, pathsToAvoid: ['/a\0'] };
    const parameters = [{ name: 'a', value: '\0' }];
    expect(await refusedFields(saveAssetDetails(editor, details))).toEqual(['description']);
    expect(await refusedFields(saveLoginProfile(editor, login))).toEqual(['pathsToAvoid.0']);
    expect(
      await refusedFields(
        saveDeclaration(editor, { ...declaration, assetId, extensionParameters: parameters }),
      ),
    ).toEqual(['extensionParameters.0.value']);
  });

  it('finds nothing special when it is searched for', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await createAsset(editor, { category: 'SAAS', name: 'Ledger' });
    await addWebsite(editor, { address: newHost() });
    expect((await listAssets(editor, { q: 'led\0ger' })).total).toBe(1);
    expect((await listWebsites(editor, { search: '\0' })).total).toBe(1);
  });

  it('signs nobody in', async () => {
    const { clock } = await newOrganization();
    const visit = { clock, requestId: null, address: '192.0.2.7', userAgent: null };
    const typed = { email: 'a\0@example.com', password: 'anything' };
    expect(await signInWithPassword(visit, typed)).toEqual({ ok: false, reason: 'wrong' });
  });
});

describe('a name that people judge by', () => {
  it('is kept as it is seen', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const website = await addWebsite(editor, { address: newHost(), name: 'Safe\u202egnp.exe\0' });
    expect(website.name).toBe('Safegnp.exe');
    const unseen = { category: 'SAAS', name: '\u200b\u2066' };
    expect(await refusedFields(createAsset(editor, unseen))).toEqual(['name']);
    const user = createUser(systemContext('command-line', organization.clock), {
      email: `${newHost().slice(0, 20)}@example.com`,
      name: '\u3164',
    });
    expect(await refusedFields(user)).toEqual(['name']);
  });

  it('cannot be taken a second time with something unseen in it', async () => {
    const editor = (await newOrganization()).as('EDITOR');
    await createAsset(editor, { category: 'SAAS', name: 'Ledger' });
    expect(await refusedFields(createAsset(editor, { category: 'SAAS', name: 'Led\u200bger' }))).toEqual([
      'name',
    ]);
  });
});

it('refuses a request that is nested without end', async () => {
  const organization = await newOrganization();
  const { id: assetId } = await readyAsset(organization);
  const request: unknown = JSON.parse(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
  const items = [{ activity: 'newInstance', request }];
  expect(await refusedFields(requestConnectionRun(organization.as('EDITOR'), { assetId, items }))).toEqual([
    'items',
  ]);
});
