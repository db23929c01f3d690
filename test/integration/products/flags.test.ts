import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { DAY_MS } from '@/lib/core/clock';
import { EXPIRING_WITHIN_DAYS, SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { getProduct } from '@/lib/products/get-product';
import { listProducts } from '@/lib/products/list-products';
import { withdrawProduct } from '@/lib/products/withdraw-product';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { addWebsite } from '@/lib/websites/add-website';
import { removeWebsite } from '@/lib/websites/remove-website';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, type TestOrganization } from '../setup/people';
import { endedScan } from '../setup/ready-asset';
import { recordStatements } from '../setup/record-statements';
import { endReview, submitted } from '../submissions/submission-rows';
import { approvedAsset, readTold, released, watch } from './product-rows';

// The watch looks at every product on sale: each test has its own only.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database().product.updateMany({ where: { withdrawnAt: null }, data: { withdrawnAt: new Date(0) } });
});
afterAll(() => dropDatabase());

/** A product on sale with two websites, one of them in use for it. */
async function onSale() {
  const organization = await newOrganization();
  const asset = await approvedAsset(organization, { websites: 2 });
  const productId = await released(organization, asset.id);
  organization.clock.advanceMs(1_000);
  const [site] = asset.sites;
  if (!site) throw new TypeError('no website');
  return { organization, productId, site, ...asset };
}

const flagsOf = async (organization: TestOrganization, productId: string): Promise<string[]> =>
  (await getProduct(organization.as('VIEWER'), productId)).flags.map(({ code }) => code);

const flaggedIds = async (organization: TestOrganization): Promise<string[]> =>
  (await listProducts(organization.as('VIEWER'), { state: 'FLAGGED' })).rows.map(({ product }) => product.id);

const proveAnew = ({ id, clock }: TestOrganization) =>
  database().website.updateMany({ where: { organizationId: id }, data: { verifiedAt: clock.now() } });

const fail = (assetId: string, isPassed: boolean) =>
  database().connectionCase.updateMany({
    where: { assetId, activity: 'queryInstance' },
    data: { lastPassed: isPassed },
  });

type OnSale = Awaited<ReturnType<typeof onSale>>;

/** What goes wrong, what is said of it, and whether somebody has to act. */
const WAYS: [string, (one: OnSale) => Promise<unknown>, string[], boolean][] = [
  ['nothing', async () => undefined, [], false],
  ['an interface that fails', ({ id }) => fail(id, false), ['INTERFACE_BROKEN'], true],
  [
    'an interface that fails at the address of a draft',
    async ({ organization, id }) => {
      await modifyAsset(organization.as('EDITOR'), id);
      await database().connectionDeclaration.update({
        where: { assetId: id },
        data: { productionUrl: 'https://next.example.com/koogallery' },
      });
      await fail(id, false);
    },
    ['BEING_MODIFIED'],
    false,
  ],
  [
    'a scan that ends soon',
    async ({ organization }) => {
      organization.clock.advanceMs((SCAN_VALID_DAYS - EXPIRING_WITHIN_DAYS) * DAY_MS);
      await proveAnew(organization);
    },
    ['SCAN_EXPIRING', 'SCAN_EXPIRING'],
    false,
  ],
  [
    'scans that have ended',
    async ({ organization }) => {
      organization.clock.advanceMs(SCAN_VALID_DAYS * DAY_MS);
      await proveAnew(organization);
    },
    ['SCAN_EXPIRED', 'SCAN_EXPIRED'],
    true,
  ],
  [
    'a proof of ownership that is over',
    ({ organization, site }) =>
      database().website.update({
        where: { id: site.id },
        data: { verifiedAt: new Date(organization.clock.now().getTime() - SCAN_VALID_DAYS * DAY_MS) },
      }),
    ['OWNERSHIP_EXPIRED'],
    true,
  ],
  [
    'an incomplete scan',
    ({ organization, site }) => endedScan(organization, site, { status: 'INCOMPLETE' }),
    ['NO_VALID_SCAN'],
    true,
  ],
  [
    'a login that changed after the scan',
    ({ organization, site }) =>
      database().loginProfile.update({
        where: { websiteId: site.id },
        data: { updatedAt: organization.clock.now() },
      }),
    ['NO_VALID_SCAN'],
    true,
  ],
  [
    'a later scan with high findings',
    ({ organization, site }) => endedScan(organization, site, { highFindings: 2 }),
    ['OPEN_FINDINGS'],
    true,
  ],
  [
    'a website that was removed',
    ({ organization, site }) =>
      database().website.update({ where: { id: site.id }, data: { deletedAt: organization.clock.now() } }),
    ['WEBSITE_REMOVED'],
    true,
  ],
  [
    'a modification under way',
    ({ organization, id }) => modifyAsset(organization.as('EDITOR'), id),
    ['BEING_MODIFIED'],
    false,
  ],
  [
    'a modification that was approved',
    async ({ organization, id }) => {
      await modifyAsset(organization.as('EDITOR'), id);
      await endReview(organization, await submitted(organization, id));
    },
    ['NEWER_APPROVED'],
    false,
  ],
  [
    'a modification that was rejected',
    async ({ organization, id }) => {
      await modifyAsset(organization.as('EDITOR'), id);
      await endReview(organization, await submitted(organization, id), { highFindings: 1 });
    },
    ['OPEN_FINDINGS', 'OPEN_FINDINGS', 'MODIFICATION_REJECTED'],
    true,
  ],
];

describe('the flags of a product', () => {
  it.each(WAYS)(
    'say what is wrong, and the list finds what is pressing: %s',
    async (_title, happen, codes, isPressing) => {
      const one = await onSale();
      await happen(one);
      expect(await flagsOf(one.organization, one.productId)).toEqual(codes);
      expect(await flaggedIds(one.organization)).toEqual(isPressing ? [one.productId] : []);
      await watch(one.organization);
      expect((await readTold(one.organization)).length > 0).toBe(isPressing);
      await withdrawProduct(one.organization.as('OWNER'), one.productId);
      expect(await flagsOf(one.organization, one.productId)).toEqual([]);
      expect(await flaggedIds(one.organization)).toEqual([]);
    },
  );
});

describe('the watch', () => {
  it('is content with a website that was removed, added again, proven and scanned', async () => {
    const { organization, site, productId } = await onSale();
    await removeWebsite(organization.as('EDITOR'), { websiteId: site.id });
    await watch(organization);
    const added = await addWebsite(organization.as('EDITOR'), { address: `https://${site.host}`, name: '' });
    expect(await flagsOf(organization, productId)).toEqual(['NO_VALID_SCAN', 'OWNERSHIP_EXPIRED']);
    const { flags } = await getProduct(organization.as('VIEWER'), productId);
    for (const { target } of flags) expect(target).toMatchObject({ websiteId: added.id });
    await proveAnew(organization);
    await endedScan(organization, { id: added.id, host: added.host });
    expect(await flagsOf(organization, productId)).toEqual([]);
    expect(await flaggedIds(organization)).toEqual([]);
    await watch(organization);
    expect(await readTold(organization)).toEqual([
      'product.flagged WEBSITE_REMOVED',
      'product.cleared WEBSITE_REMOVED',
    ]);
  });

  it('tells of each cause once, also when it runs twice at once, and of its end once', async () => {
    const { organization, id, productId } = await onSale();
    await fail(id, false);
    await Promise.all([watch(organization), watch(organization)]);
    await watch(organization);
    expect(await readTold(organization)).toEqual(['product.flagged INTERFACE_BROKEN']);
    organization.clock.advanceMs(1_000);
    await fail(id, true);
    await Promise.all([watch(organization), watch(organization)]);
    await watch(organization);
    organization.clock.advanceMs(1_000);
    await fail(id, false);
    await watch(organization);
    expect(await readTold(organization)).toEqual([
      'product.flagged INTERFACE_BROKEN',
      'product.cleared INTERFACE_BROKEN',
      'product.flagged INTERFACE_BROKEN',
    ]);
    const audits = await database().auditEntry.count({
      where: { subjectId: productId, event: { in: ['product.flagged', 'product.cleared'] } },
    });
    expect(audits).toBe(3);
  });

  it('tells owners and editors, and says which website it is about', async () => {
    const { organization, site, productId } = await onSale();
    await endedScan(organization, site, { highFindings: 1 });
    await watch(organization);
    const [event] = await database().noticeEvent.findMany({
      where: { organizationId: organization.id, kind: 'product.flagged' },
      include: { notices: { orderBy: { userId: 'asc' } } },
    });
    expect(event?.values).toMatchObject({ productId, product: 'Ledger Pro', website: site.host });
    const told = event?.notices.map(({ userId }) => userId).sort();
    const people = [organization.as('OWNER'), organization.as('EDITOR')].map(({ actor }) => actor.userId);
    expect(told).toEqual(people.sort());
  });

  it('says nothing more of a product that is withdrawn', async () => {
    const { organization, id, productId } = await onSale();
    await fail(id, false);
    await watch(organization);
    await withdrawProduct(organization.as('OWNER'), productId);
    await watch(organization);
    expect(await readTold(organization)).toEqual(['product.flagged INTERFACE_BROKEN']);
    expect(await database().productFlag.count({ where: { productId, clearedAt: null } })).toBe(0);
  });
});

describe('the list', () => {
  it('searches, filters, sorts and pages as the address says, and shows the last page for one that is gone', async () => {
    const organization = await newOrganization();
    const { id } = await approvedAsset(organization, { name: 'Till' });
    const ids: string[] = [];
    for (const name of ['beta 100%', 'Alpha', 'gamma']) {
      ids.push(await released(organization, id, { name }));
      organization.clock.advanceMs(1_000);
    }
    await createAsset(organization.as('EDITOR'), { category: 'SAAS', name: 'Unsold' });
    await withdrawProduct(organization.as('OWNER'), ids[2] ?? '');
    const namesOf = async (query: Record<string, unknown>) => {
      const page = await listProducts(organization.as('VIEWER'), query);
      return page.rows.map(({ product }) => product.name);
    };
    expect(await namesOf({})).toEqual(['gamma', 'Alpha', 'beta 100%']);
    expect(await namesOf({ sort: 'name' })).toEqual(['Alpha', 'beta 100%', 'gamma']);
    expect(await namesOf({ sort: 'name', direction: 'desc' })).toEqual(['gamma', 'beta 100%', 'Alpha']);
    expect(await namesOf({ q: '100%' })).toEqual(['beta 100%']);
    expect(await namesOf({ q: '%' })).toEqual(['beta 100%']);
    expect(await namesOf({ q: 'TILL', state: 'WITHDRAWN' })).toEqual(['gamma']);
    expect(await namesOf({ state: 'RELEASED' })).toEqual(['Alpha', 'beta 100%']);
    expect(await namesOf({ state: 'nonsense', sort: '1; DROP', direction: 'up' })).toHaveLength(3);
    const last = await listProducts(organization.as('VIEWER'), { size: 2, page: '99' });
    expect([last.page, last.pages, last.rows.length]).toEqual([2, 2, 1]);
  });

  it('is two statements, however many products are on a page and are flagged', async () => {
    const { organization, id } = await onSale();
    for (let index = 0; index < 3; index++) await released(organization, id, { name: `Another ${index}` });
    await fail(id, false);
    for (const state of ['FLAGGED', undefined]) {
      const sent = await recordStatements(async () =>
        expect((await listProducts(organization.as('VIEWER'), { state })).total).toBe(4),
      );
      expect(sent).toHaveLength(2);
    }
  });
});
