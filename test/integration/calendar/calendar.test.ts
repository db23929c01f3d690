import { afterEach, describe, expect, it, vi } from 'vitest';
import { postComment } from '@/lib/appeals/conversation/post-comment';
import { postReviewComment } from '@/lib/appeals/conversation/post-review-comment';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { getCalendar } from '@/lib/calendar/get-calendar';
import type { CalendarEntry } from '@/lib/calendar/rules/calendar-entries';
import { DAY_MS, HOUR_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { saveRescans } from '@/lib/scans/rescans/save-rescans';
import { removeWebsite } from '@/lib/websites/remove-website';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';
import { endedScan, readyAsset, scannableWebsite } from '../setup/ready-asset';
import { recordStatements } from '../setup/record-statements';
import { endReview, submitted } from '../submissions/submission-rows';

const UTC = { month: '', asset: '', zone: 'UTC' };
const look = (organization: TestOrganization, query: Partial<typeof UTC> = {}) =>
  getCalendar(organization.as('VIEWER'), { ...UTC, ...query });
const kinds = (entries: readonly CalendarEntry[]) => entries.map(({ kind }) => kind);

const book = (organization: TestOrganization, websiteId: string, daysBefore: number) =>
  saveRescans(organization.as('EDITOR'), { websiteId, daysBefore, hour: 2, zone: 'UTC' });

afterEach(() => vi.restoreAllMocks());

describe('the calendar', () => {
  it('has the end of a scan, the automatic one before it and the deadline of a review', async () => {
    const organization = await newOrganization('2026-03-02T09:00:00Z');
    const { id, sites } = await readyAsset(organization, { name: 'Ledger' });
    await book(organization, sites[0]?.id ?? '', 7);
    const submissionId = await submitted(organization, id);
    await endReview(organization, submissionId, {}, true);
    const calendar = await look(organization);
    expect(calendar).toMatchObject({ month: '2026-03', today: '2026-03-02', isBlank: false, asset: null });
    expect(calendar.choices).toEqual([{ id, name: 'Ledger' }]);
    const website = { id: sites[0]?.id, name: sites[0]?.host };
    expect(calendar.entries).toEqual([
      // Within three working days of China.
      expect.objectContaining({ kind: 'REVIEW_DUE', submissionId, at: new Date('2026-03-05T10:00:00Z') }),
      expect.objectContaining({
        ...{ kind: 'RESCAN', website, assets: [{ id, name: 'Ledger' }] },
        ...{ at: new Date('2026-03-26T02:00:00Z'), until: new Date('2026-03-26T06:00:00Z') },
      }),
    ]);
    const april = await look(organization, { month: '2026-04' });
    expect(april.entries).toEqual([
      expect.objectContaining({ kind: 'SCAN_ENDS', website, at: new Date('2026-04-01T09:00:01Z') }),
    ]);
    expect((await look(organization, { month: '2026-05' })).entries).toEqual([]);
  });

  it('reckons months and today by the clock of the reader', async () => {
    const organization = await newOrganization('2026-03-31T15:30:00Z');
    await endedScan(organization, await scannableWebsite(organization));
    organization.clock.advanceMs(HOUR_MS);
    const there = await look(organization, { zone: 'Asia/Shanghai' });
    expect(there).toMatchObject({ month: '2026-04', today: '2026-04-01' });
    expect(kinds(there.entries)).toEqual(['SCAN_ENDS']);
    const month = (await look(organization, { month: '2026-04' })).entries;
    expect(month[0]?.at).toEqual(new Date('2026-04-30T15:30:00Z'));
  });

  it('shows the asset that the address names, and until when it is safe to release', async () => {
    const organization = await newOrganization();
    const first = await readyAsset(organization, { name: 'First' });
    await readyAsset(organization, { name: 'Second', websites: 2 });
    const month = '2026-04';
    expect((await look(organization, { month })).entries).toHaveLength(3);
    const { asset, entries } = await look(organization, { month, asset: first.id });
    expect(entries).toEqual([
      expect.objectContaining({ website: expect.objectContaining({ id: first.sites[0]?.id }) }),
    ]);
    expect(asset).toMatchObject({
      ...{ id: first.id, name: 'First' },
      readiness: { releaseSafeUntil: entries[0]?.at, unsafeReasons: [] },
    });
    for (const unusable of ['x', "' OR 1=1", '018f0000-0000-7000-8000-000000000001', '\u0000'])
      expect((await look(organization, { month, asset: unusable })).entries).toHaveLength(3);
  });

  it('offers the first three hundred assets, and the one that the address names', async () => {
    const organization = await newOrganization();
    await endedScan(organization, await scannableWebsite(organization));
    const ids = Array.from({ length: 302 }, () => newId());
    const at = organization.clock.now();
    const createdById = organization.as('OWNER').actor.userId;
    await database().asset.createMany({
      data: ids.map((id, index) => ({
        ...{ id, organizationId: organization.id, category: 'SAAS' as const, name: `Asset ${index + 100}` },
        ...{ createdById, createdAt: at, updatedAt: at },
      })),
    });
    expect((await look(organization)).choices.map(({ id }) => id)).toEqual(ids.slice(0, 300));
    const last = await look(organization, { asset: ids[301] });
    expect(last.asset?.id).toBe(ids[301]);
    expect(last.choices.map(({ id }) => id)).toEqual([...ids.slice(0, 300), ids[301]]);
  });

  it('leaves out what has no date: incomplete scans, reviews that stand still, removed websites', async () => {
    const organization = await newOrganization();
    const { id, sites } = await readyAsset(organization);
    const submissionId = await submitted(organization, id);
    await endReview(organization, submissionId, {}, true);
    const now = organization.clock.now();
    await database().submission.update({ where: { id: submissionId }, data: { pausedAt: now } });
    const incomplete = await scannableWebsite(organization);
    await endedScan(organization, incomplete);
    organization.clock.advanceMs(1_000);
    await endedScan(organization, incomplete, { status: 'INCOMPLETE' });
    const removed = await scannableWebsite(organization);
    await endedScan(organization, removed);
    await removeWebsite(organization.as('EDITOR'), { websiteId: removed.id });
    const both = [...(await look(organization)).entries];
    both.push(...(await look(organization, { month: '2026-04' })).entries);
    expect(both).toEqual([
      expect.objectContaining({ website: expect.objectContaining({ id: sites[0]?.id }) }),
    ]);
  });

  it('stamps a deadline that a reply has moved with the reply', async () => {
    const organization = await newOrganization();
    const { id } = await readyAsset(organization);
    const submissionId = await submitted(organization, id);
    await endReview(organization, submissionId, {}, true);
    const reviewSince = async () =>
      (await look(organization)).entries.find(({ kind }) => kind === 'REVIEW_DUE')?.since;
    const began = await reviewSince();
    organization.clock.advanceMs(HOUR_MS);
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    const words = { submissionId, findingId: null, language: 'en', text: 'Which one?' };
    await claimReview(reviewer, { submissionId });
    await postReviewComment(reviewer, { ...words, isQuestion: true });
    organization.clock.advanceMs(HOUR_MS);
    await postComment(organization.as('EDITOR'), words);
    expect(await reviewSince()).toEqual(organization.clock.now());
    expect(began).not.toEqual(organization.clock.now());
  });

  it('goes on telling of an automatic scan after the results have expired', async () => {
    const organization = await newOrganization();
    const site = await scannableWebsite(organization);
    await endedScan(organization, site);
    await book(organization, site.id, 3);
    organization.clock.advanceMs((SCAN_VALID_DAYS + 40) * DAY_MS);
    const { month, entries } = await look(organization);
    expect(month).toBe('2026-05');
    expect(entries).toEqual([
      expect.objectContaining({ kind: 'RESCAN', at: new Date('2026-05-12T02:00:00Z') }),
    ]);
    expect((await look(organization, { month: '2026-06' })).entries).toEqual([]);
  });

  it('is of one organization alone', async () => {
    const [own, other] = [await newOrganization(), await newOrganization()];
    const { id, sites } = await readyAsset(other);
    await book(other, sites[0]?.id ?? '', 7);
    await endReview(other, await submitted(other, id), {}, true);
    const calendar = await look(own, { asset: id });
    expect(calendar).toMatchObject({ entries: [], choices: [], asset: null, isBlank: true });
    expect((await look(own, { month: '2026-04', asset: id })).entries).toEqual([]);
  });

  it('is blank before the first scan, and never again', async () => {
    const organization = await newOrganization();
    const site = await scannableWebsite(organization);
    expect((await look(organization)).isBlank).toBe(true);
    await endedScan(organization, site, { status: 'INCOMPLETE' });
    expect((await look(organization)).isBlank).toBe(true);
    await endedScan(organization, site);
    expect((await look(organization, { month: '2030-01' })).isBlank).toBe(false);
  });

  it('is read in as many statements, however many websites and reviews there are', async () => {
    const few = await newOrganization();
    await readyAsset(few);
    const many = await newOrganization();
    for (const name of ['One', 'Two', 'Three']) {
      const { id, sites } = await readyAsset(many, { name, websites: 3 });
      for (const site of sites) await book(many, site.id, 7);
      await endReview(many, await submitted(many, id), {}, true);
    }
    const count = async (organization: TestOrganization) => {
      let found = 0;
      const sent = await recordStatements(async () => {
        found = (await look(organization)).entries.length;
      });
      return { sent: sent.length, entries: found };
    };
    expect(await count(many)).toEqual({ sent: 4, entries: 12 });
    expect(await count(few)).toEqual({ sent: 4, entries: 0 });
  });
});
