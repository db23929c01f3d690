import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { DAY_MS, HOUR_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { bookRescans } from '@/lib/scans/rescans/book-rescans';
import { findRescanPlan } from '@/lib/scans/rescans/find-rescan-plan';
import { saveRescans } from '@/lib/scans/rescans/save-rescans';
import { MAX_SCANS_AT_ONCE } from '@/lib/scans/rules/run-limits';
import { removeWebsite } from '@/lib/websites/remove-website';
import { askCron } from '../setup/ask-cron';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, type TestOrganization } from '../setup/people';
import { agreedWebsite, runningScan } from '../websites/rows';
import { readEvents, readJobs } from './scan-worker';

// The verb looks at every website there is: each test has its own only.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterEach(async () => {
  await database().rescanSetting.deleteMany();
});
afterAll(() => dropDatabase());

/** In the window from two o'clock on. */
const NIGHT = '2026-03-30T02:10:00Z';
const book = ({ clock }: TestOrganization) => bookRescans(systemContext('cron', clock));

type Past = { age: number; status?: 'COMPLETE' | 'INCOMPLETE' | 'RETESTED' };

async function scanned(
  organization: TestOrganization,
  websiteId: string,
  { age, status = 'COMPLETE' }: Past,
  firstId: string | null,
) {
  const at = new Date(organization.clock.now().getTime() - age * DAY_MS);
  const id = newId();
  const of =
    status === 'RETESTED'
      ? { purpose: 'RETEST' as const, retestOfId: firstId }
      : { purpose: 'SELF_CHECK' as const };
  const reasonCode = status === 'INCOMPLETE' ? 'TARGET_DOWN' : null;
  const ended = { status, reasonCode, ...of, createdAt: at, startedAt: at, completedAt: at };
  await database().scan.create({
    data: { id, organizationId: organization.id, websiteId, host: 'rescan.example.com', ...ended },
  });
  return id;
}

/** A website with automatic scans seven days before the end, at two o'clock. */
async function planned(organization: TestOrganization, ...past: Past[]) {
  const { id } = await agreedWebsite(organization);
  let firstId: string | null = null;
  for (const one of past) {
    const scanId: string = await scanned(organization, id, one, firstId);
    firstId ??= scanId;
  }
  await saveRescans(organization.as('EDITOR'), { websiteId: id, daysBefore: '7', hour: '2', zone: 'UTC' });
  return id;
}

const listQueued = (websiteId: string) =>
  database().scan.findMany({ where: { websiteId, status: 'QUEUED' } });

describe('automatic scans', () => {
  it('start once when they are due and in their window, for many at once', async () => {
    const organization = await newOrganization(NIGHT);
    const due = await planned(organization, { age: 23 }, { age: 1, status: 'RETESTED' });
    const expired = await planned(organization, { age: 40 }, { age: 2, status: 'INCOMPLETE' });
    const left = [
      await planned(organization, { age: 22.9 }),
      await planned(organization, { age: 40 }, { age: 0.8, status: 'INCOMPLETE' }),
      await planned(organization, { age: 60 }, { age: 3 }),
      await planned(organization),
    ];
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => book(organization)));
    expect(outcomes.reduce((sum, { booked }) => sum + booked, 0)).toBe(2);
    for (const websiteId of [due, expired]) {
      const [scan] = await listQueued(websiteId);
      expect(scan).toMatchObject({ purpose: 'SELF_CHECK', requestedById: null, submissionId: null });
      expect(await readJobs(`run-scan:${scan?.id}`)).toHaveLength(1);
    }
    for (const websiteId of left) expect(await listQueued(websiteId)).toEqual([]);
    expect(await book(organization)).toEqual({ booked: 0, refused: 0 });
  });

  it('wait for their window, by the clock of the zone in which it was chosen', async () => {
    const organization = await newOrganization('2026-03-30T06:00:00Z');
    const websiteId = await planned(organization, { age: 29 });
    expect(await book(organization)).toEqual({ booked: 0, refused: 0 });
    await saveRescans(organization.as('EDITOR'), {
      ...{ websiteId, daysBefore: '7', hour: '13', zone: 'Asia/Shanghai' },
    });
    expect(await book(organization)).toEqual({ booked: 1, refused: 0 });
  });

  it('leave a website that may not be scanned, and tell its editors once', async () => {
    const organization = await newOrganization(NIGHT);
    const unproven = await planned(organization, { age: 29 });
    const unagreed = await planned(organization, { age: 29 });
    await database().website.update({ where: { id: unproven }, data: { verifiedAt: null } });
    await database().agreementAcceptance.deleteMany({ where: { websiteId: unagreed } });
    expect(await book(organization)).toEqual({ booked: 0, refused: 2 });
    organization.clock.advanceMs(HOUR_MS);
    expect(await book(organization)).toEqual({ booked: 0, refused: 2 });
    const told = await database().noticeEvent.findMany({
      where: { kind: 'scan.notBooked', organizationId: organization.id },
      include: { notices: true },
    });
    const blockers = told.map(({ values }) => (values as { blocker: string }).blocker);
    expect(blockers.sort()).toEqual(['AGREEMENT', 'OWNERSHIP']);
    const editor = organization.as('EDITOR').actor.userId;
    expect(told.flatMap(({ notices }) => notices.map(({ userId }) => userId))).toEqual([editor, editor]);
  });

  it('keep the limit of scans at once; the rest follows with the next run', async () => {
    const organization = await newOrganization(NIGHT);
    const busy = await agreedWebsite(organization);
    await runningScan(organization, busy.id, 'busy.example.com');
    for (let count = 0; count < MAX_SCANS_AT_ONCE; count += 1) await planned(organization, { age: 29 });
    expect(await book(organization)).toEqual({ booked: MAX_SCANS_AT_ONCE - 1, refused: 0 });
    expect(await book(organization)).toEqual({ booked: 0, refused: 0 });
    const completedAt = organization.clock.now();
    await database().scan.updateMany({
      where: { websiteId: busy.id },
      data: { status: 'CANCELLED', completedAt },
    });
    expect(await book(organization)).toEqual({ booked: 1, refused: 0 });
  });

  it('end with the website', async () => {
    const organization = await newOrganization(NIGHT);
    const websiteId = await planned(organization, { age: 29 });
    await removeWebsite(organization.as('EDITOR'), { websiteId });
    expect(await book(organization)).toEqual({ booked: 0, refused: 0 });
  });
});

describe('the setting of automatic scans', () => {
  it('is shown with the time of the next scan, audited, and switched off', async () => {
    const organization = await newOrganization(NIGHT);
    const editor = organization.as('EDITOR');
    const { id: websiteId } = await agreedWebsite(organization);
    expect(await findRescanPlan(editor, websiteId)).toBeNull();
    await saveRescans(editor, { websiteId, daysBefore: '3', hour: '22', zone: 'Europe/Berlin' });
    const saved = { daysBefore: 3, hour: 22, zone: 'Europe/Berlin' };
    expect(await findRescanPlan(editor, websiteId)).toEqual({ ...saved, nextAt: null });
    await scanned(organization, websiteId, { age: 1 }, null);
    const nextAt = new Date('2026-04-25T20:00:00Z');
    expect(await findRescanPlan(organization.as('VIEWER'), websiteId)).toEqual({ ...saved, nextAt });
    await saveRescans(editor, { websiteId, daysBefore: 'OFF', hour: '22', zone: 'Europe/Berlin' });
    expect(await findRescanPlan(editor, websiteId)).toBeNull();
    const events = await readEvents(websiteId);
    expect(events.filter((event) => event === 'scan.rescansSet')).toHaveLength(2);
  });

  it('is saved by two clicks at once', async () => {
    const organization = await newOrganization(NIGHT);
    const { id: websiteId } = await agreedWebsite(organization);
    const input = { websiteId, daysBefore: '7', hour: '2', zone: 'UTC' };
    await Promise.all(Array.from({ length: 8 }, () => saveRescans(organization.as('EDITOR'), input)));
    expect(await findRescanPlan(organization.as('EDITOR'), websiteId)).toMatchObject({ daysBefore: 7 });
  });

  it.each([
    { daysBefore: '2' },
    { daysBefore: '' },
    { hour: '24' },
    { hour: '-1' },
    { zone: 'Mars/Olympus' },
    { zone: "UTC'; --" },
  ])('is refused with %o', async (wrong) => {
    const organization = await newOrganization(NIGHT);
    const { id: websiteId } = await agreedWebsite(organization);
    const input = { websiteId, daysBefore: '7', hour: '2', zone: 'UTC', ...wrong };
    await expect(saveRescans(organization.as('EDITOR'), input)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('is for editors of the website’s own organization', async () => {
    const organization = await newOrganization(NIGHT);
    const websiteId = await planned(organization, { age: 1 });
    const input = { websiteId, daysBefore: 'OFF', hour: '2', zone: 'UTC' };
    await expect(saveRescans(organization.as('VIEWER'), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = await newOrganization(NIGHT);
    await expect(saveRescans(other.as('OWNER'), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await findRescanPlan(other.as('OWNER'), websiteId)).toBeNull();
    await expect(bookRescans(organization.as('OWNER'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await askCron('book-rescans')).status).toBe(401);
  });
});
