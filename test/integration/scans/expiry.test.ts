import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { type Clock, DAY_MS, fixedClock, HOUR_MS, systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { expireScans } from '@/lib/scans/expire-scans';
import { EXPIRY_NOTICE_DAYS } from '@/lib/scans/rules/validity';
import { askCron } from '../setup/ask-cron';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, type TestOrganization } from '../setup/people';
import { verifiedWebsite } from '../websites/rows';
import { scanRow } from './scan-worker';

// The verb looks at every scan there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const expire = (clock: Clock) => expireScans(systemContext('cron', clock));

type Ended = { ages: number[]; status?: 'COMPLETE' | 'INCOMPLETE'; websiteId?: string };

/** Scans of one website that ended so many days ago. */
async function endedScans(organization: TestOrganization, { ages, status = 'COMPLETE', ...of }: Ended) {
  const websiteId = of.websiteId ?? (await verifiedWebsite(organization)).id;
  const scans = ages.map((days) => {
    const at = new Date(organization.clock.now().getTime() - days * DAY_MS);
    return {
      ...{ id: newId(), organizationId: organization.id, websiteId, host: 'expiry.example.com', status },
      ...{ purpose: 'SELF_CHECK' as const, reasonCode: status === 'COMPLETE' ? null : 'TARGET_DOWN' },
      ...{ createdAt: at, startedAt: at, completedAt: at },
    };
  });
  await database().scan.createMany({ data: scans });
  return scans.map(({ id }) => id);
}

const endedScan = async (organization: TestOrganization, age: number, of: Omit<Ended, 'ages'> = {}) =>
  (await endedScans(organization, { ages: [age], ...of }))[0] ?? '';

/** What members were told of a scan: the days that it still counts, in the order of telling. */
const readDays = async (scanId: string) => {
  const events = await database().noticeEvent.findMany({
    where: { kind: 'scan.expiring', key: { startsWith: `scan.expiring:${scanId}:` } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return events.map(({ values }) => (values as { days: number }).days);
};

const readExpired = (organization: TestOrganization) =>
  database().auditEntry.findMany({ where: { event: 'scan.expired', organizationId: organization.id } });

describe('expiring scans', () => {
  it('records each once, for twenty at once, after an outage of ninety days', async () => {
    const organization = await newOrganization();
    const { clock } = organization;
    const ages = Array.from({ length: 250 }, (_, i) => SCAN_VALID_DAYS + (i % 91));
    const ids = await endedScans(organization, { ages });
    const young = await endedScan(organization, SCAN_VALID_DAYS - 0.001);
    const incomplete = await endedScan(organization, 60, { status: 'INCOMPLETE' });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => expire(clock)));
    expect(outcomes.reduce((sum, { expired }) => sum + expired, 0)).toBe(ids.length);
    const audit = await readExpired(organization);
    expect(audit.map(({ subjectId }) => subjectId).sort()).toEqual([...ids].sort());
    expect(audit[0]).toMatchObject({ actorLabel: 'cron', actorId: null });
    expect(await scanRow(young)).toMatchObject({ expiryStage: EXPIRY_NOTICE_DAYS.length - 1 });
    expect(await scanRow(incomplete)).toMatchObject({ expiryStage: 0 });

    clock.advanceMs(DAY_MS);
    expect(await expire(clock)).toMatchObject({ expired: 1 });
    expect(await expire(clock)).toEqual({ expired: 0, noticed: 0 });
  });

  it('passes every day of notice once, at its very instant and not before', async () => {
    const organization = await newOrganization();
    const { clock } = organization;
    const id = await endedScan(organization, 0);
    const startedAt = clock.now().getTime();
    const stages: [number, number][] = [];
    for (const days of EXPIRY_NOTICE_DAYS) {
      clock.advanceMs(startedAt + (SCAN_VALID_DAYS - days) * DAY_MS - 1 - clock.now().getTime());
      await expire(clock);
      const { expiryStage: early } = await scanRow(id);
      clock.advanceMs(1);
      await expire(clock);
      stages.push([early, (await scanRow(id)).expiryStage]);
    }
    expect(stages).toEqual(EXPIRY_NOTICE_DAYS.map((_, index) => [index, index + 1]));
    expect(await readExpired(organization)).toHaveLength(1);
    expect(await readDays(id)).toEqual([...EXPIRY_NOTICE_DAYS]);
  });

  it('tells of one day of notice where several passed unseen, and of the scan that counts alone', async () => {
    const organization = await newOrganization();
    const { clock } = organization;
    await expire(clock);
    const { id: websiteId } = await verifiedWebsite(organization);
    const older = await endedScan(organization, SCAN_VALID_DAYS - 2, { websiteId });
    const newest = await endedScan(organization, SCAN_VALID_DAYS - 10, { websiteId });
    await endedScan(organization, 1, { websiteId, status: 'INCOMPLETE' });
    expect(await expire(clock)).toEqual({ expired: 0, noticed: 1 });
    clock.advanceMs(8 * DAY_MS);
    expect(await expire(clock)).toEqual({ expired: 1, noticed: 1 });
    expect(await readDays(newest)).toEqual([10, 2]);
    expect(await readDays(older)).toEqual([]);
  });

  it('tells editors once, however many run it at once', async () => {
    const organization = await newOrganization();
    const id = await endedScan(organization, SCAN_VALID_DAYS - 3);
    await Promise.all(Array.from({ length: 8 }, () => expire(organization.clock)));
    const notices = await database().notice.findMany({
      where: { event: { key: { startsWith: `scan.expiring:${id}:` } } },
    });
    expect(notices.map(({ userId }) => userId)).toEqual([organization.as('EDITOR').actor.userId]);
  });

  it('tells nobody of a website that was removed', async () => {
    const organization = await newOrganization();
    const { id: websiteId } = await verifiedWebsite(organization);
    await endedScan(organization, SCAN_VALID_DAYS, { websiteId });
    await database().website.update({
      where: { id: websiteId },
      data: { deletedAt: organization.clock.now() },
    });
    expect(await expire(organization.clock)).toEqual({ expired: 1, noticed: 0 });
  });

  it('notes when it last ran and what came of it', async () => {
    const organization = await newOrganization('2031-05-01T00:00:00Z');
    await expire(organization.clock);
    await endedScans(organization, { ages: [31, 32] });
    await expire(organization.clock);
    const row = () => database().scheduledRun.findUniqueOrThrow({ where: { name: 'expire-scans' } });
    const at = organization.clock.now();
    expect(await row()).toMatchObject({ startedAt: at, finishedAt: at, outcome: { expired: 2, noticed: 1 } });
    const later = fixedClock(new Date(at.getTime() + HOUR_MS));
    await expire(later);
    expect(await row()).toMatchObject({ startedAt: later.now(), outcome: { expired: 0, noticed: 0 } });
  });
});

describe('POST /api/cron/expire-scans', () => {
  const ask = (authorization?: string) => askCron('expire-scans', authorization);

  it('runs for the secret, and for nothing else', async () => {
    await expire(systemClock);
    await endedScan(await newOrganization(systemClock.now().toISOString()), 45);
    for (const wrong of [undefined, 'Bearer wrong', `Basic ${process.env.CRON_SECRET}`])
      expect((await ask(wrong)).status).toBe(401);
    const response = await ask(`Bearer ${process.env.CRON_SECRET}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ expired: 1, noticed: 1 });
    expect(await (await ask(`Bearer ${process.env.CRON_SECRET}`)).json()).toEqual({ expired: 0, noticed: 0 });
  });
});
