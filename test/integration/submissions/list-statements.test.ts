import { beforeAll, describe, expect, it } from 'vitest';
import { searchAssets } from '@/lib/assets/search-assets';
import { database } from '@/lib/db/client';
import { readSession } from '@/lib/people/read-session';
import { listAssets } from '@/lib/submissions/list-assets';
import { newSession } from '../people/new-account';
import { newOrganization, type TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { recordStatements } from '../setup/record-statements';
import { endReview, submitted } from './submission-rows';

let organization: TestOrganization;

/** What the organization has, by name: every kind of fact that a row of the list is made of. */
const NAMES = { approved: 'Approved', draft: 'Draft', rejected: 'rejected', two: 'Two websites' };

beforeAll(async () => {
  organization = await newOrganization();
  await readyAsset(organization, { name: NAMES.draft });
  await readyAsset(organization, { name: NAMES.two, websites: 2 });
  const approved = await readyAsset(organization, { name: NAMES.approved });
  await endReview(organization, await submitted(organization, approved.id));
  const rejected = await readyAsset(organization, { name: NAMES.rejected });
  await endReview(organization, await submitted(organization, rejected.id), { highFindings: 1 });
});

describe('the asset list', () => {
  it('needs at most eight statements for a whole page', async () => {
    const { actor, clock } = organization.as('OWNER');
    const { sessionId } = await newSession(clock, actor.userId);
    const sent = await recordStatements(async () => {
      const session = await readSession(clock, sessionId);
      if (!session) throw new Error('no session');
      const context = { actor: session.actor, clock, requestId: null };
      const list = await listAssets(context, {});
      expect(list.total).toBe(4);
      expect(list.websites.length).toBeGreaterThan(1);
    });
    expect(sent.length, JSON.stringify(sent)).toBeLessThanOrEqual(8);
    expect(sent.length).toBeGreaterThan(3);
  });

  it('reads a session in one statement', async () => {
    const { actor, clock } = organization.as('OWNER');
    const { sessionId } = await newSession(clock, actor.userId);
    expect(await recordStatements(() => readSession(clock, sessionId))).toHaveLength(1);
  });

  it('has the status of the newest submission in each row, and finds and orders by it', async () => {
    const context = organization.as('VIEWER');
    const searchNames = async (query: Record<string, unknown>) =>
      (await searchAssets(context, query)).rows.map(({ name }) => name);
    const { rows } = await searchAssets(context, { sort: 'name' });
    expect(rows.map(({ name, status }) => [name, status])).toEqual([
      [NAMES.approved, 'APPROVED'],
      [NAMES.draft, 'DRAFT'],
      [NAMES.rejected, 'REJECTED'],
      [NAMES.two, 'DRAFT'],
    ]);
    expect(await searchNames({ sort: 'name', direction: 'desc' })).toEqual(
      rows.map(({ name }) => name).reverse(),
    );
    expect(await searchNames({ status: 'APPROVED' })).toEqual([NAMES.approved]);
    expect(await searchNames({ status: 'DRAFT', sort: 'name' })).toEqual([NAMES.draft, NAMES.two]);
    expect((await searchAssets(context, { sort: 'status' })).rows.map(({ status }) => status)).toEqual([
      'DRAFT',
      'DRAFT',
      'APPROVED',
      'REJECTED',
    ]);
    expect(await searchNames({})).toHaveLength(4);
  });

  it('says the same of an asset as the table itself', async () => {
    const context = organization.as('VIEWER');
    const { rows } = await searchAssets(context, {});
    for (const row of rows) {
      const asset = await database().asset.findUniqueOrThrow({
        where: { id: row.id },
        include: {
          submissions: { orderBy: { number: 'desc' }, take: 1 },
          websites: { orderBy: [{ addedAt: 'asc' }, { websiteId: 'asc' }] },
        },
      });
      const [newest] = asset.submissions;
      expect(row).toEqual({
        id: asset.id,
        organizationId: asset.organizationId,
        category: 'SAAS',
        name: asset.name,
        description: asset.description,
        version: asset.version,
        createdAt: asset.createdAt,
        updatedAt: asset.updatedAt,
        status: newest?.status ?? 'DRAFT',
        submissionId: newest?.id ?? null,
        statusSince: newest?.statusSince ?? null,
        reasonCode: newest?.reasonCode ?? null,
        deadlineAt: newest?.deadlineAt ?? null,
        pausedAt: newest?.pausedAt ?? null,
        websiteIds: asset.websites.map(({ websiteId }) => websiteId),
        products: [],
      });
    }
  });

  it('finds by name and by host, of its own organization only, and signs of patterns are plain', async () => {
    const context = organization.as('VIEWER');
    const foreign = await newOrganization();
    const { sites } = await readyAsset(foreign, { name: 'Elsewhere' });
    expect((await searchAssets(context, { q: sites[0]?.host })).total).toBe(0);
    expect((await searchAssets(foreign.as('VIEWER'), { q: sites[0]?.host })).total).toBe(1);
    expect((await searchAssets(context, { q: 'two WEB' })).rows.map(({ name }) => name)).toEqual([NAMES.two]);
    for (const q of ['%', '_', '\\']) expect((await searchAssets(context, { q })).total, q).toBe(0);
  });
});
