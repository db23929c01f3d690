import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listReviewQueue } from '@/lib/appeals/review/list-review-queue';
import { EXPIRY_FILTERS } from '@/lib/assets/schemas';
import { searchAssets } from '@/lib/assets/search-assets';
import { authorise } from '@/lib/auth/actor';
import { getCalendar } from '@/lib/calendar/get-calendar';
import { PAGE_SIZE } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { PLANNED_ONCE } from '@/lib/db/planned-once';
import { listLatestScans } from '@/lib/scans/list-latest-scans';
import { countUnfinished } from '@/lib/scans/store';
import { listWeeklyFindings, WEEKLY_LIMITS } from '@/lib/scans/weekly/list-weekly-findings';
import { listSubmissions } from '@/lib/submissions/list-submissions';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';
import { recordStatements } from '../setup/record-statements';

const ASSETS = 1_000;
const OTHERS = 20_000;
const SCANS = 5;
let dropDatabase: () => Promise<void>;
let organization: TestOrganization;

/** Fills an organization: a website an asset, a request each, one in a thousand under review, and scans. */
async function fill({ id, clock, as }: TestOrganization, assets: number, scans: number): Promise<void> {
  const at = clock.now();
  const db = database();
  await db.$executeRaw`
    CREATE UNLOGGED TABLE filled AS SELECT n, gen_random_uuid() AS asset, gen_random_uuid() AS website,
      ${at}::timestamptz - n * interval '1 minute' AS at FROM generate_series(1, ${assets}::int) AS n`;
  const by = as('EDITOR').actor.userId;
  await db.$executeRaw`
    INSERT INTO "Asset" ("id", "organizationId", "category", "name", "createdById", "createdAt", "updatedAt")
    SELECT asset, ${id}::uuid, 'SAAS', 'Asset ' || n, ${by}::uuid, at, at FROM filled`;
  await db.$executeRaw`
    INSERT INTO "Website" ("id", "organizationId", "name", "origin", "host", "createdById", "createdAt", "updatedAt")
    SELECT website, ${id}::uuid, 'Site ' || n, 'https://' || website || '.example', website || '.example', ${by}::uuid, at, at
    FROM filled`;
  await db.$executeRaw`INSERT INTO "AssetWebsite" SELECT asset, website, at FROM filled`;
  await db.$executeRaw`
    INSERT INTO "Submission" ("id", "organizationId", "assetId", "number", "status", "createdById", "createdAt",
      "statusSince", "submittedAt", "submittedById", "snapshot", "deadlineAt")
    SELECT gen_random_uuid(), ${id}::uuid, asset, 1,
      (CASE WHEN n % 1000 = 0 THEN 'REVIEWING' ELSE 'REJECTED' END)::"SubmissionStatus", ${by}::uuid, at, at, at,
      ${by}::uuid, '{}', CASE WHEN n % 1000 = 0 THEN at + interval '3 days' END
    FROM filled`;
  await db.$executeRaw`
    INSERT INTO "Scan" ("id", "organizationId", "websiteId", "purpose", "status", "host", "createdAt", "startedAt", "completedAt")
    SELECT gen_random_uuid(), ${id}::uuid, website, 'SELF_CHECK', 'COMPLETE', website || '.example', at, at, at + step * interval '1 second'
    FROM filled, generate_series(1, ${scans}::int) AS step`;
  await db.$executeRaw`DROP TABLE filled`;
}

beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  organization = await newOrganization();
  await fill(organization, ASSETS, SCANS);
  await fill(await newOrganization(), OTHERS, 1);
  await database().$executeRawUnsafe('VACUUM ANALYZE');
}, 120_000);
afterAll(() => dropDatabase());
afterEach(() => vi.restoreAllMocks());

type Plan = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Loops': number;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
};

const listNodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(listNodes)];

/** A value of a statement as SQL, of a type that PostgreSQL finds out. */
function writeLiteral(value: unknown): string {
  if (value === null) return 'NULL';
  const text = Array.isArray(value) ? `{${value.map((one) => one ?? 'NULL').join()}}` : String(value);
  return pg.escapeLiteral(text);
}

type Planning = 'for its values' | 'once for all values';

/** Explains a statement as it is planned for its values, or, where a connection keeps it, for any. */
async function explain(
  client: pg.Client,
  planning: Planning,
  text: string,
  values: unknown[],
): Promise<Plan> {
  const isKept = planning === 'once for all values' && text.endsWith(PLANNED_ONCE.sql);
  if (isKept) await client.query(`PREPARE kept AS ${text}`);
  const statement = isKept ? `EXECUTE kept(${values.map(writeLiteral).join()})` : text;
  const { rows } = await client.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
    isKept ? undefined : values,
  );
  if (isKept) await client.query('DEALLOCATE kept');
  return rows[0]['QUERY PLAN'][0].Plan;
}

/** The nodes of the plans of every query that `work` sends, as PostgreSQL runs them with the same values. */
async function nodesSentBy(planning: Planning, work: () => Promise<unknown>): Promise<Plan[]> {
  const sent = await recordStatements(work);
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query('SET plan_cache_mode = force_generic_plan');
  try {
    const nodes: Plan[] = [];
    for (const { text, values } of sent.filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text)))
      nodes.push(...listNodes(await explain(client, planning, text, values)));
    expect(nodes.length).toBeGreaterThan(0);
    return nodes;
  } finally {
    await client.end();
  }
}

const findScans = (nodes: readonly Plan[], table: string) =>
  nodes.filter((node) => node['Relation Name'] === table);
const listIndexes = (nodes: readonly Plan[]) => nodes.map((node) => node['Index Name']);
const touched = (nodes: readonly Plan[]) =>
  nodes.reduce(
    (sum, node) => sum + node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)),
    0,
  );

describe.each<Planning>(['for its values', 'once for all values'])(
  'how much a list reads, planned %s',
  (planning) => {
    it('is a page of submissions for a page of assets, in the order of the index', async () => {
      const nodes = await nodesSentBy(planning, () => searchAssets(organization.as('VIEWER'), {}));
      expect(touched(findScans(nodes, 'Submission')), JSON.stringify(nodes)).toBeLessThanOrEqual(PAGE_SIZE);
      expect(listIndexes(nodes)).toContain('Asset_recent');
      for (const table of ['Scan', 'ConnectionDeclaration', 'ConnectionCase'])
        expect(findScans(nodes, table), table).toEqual([]);
      expect(findScans(nodes, 'AssetWebsite').every((node) => node['Node Type'] !== 'Seq Scan')).toBe(true);
    });

    it('is the newest scan of each website of one organization, for a filter by scan results', async () => {
      for (const expiry of EXPIRY_FILTERS) {
        const nodes = await nodesSentBy(planning, () => searchAssets(organization.as('VIEWER'), { expiry }));
        expect(listIndexes(nodes), expiry).toContain('Scan_ended');
        // Asked twice, for the page and for the count; a plan begins with a scan more before it takes the newest.
        expect(touched(findScans(nodes, 'Scan')), expiry).toBeLessThanOrEqual(2 * ASSETS * 2);
        expect(findScans(nodes, 'Scan').map((node) => node['Node Type'])).not.toContain('Seq Scan');
      }
    });

    it('is what one organization declared, for a filter by interface tests', async () => {
      const nodes = await nodesSentBy(planning, () =>
        searchAssets(organization.as('VIEWER'), { interfaces: 'FAILED' }),
      );
      const loops = findScans(nodes, 'ConnectionDeclaration').map((node) => node['Actual Loops']);
      expect(loops.length).toBeGreaterThan(0);
      expect(Math.max(...loops)).toBeLessThanOrEqual(ASSETS);
    });

    it('is no website of another organization for a search', async () => {
      for (const q of ['no host has this', '.example']) {
        const nodes = await nodesSentBy(planning, () => searchAssets(organization.as('VIEWER'), { q }));
        const websites = findScans(nodes, 'Website');
        expect(websites.length).toBeGreaterThan(0);
        // Asked three times: for the page, for the count and for the choices of the filter.
        expect(touched(websites), JSON.stringify(websites)).toBeLessThanOrEqual(3 * ASSETS);
        expect(websites.map((node) => node['Node Type'])).not.toContain('Seq Scan');
      }
    });

    it('is what waits, for the queue of reviewers', async () => {
      const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
      const nodes = await nodesSentBy(planning, async () => {
        expect((await listReviewQueue(reviewer, {})).total).toBe((ASSETS + OTHERS) / 1_000);
      });
      expect(listIndexes(nodes), JSON.stringify(nodes)).toContain('Submission_reviewing');
      expect(touched(findScans(nodes, 'Submission'))).toBeLessThanOrEqual(5 * PAGE_SIZE);
    });

    it('is a page of requests, in the order of the index', async () => {
      const nodes = await nodesSentBy(planning, async () => {
        const { page, counts } = await listSubmissions(organization.as('VIEWER'), {});
        expect([page.total, counts.REVIEWING]).toEqual([ASSETS, ASSETS / 1_000]);
        expect(page.rows).toHaveLength(PAGE_SIZE);
      });
      expect(listIndexes(nodes)).toContain('Submission_organizationId_statusSince_id_idx');
    });

    it('is the newest scan of each website of one organization, for its calendar', async () => {
      const nodes = await nodesSentBy(planning, async () => {
        const query = { month: '2026-04', asset: '', zone: 'UTC' };
        expect((await getCalendar(organization.as('VIEWER'), query)).entries.length).toBeGreaterThan(100);
      });
      expect(listIndexes(nodes)).toContain('Scan_ended');
      expect(touched(findScans(nodes, 'Scan')), JSON.stringify(nodes)).toBeLessThanOrEqual(3 * ASSETS);
      expect(findScans(nodes, 'Scan').map((node) => node['Node Type'])).not.toContain('Seq Scan');
    });

    it('is one scan a website and week of one organization, for its trends', async () => {
      const nodes = await nodesSentBy(planning, async () => {
        const { weeks, isCut, shown } = await listWeeklyFindings(organization.as('VIEWER'), 'UTC');
        const { atMostSites, atMostScans } = WEEKLY_LIMITS;
        expect([weeks.at(-1)?.websites, shown, isCut]).toEqual([atMostSites, atMostSites, true]);
        expect(weeks.some(({ change }) => change !== null)).toBe(false);
        expect(atMostScans).toBeLessThan(atMostSites * SCANS);
      });
      expect(listIndexes(nodes)).toContain('Scan_ended');
      const ofOthers = findScans(nodes, 'Website').map((node) => node['Actual Rows'] * node['Actual Loops']);
      expect(Math.max(...ofOthers)).toBeLessThanOrEqual(ASSETS);
    });

    it('is the newest scan of each website, and of an organization those that go on', async () => {
      const scope = authorise(organization.as('VIEWER'), 'asset.view');
      const websites = await database().website.findMany({
        where: { organizationId: organization.id },
        take: PAGE_SIZE,
      });
      const ids = websites.map(({ id }) => id);
      const latest = await nodesSentBy(planning, async () => {
        const places = ids.map((websiteId) => ({ websiteId, assetId: null }));
        const scans = await listLatestScans(database(), scope, places, organization.clock.now());
        expect(scans.size).toBe(PAGE_SIZE);
        expect([...scans.values()].every(({ ended, isRunning }) => ended && !isRunning)).toBe(true);
      });
      expect(listIndexes(latest)).toContain('Scan_ended');
      expect(touched(findScans(latest, 'Scan'))).toBeLessThanOrEqual(PAGE_SIZE * SCANS);
      const findings = findScans(latest, 'Finding').map((node) => node['Actual Loops']);
      expect(findings).toEqual([PAGE_SIZE]);
      const unfinished = await nodesSentBy(planning, () => countUnfinished(database(), scope));
      expect(touched(findScans(unfinished, 'Scan'))).toBe(0);
      expect(findScans(unfinished, 'Scan').map((node) => node['Node Type'])).not.toContain('Seq Scan');
    });
  },
);
