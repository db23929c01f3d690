import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '@/lib/core/clock';
import { DRIFT_LOOK_HOURS, NOTICE_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { acceptDrift } from '@/lib/drift/accept-drift';
import { listDrift } from '@/lib/drift/list-drift';
import { takeLook } from '@/lib/drift/take-look';
import { removeWebsite } from '@/lib/websites/remove-website';
import { approvedAsset } from '../products/product-rows';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, type TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { submitted } from '../submissions/submission-rows';
import { approvedSite, probed, readTold, system, watch, watchOf } from './drift-rows';

// The schedule looks at everything that is approved.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

type Site = Awaited<ReturnType<typeof approvedSite>>;

/** An approved website whose snapshot is taken. */
async function watched() {
  const organization = await newOrganization();
  const site = await approvedSite(organization);
  await watch(organization);
  await look(organization, site);
  return { organization, site };
}

/** A look a day later. @returns whether one was taken */
async function look(organization: TestOrganization, site: Site): Promise<boolean> {
  const { id, nextLookAt } = await watchOf(site);
  const isTaken = await takeLook(system(organization), id, site.deps);
  if (nextLookAt !== null && isTaken) organization.clock.advanceMs(DAY_MS);
  return isTaken;
}

const seen = async (organization: TestOrganization, { websiteId }: Pick<Site, 'websiteId'>) => {
  const [drift] = await listDrift(organization.as('VIEWER'), { websiteId });
  return drift?.differences.map(({ thing, before, after }) => [thing, before, after]);
};

describe('what is approved', () => {
  it('is watched from then on, its websites and its interface, and nothing else is', async () => {
    const organization = await newOrganization();
    const draft = await readyAsset(organization, { name: 'Draft' });
    const underReview = await readyAsset(organization, { name: 'Sent' });
    await submitted(organization, underReview.id);
    const approved = await approvedAsset(organization, { websites: 2 });
    await Promise.all([watch(organization), watch(organization)]);
    await watch(organization);
    const rows = await database().driftWatch.findMany({ where: { organizationId: organization.id } });
    const ids = rows.map(({ websiteId, assetId }) => websiteId ?? assetId);
    expect(ids.sort()).toEqual([approved.id, ...approved.sites.map(({ id }) => id)].sort());
    for (const asset of [draft, underReview])
      expect(await listDrift(organization.as('VIEWER'), { assetId: asset.id })).toEqual([]);
    expect(await listDrift(organization.as('VIEWER'), { assetId: approved.id })).toHaveLength(3);
  });

  it('is no longer watched when it is gone', async () => {
    const { organization, site } = await watched();
    await database().assetWebsite.deleteMany({ where: { websiteId: site.websiteId } });
    await removeWebsite(organization.as('EDITOR'), { websiteId: site.websiteId });
    await watch(organization);
    expect(await watchOf(site)).toMatchObject({ nextLookAt: null });
    expect(await look(organization, site)).toBe(false);
    expect(await seen(organization, site)).toBeUndefined();
  });

  it('is looked at once, whoever looks at the same time or too early', async () => {
    const organization = await newOrganization();
    const site = await approvedSite(organization);
    await watch(organization);
    const { id } = await watchOf(site);
    const looks = [1, 2, 3].map(() => takeLook(system(organization), id, site.deps));
    expect((await Promise.all(looks)).filter(Boolean)).toHaveLength(1);
    const { nextLookAt, lookedAt } = await watchOf(site);
    expect(nextLookAt?.getTime()).toBe((lookedAt?.getTime() ?? 0) + DRIFT_LOOK_HOURS * HOUR_MS);
    site.shown.requests.length = 0;
    expect(await takeLook(system(organization), id, site.deps)).toBe(false);
    expect(site.shown.requests).toEqual([]);
  });

  it('has a job for each look, and one however often the schedule runs', async () => {
    const organization = await newOrganization();
    const site = await approvedSite(organization);
    await watch(organization);
    await watch(organization);
    const { id } = await watchOf(site);
    const jobs = await database().$queryRaw<unknown[]>`
      SELECT 1 FROM graphile_worker.jobs WHERE "key" = ${`drift:${id}`}`;
    expect(jobs).toHaveLength(1);
  });

  it('is compared with a newer approval from then on', async () => {
    const { organization, site } = await watched();
    site.shown.headers = { server: 'apache' };
    await look(organization, site);
    expect(await seen(organization, site)).toHaveLength(2);
    await database().submission.updateMany({
      where: { assetId: site.assetId },
      data: { statusSince: organization.clock.now() },
    });
    await watch(organization);
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([]);
    const closed = await database().driftDifference.findMany({
      where: { watch: { websiteId: site.websiteId } },
    });
    expect(closed.map(({ closing }) => closing)).toEqual(['RENEWED', 'RENEWED']);
    expect(await readTold(organization)).toEqual(['drift.found x-frame-options 1']);
  });
});

describe('a website that changes', () => {
  it('is told once with before and after, again when it changes again, and when it is back', async () => {
    const { organization, site } = await watched();
    const { headers, file } = site.shown;
    expect(await seen(organization, site)).toEqual([]);
    site.shown.headers = { server: 'nginx/1.2', 'content-security-policy': "default-src 'self'" };
    site.shown.file = 'gone';
    await look(organization, site);
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([
      ['FILE', 'HOLDS', 'BODY'],
      ['content-security-policy', '', "default-src 'self'"],
      ['x-frame-options', 'deny', ''],
    ]);
    site.shown.headers = { server: 'nginx/1.2', 'x-frame-options': 'SAMEORIGIN' };
    site.shown.file = file;
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([['x-frame-options', 'deny', 'sameorigin']]);
    site.shown.headers = headers;
    await look(organization, site);
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([]);
    expect(await readTold(organization)).toEqual([
      'drift.found FILE 2',
      'drift.found x-frame-options 0',
      'drift.gone FILE 1',
      'drift.gone x-frame-options 0',
    ]);
    const events = await database().auditEntry.groupBy({
      by: ['event'],
      where: { subjectId: site.websiteId, event: { startsWith: 'drift.' } },
      orderBy: { event: 'asc' },
      _count: true,
    });
    expect(events.map(({ event, _count }) => [event, _count])).toEqual([
      ['drift.found', 4],
      ['drift.gone', 3],
    ]);
  });

  it('has its ended differences for as long as people have notices of them', async () => {
    const { organization, site } = await watched();
    const { headers } = site.shown;
    const count = () => database().driftDifference.count({ where: { watch: { websiteId: site.websiteId } } });
    site.shown.headers = {};
    await look(organization, site);
    site.shown.headers = headers;
    await look(organization, site);
    organization.clock.advanceMs((NOTICE_DAYS - 1) * DAY_MS);
    await look(organization, site);
    expect(await count()).toBe(2);
    await look(organization, site);
    expect(await count()).toBe(0);
  });

  it('keeps its status, its proof and its product', async () => {
    const { organization, site } = await watched();
    const facts = async () => [
      await database().website.findUniqueOrThrow({ where: { id: site.websiteId } }),
      await database().submission.findMany({ where: { assetId: site.assetId } }),
      await database().ownershipAttempt.count({ where: { challenge: { websiteId: site.websiteId } } }),
    ];
    const before = await facts();
    site.shown.file = null;
    site.shown.status = 404;
    await look(organization, site);
    expect(await seen(organization, site)).toHaveLength(2);
    expect(await facts()).toEqual(before);
  });

  it('is not told of what is of one request', async () => {
    const { organization, site } = await watched();
    const { headers } = site.shown;
    const sent = new Set<string>();
    site.shown.headers = () => {
      const server = `nginx/1.2 ${site.shown.requests.length}`;
      sent.add(server);
      return { ...headers, server };
    };
    await look(organization, site);
    expect(sent.size).toBe(2);
    expect(await seen(organization, site)).toEqual([]);
  });

  it('is not compared while it is overloaded, and told as away after two looks in a row, once', async () => {
    const { organization, site } = await watched();
    const { headers } = site.shown;
    Object.assign(site.shown, { status: 503, headers: {} });
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([]);
    site.shown.isAway = true;
    await look(organization, site);
    site.shown.isAway = false;
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([['REACH', '', 'CONNECTION_RESET']]);
    Object.assign(site.shown, { status: 200, headers });
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([]);
    expect(await readTold(organization)).toEqual(['drift.found REACH 0', 'drift.gone REACH 0']);
  });

  it('is looked at once after a week without anybody', async () => {
    const { organization, site } = await watched();
    site.shown.headers = { server: 'apache' };
    organization.clock.advanceMs(7 * DAY_MS);
    await watch(organization);
    await watch(organization);
    expect(await look(organization, site)).toBe(true);
    expect(await readTold(organization)).toEqual(['drift.found x-frame-options 1']);
    expect((await watchOf(site)).nextLookAt).toEqual(organization.clock.now());
  });
});

describe('an interface', () => {
  it('is compared by the answers of the daily probes, and told in fields', async () => {
    const organization = await newOrganization();
    const { id: assetId } = await approvedAsset(organization);
    await watch(organization);
    const { id } = await database().driftWatch.findUniqueOrThrow({ where: { assetId } });
    const interfaceOf = async () =>
      (await listDrift(organization.as('VIEWER'), { assetId })).find((one) => one.websiteId === null);
    const lookAgain = async () => {
      await takeLook(system(organization), id);
      organization.clock.advanceMs(DAY_MS);
    };
    await lookAgain();
    expect(await interfaceOf()).toMatchObject({ snapshotAt: null, differences: [] });
    await probed(organization, assetId, { resultCode: '000000', info: [{ instanceId: '1' }] });
    await lookAgain();
    await probed(organization, assetId, { resultCode: '000004' }, false);
    await lookAgain();
    expect(await interfaceOf()).toMatchObject({ differences: [] });
    await probed(organization, assetId, { resultCode: '000000', info: [{ instanceId: '2', extra: 1 }] });
    await lookAgain();
    const drift = await interfaceOf();
    expect(drift?.differences).toMatchObject([{ thing: 'INTERFACE' }]);
    expect(drift?.differences[0]?.after.split('\n')).toContain('info[].extra');
    expect(await readTold(organization)).toEqual(['drift.found INTERFACE 0']);
  });
});

describe('accepting', () => {
  const accept = (organization: TestOrganization, watchId: string, version: number) =>
    acceptDrift(organization.as('EDITOR'), { watchId, version });

  async function changed() {
    const { organization, site } = await watched();
    site.shown.headers = { server: 'apache' };
    await look(organization, site);
    return { organization, site, row: await watchOf(site) };
  }

  it('makes what is now the state to compare with, and says who did', async () => {
    const { organization, site, row } = await changed();
    await accept(organization, row.id, row.version);
    expect(await seen(organization, site)).toEqual([]);
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([]);
    const entry = await database().auditEntry.findFirstOrThrow({
      where: { subjectId: site.websiteId, event: 'drift.accepted' },
    });
    expect(entry).toMatchObject({
      actorLabel: 'editor',
      before: { server: 'nginx/1.2', 'x-frame-options': 'deny' },
      after: { server: 'apache', 'x-frame-options': '' },
    });
    expect(await readTold(organization)).toEqual(['drift.found x-frame-options 1']);
  });

  it('is refused for what was not seen, of another organization, and to viewers', async () => {
    const { organization, site, row } = await changed();
    await expect(accept(organization, row.id, row.version - 1)).rejects.toMatchObject({ code: 'CONFLICT' });
    const stranger = await newOrganization();
    await expect(accept(stranger, row.id, row.version)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const viewer = acceptDrift(organization.as('VIEWER'), { watchId: row.id, version: row.version });
    await expect(viewer).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await listDrift(stranger.as('OWNER'), { websiteId: site.websiteId })).toEqual([]);
    expect(await seen(organization, site)).toHaveLength(2);
  });

  it('leaves told that the website does not answer', async () => {
    const { organization, site } = await changed();
    site.shown.isAway = true;
    await look(organization, site);
    await look(organization, site);
    const { id, version } = await watchOf(site);
    await accept(organization, id, version);
    expect(await seen(organization, site)).toEqual([['REACH', '', 'CONNECTION_RESET']]);
  });
});

describe('the verification file', () => {
  it.each([
    ['is missing', { file: null }, 'STATUS'],
    ['is empty', { file: '' }, 'BODY'],
    ['leads elsewhere', { file: { status: 302, location: 'http://other.example/' } }, 'REDIRECTS'],
    ['is what every address has', { everywhere: true }, 'SOFT_404'],
  ] as const)('%s', async (_title, change, now) => {
    const { organization, site } = await watched();
    Object.assign(site.shown, change);
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([['FILE', 'HOLDS', now]]);
  });

  it('is not told as wrong while its server is overloaded', async () => {
    const { organization, site } = await watched();
    site.shown.file = { status: 503, location: '' };
    await look(organization, site);
    expect(await seen(organization, site)).toEqual([]);
  });
});
