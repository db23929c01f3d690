import { expect, it, vi } from 'vitest';
import { GET } from '@/app/api/assets/find/route';
import { type FoundAssets, MOST_FOUND } from '@/app/shell/palette/found-assets';
import { createAsset } from '@/lib/assets/create-asset';
import type { Context } from '@/lib/auth/actor';
import { newOrganization } from '../setup/people';

const signedIn = vi.hoisted(() => ({ context: null as Context | null }));
vi.mock('@/app/current-actor', () => ({ requireRouteContext: async () => signedIn.context }));

const ask = (q: string) => GET(new Request(`http://localhost:3000/api/assets/find?q=${q}`));
const find = async (q: string) => (await (await ask(q)).json()) as FoundAssets;

it('finds the first assets of the organization by name, for everybody who may look', async () => {
  const organization = await newOrganization();
  const editor = organization.as('EDITOR');
  const names = Array.from({ length: MOST_FOUND + 2 }, (_, index) => `Ledger ${index}`);
  for (const name of [...names.toReversed(), 'Till']) await createAsset(editor, { category: 'SAAS', name });

  signedIn.context = organization.as('VIEWER');
  const found = await find('ledger');
  expect(found.total).toBe(names.length);
  expect(found.assets.map(({ name }) => name)).toEqual(names.slice(0, MOST_FOUND));
  expect(found.assets[0]).toEqual({ id: expect.any(String), name: 'Ledger 0', status: 'DRAFT' });
  expect((await find('till')).total).toBe(1);

  signedIn.context = (await newOrganization()).as('OWNER');
  expect(await find('ledger')).toEqual({ assets: [], total: 0 });
});

it('takes any text, and answers nobody without an organization', async () => {
  const organization = await newOrganization();
  await createAsset(organization.as('EDITOR'), { category: 'SAAS', name: 'Plain' });
  signedIn.context = organization.as('VIEWER');
  for (const q of ['%25', '_', '%5C', '%27%3B--', '%ED%A0%80x'])
    expect(await find(q), q).toEqual({ assets: [], total: 0 });
  // NUL is dropped, and what is too long counts as nothing.
  expect((await find('pl%00ain')).total).toBe(1);
  expect((await ask('x'.repeat(10_000))).status).toBe(200);

  const { actor, ...rest } = organization.as('VIEWER');
  signedIn.context = { ...rest, actor: { ...actor, membership: null } };
  const refused = await ask('plain');
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: { code: 'FORBIDDEN' } });
});
