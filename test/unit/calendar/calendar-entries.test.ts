import { describe, expect, it } from 'vitest';
import type { DatedWebsite } from '@/lib/calendar/calendar-record';
import { listEntries } from '@/lib/calendar/rules/calendar-entries';
import { DAY_MS } from '@/lib/core/clock';

const NOW = new Date('2026-03-20T09:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const ALWAYS = { from: inDays(-400), to: inDays(400) };

const website = (id: string, change: Partial<DatedWebsite> = {}): DatedWebsite => ({
  ...{ id, name: `Site ${id}`, assets: [], scan: null, rescan: null },
  ...change,
});
const review = (submissionId: string, deadlineAt: Date) => ({
  ...{ submissionId, number: 1, asset: { id: 'a', name: 'Ledger' }, deadlineAt, since: inDays(-1) },
});

describe('what has a date', () => {
  const completedAt = inDays(-10);
  const rescan = { daysBefore: 7, hour: 2, zone: 'UTC', savedAt: inDays(-20), completedAt };

  it('is the end of a scan, the window of the next automatic one, and the deadline of a review', () => {
    const given = {
      websites: [website('w', { scan: { id: 's', completedAt }, rescan })],
      reviews: [review('r', inDays(2))],
    };
    expect(listEntries(given, ALWAYS, NOW)).toEqual([
      expect.objectContaining({ kind: 'REVIEW_DUE', submissionId: 'r', at: inDays(2), since: inDays(-1) }),
      expect.objectContaining({
        ...{ kind: 'RESCAN', since: completedAt },
        ...{ at: new Date('2026-04-03T02:00:00Z'), until: new Date('2026-04-03T06:00:00Z') },
      }),
      expect.objectContaining({ kind: 'SCAN_ENDS', scanId: 's', at: inDays(20), since: completedAt }),
    ]);
  });

  it('came to be when the scan ended or the setting was saved, whichever was later', () => {
    const later = { ...rescan, savedAt: inDays(-1) };
    const [entry] = listEntries({ websites: [website('w', { rescan: later })], reviews: [] }, ALWAYS, NOW);
    expect(entry?.since).toEqual(inDays(-1));
  });

  it('lies in the range: its first instant is in it, its last is not', () => {
    const given = { websites: [], reviews: [review('first', inDays(0)), review('last', inDays(30))] };
    expect(listEntries(given, { from: inDays(0), to: inDays(30) }, NOW)).toEqual([
      expect.objectContaining({ submissionId: 'first' }),
    ]);
  });

  it('has one order, also where dates are equal', () => {
    const scan = { id: 's', completedAt };
    const given = {
      websites: ['c', 'a', 'b'].map((id) => website(id, { scan })),
      reviews: [review('r', inDays(20))],
    };
    const ids = listEntries(given, ALWAYS, NOW).map((entry) =>
      entry.kind === 'REVIEW_DUE' ? entry.submissionId : entry.website.id,
    );
    expect(ids).toEqual(['a', 'b', 'c', 'r']);
  });
});
