import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/core/clock';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import { findReviewEnd, isOutlived, listOutlived } from '@/lib/submissions/rules/review-end';

// A Monday, 17:00 where reviewers work.
const NOW = new Date('2026-03-02T09:00:00Z');
const WEEKS = { daysOff: new Set<string>(), makeUpDays: new Set<string>() };
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const THURSDAY = new Date('2026-03-05T10:00:00Z');

type Clock = Parameters<typeof findReviewEnd>[0];
const end = (change: Partial<Clock>, now = NOW, calendar = WEEKS) =>
  findReviewEnd({ status: 'REVIEWING', deadlineAt: null, pausedAt: null, ...change }, now, calendar);

describe('when a review may end', () => {
  it('is the deadline of the one under way', () => {
    expect(end({ deadlineAt: THURSDAY })).toEqual(THURSDAY);
  });

  it('is that of an appeal that is submitted now, also over holidays', () => {
    expect(end({ status: 'REJECTED' })).toEqual(THURSDAY);
    const daysOff = new Set(['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06']);
    expect(end({ status: 'REJECTED' }, NOW, { ...WEEKS, daysOff })).toEqual(new Date('2026-03-11T10:00:00Z'));
  });

  it('is as if the seller replied now, while the clock stands still', () => {
    const paused = { deadlineAt: THURSDAY, pausedAt: NOW };
    expect(end(paused)).toEqual(THURSDAY);
    expect(end(paused, inDays(7))).toEqual(new Date(THURSDAY.getTime() + 7 * DAY_MS));
  });

  it('is not before now', () => {
    expect(end({ deadlineAt: inDays(-2) })).toEqual(NOW);
  });

  it('is nothing where nothing that was sent waits for a decision: what is sent next is scanned anew', () => {
    for (const status of ['DRAFT', 'SCANNING', 'APPROVED'] as const)
      expect(end({ status, deadlineAt: THURSDAY })).toBeNull();
    expect(end({ deadlineAt: null })).toBeNull();
  });

  it('is never in the past', () => {
    const instant = fc.integer({ min: -60, max: 60 }).map(inDays);
    fc.assert(
      fc.property(
        fc.constantFrom(...SUBMISSION_STATUSES),
        fc.option(instant),
        fc.option(instant),
        (status, deadlineAt, pausedAt) => {
          const found = end({ status, deadlineAt, pausedAt });
          if (found !== null) expect(found.getTime()).toBeGreaterThanOrEqual(NOW.getTime());
        },
      ),
    );
  });
});

describe('a review that may outlive a scan', () => {
  const site = (id: string, completedAt: Date | null, status: 'COMPLETE' | 'INCOMPLETE' = 'COMPLETE') => ({
    ...{ id, name: `Site ${id}` },
    latestScan: completedAt && { status, completedAt },
  });
  const endsIn = (days: number) => inDays(days - SCAN_VALID_DAYS);

  it('is told of each such scan with both dates', () => {
    const sites = [
      site('soon', endsIn(2)),
      site('later', endsIn(20)),
      site('ended', endsIn(-1)),
      site('none', null),
      site('incomplete', endsIn(2), 'INCOMPLETE'),
    ];
    expect(listOutlived(sites, THURSDAY)).toEqual([
      { websiteId: 'soon', website: 'Site soon', validUntil: inDays(2), reviewEndsBy: THURSDAY },
      { websiteId: 'ended', website: 'Site ended', validUntil: inDays(-1), reviewEndsBy: THURSDAY },
    ]);
    expect(listOutlived(sites, null)).toEqual([]);
  });

  it('counts the very end: at that instant the scan does not count any more', () => {
    expect(isOutlived(THURSDAY, THURSDAY)).toBe(true);
    expect(isOutlived(new Date(THURSDAY.getTime() + 1), THURSDAY)).toBe(false);
    expect(isOutlived(THURSDAY, null)).toBe(false);
  });
});
