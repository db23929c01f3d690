import { beforeAll, describe, expect, it } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { EXPIRY_FILTERS, INTERFACE_STATES } from '@/lib/assets/schemas';
import { searchAssets } from '@/lib/assets/search-assets';
import { EXPIRING_WITHIN_DAYS, SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { listAssets } from '@/lib/submissions/list-assets';
import { interfaceState } from '@/lib/submissions/rules/exported-asset';
import { newOrganization, type TestOrganization } from '../setup/people';
import { endedScan, readyAsset } from '../setup/ready-asset';

const DAY_MS = 86_400_000;
let organization: TestOrganization;

const search = async (query: Record<string, unknown>) =>
  (await searchAssets(organization.as('VIEWER'), { ...query, sort: 'name' })).rows.map(({ name }) => name);

/** Moves the scan's end so that it stops to count so long from now. */
const letEnd = (scanId: string | undefined, inMs: number) =>
  database().scan.update({
    where: { id: scanId ?? '' },
    data: {
      completedAt: new Date(organization.clock.now().getTime() - SCAN_VALID_DAYS * DAY_MS + inMs),
    },
  });

const setCase = (assetId: string, activity: string, data: { lastPassed: boolean | null; lastRun?: number }) =>
  database().connectionCase.updateMany({
    where: { assetId, activity },
    data: { lastPassed: data.lastPassed, lastRunDeclaration: data.lastRun ?? 1 },
  });

beforeAll(async () => {
  organization = await newOrganization();
  const made = new Map<string, Awaited<ReturnType<typeof readyAsset>>>();
  const websites: Record<string, number> = { 'B one of two expired': 2 };
  for (const name of [
    'A valid',
    'B one of two expired',
    'C just expired',
    'D just not expired',
    'E ends on the last day of soon',
    'F ends after soon',
    'G incomplete since',
  ])
    made.set(name, await readyAsset(organization, { name, websites: websites[name] ?? 1 }));
  await createAsset(organization.as('EDITOR'), { category: 'SAAS', name: 'H empty' });
  const scanOf = (name: string) => made.get(name)?.sites[0]?.scanId;
  await letEnd(scanOf('B one of two expired'), -DAY_MS);
  await letEnd(scanOf('C just expired'), 0);
  await letEnd(scanOf('D just not expired'), 1);
  await letEnd(scanOf('E ends on the last day of soon'), EXPIRING_WITHIN_DAYS * DAY_MS);
  await letEnd(scanOf('F ends after soon'), EXPIRING_WITHIN_DAYS * DAY_MS + 1);
  const [site] = made.get('G incomplete since')?.sites ?? [];
  if (site) await endedScan(organization, site, { status: 'INCOMPLETE' });
  const idOf = (name: string) => made.get(name)?.id ?? '';
  await setCase(idOf('B one of two expired'), 'newInstance', { lastPassed: false });
  await setCase(idOf('C just expired'), 'newInstance', { lastPassed: true, lastRun: 7 });
  await setCase(idOf('D just not expired'), 'queryInstance', { lastPassed: null });
  await database().connectionCase.deleteMany({
    where: { assetId: idOf('E ends on the last day of soon'), activity: 'queryInstance' },
  });
  // Joint operations and another mode require more; a case of the other protocol is none of this one.
  await database().connectionDeclaration.update({
    where: { assetId: idOf('F ends after soon') },
    data: { productKind: 'JOINT_OPERATIONS' },
  });
  await database().connectionDeclaration.update({
    where: { assetId: idOf('G incomplete since') },
    data: { protocol: 'V1' },
  });
});

describe('the filter by scan results', () => {
  it.each([
    ['EXPIRED', ['B one of two expired', 'C just expired']],
    ['ENDING', ['D just not expired', 'E ends on the last day of soon']],
    ['NOT_VALID', ['B one of two expired', 'C just expired', 'G incomplete since', 'H empty']],
  ])('%s', async (expiry, names) => {
    expect(await search({ expiry })).toEqual(names);
  });

  it('goes by the newest scan alone', async () => {
    const other = await newOrganization();
    const { sites } = await readyAsset(other, { name: 'Scanned again' });
    const [site] = sites;
    if (!site) throw new Error('no site');
    other.clock.advanceMs((SCAN_VALID_DAYS + 1) * DAY_MS);
    const find = async () => (await searchAssets(other.as('VIEWER'), { expiry: 'EXPIRED' })).total;
    expect(await find()).toBe(1);
    await endedScan(other, site);
    expect(await find()).toBe(0);
  });
});

describe('the filter by interface tests', () => {
  it('says the same as the rule, and each asset has one state', async () => {
    const { rows } = await listAssets(organization.as('VIEWER'), { sort: 'name' });
    for (const state of INTERFACE_STATES)
      expect(await search({ interfaces: state }), state).toEqual(
        rows
          .filter(({ facts }) => interfaceState(facts.connection.cases) === state)
          .map(({ asset }) => asset.name),
      );
    expect(await search({ interfaces: 'PASSED' })).toEqual(['A valid']);
    expect(await search({ interfaces: 'FAILED' })).toEqual(['B one of two expired']);
    expect(await search({ interfaces: 'NOT_RUN' })).toHaveLength(6);
  });
});

it('filters narrow together, and what is none counts as not asked', async () => {
  expect(await search({ expiry: 'EXPIRED', interfaces: 'FAILED', status: 'DRAFT' })).toEqual([
    'B one of two expired',
  ]);
  expect(await search({ expiry: 'EXPIRED', interfaces: 'PASSED' })).toEqual([]);
  expect(await search({ expiry: "' OR true --", interfaces: ['PASSED'] })).toHaveLength(8);
});

it('no other organization’s assets are found', async () => {
  const stranger = (await newOrganization()).as('VIEWER');
  for (const expiry of EXPIRY_FILTERS) expect((await searchAssets(stranger, { expiry })).total).toBe(0);
  for (const interfaces of INTERFACE_STATES)
    expect((await searchAssets(stranger, { interfaces })).total).toBe(0);
});
