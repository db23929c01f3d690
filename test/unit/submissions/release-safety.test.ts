import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/core/clock';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import type { WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';
import { judgeRelease } from '@/lib/submissions/rules/release-safety';

const NOW = new Date('2026-03-02T09:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

type Scan = NonNullable<WebsiteFacts['latestScan']>;
const scan = (change: Partial<Scan> = {}): Scan => ({
  ...{ id: 's', status: 'COMPLETE', completedAt: inDays(-1), blockingFindings: 0, untestedClasses: 0 },
  ...{ carriedFindings: 0, carriedUntil: null, revocations: [], isOutdated: false },
  ...change,
});
const site = (id: string, latestScan: Scan | null): WebsiteFacts => ({
  ...{ id, name: `Site ${id}`, host: `${id}.example.com`, ownership: 'VERIFIED', isAgreementAccepted: true },
  ...{ login: 'PROVEN', isScanRunning: false, latestScan },
});
const judge = (websites: WebsiteFacts[], approvedAt: Date | null = null) =>
  judgeRelease({ websites, approvedAt }, NOW);
const codes = (websites: WebsiteFacts[], approvedAt: Date | null = null) =>
  judge(websites, approvedAt).reasons.map((reason) =>
    reason.code === 'NO_WEBSITE' ? reason.code : `${reason.websiteId} ${reason.code}`,
  );

describe('until when an asset is safe to release', () => {
  it('is the earliest end among the newest scans of its websites', () => {
    const websites = [site('a', scan()), site('b', scan({ completedAt: inDays(-20) }))];
    expect(judge(websites)).toEqual({ until: inDays(SCAN_VALID_DAYS - 20), reasons: [] });
  });

  it('is the end of a decision that a scan rests on, where that is earlier', () => {
    const carried = (days: number) => [
      site('a', scan({ carriedFindings: 1, carriedUntil: inDays(days) })),
      site('b', scan({ completedAt: inDays(-5) })),
    ];
    expect(judge(carried(3)).until).toEqual(inDays(3));
    expect(judge(carried(90)).until).toEqual(inDays(SCAN_VALID_DAYS - 5));
    expect(codes(carried(0))).toEqual(['a DECISION_ENDED']);
  });

  it('is not there without a website', () => {
    expect(judge([])).toEqual({ until: null, reasons: [{ code: 'NO_WEBSITE' }] });
  });

  it('is not there, and says why, for each website that is in the way', () => {
    const websites = [
      site('fine', scan()),
      site('missing', null),
      site('incomplete', scan({ status: 'INCOMPLETE' })),
      site('expired', scan({ completedAt: inDays(-SCAN_VALID_DAYS) })),
      site('found', scan({ blockingFindings: 1 })),
    ];
    expect(judge(websites).until).toBeNull();
    expect(codes(websites)).toEqual([
      'missing SCAN_MISSING',
      'incomplete SCAN_INCOMPLETE',
      'expired SCAN_EXPIRED',
      'found FINDINGS_OPEN',
    ]);
    expect(judge(websites).reasons[0]).toMatchObject({ website: 'Site missing' });
  });

  it('does not mind findings that an approval decided, unless their decision was revoked since', () => {
    const found = scan({ blockingFindings: 1 });
    expect(codes([site('a', found)], NOW)).toEqual([]);
    const revoked = scan({ blockingFindings: 1, completedAt: inDays(-2), revocations: [NOW] });
    expect(codes([site('a', revoked)], inDays(-1))).toEqual(['a FINDINGS_OPEN']);
  });

  it('lasts to the last instant of validity and no longer', () => {
    const endsAt = (ms: number) => new Date(NOW.getTime() + ms - SCAN_VALID_DAYS * DAY_MS);
    expect(judge([site('a', scan({ completedAt: endsAt(1) }))]).until).toEqual(new Date(NOW.getTime() + 1));
    expect(codes([site('a', scan({ completedAt: endsAt(0) }))])).toEqual(['a SCAN_EXPIRED']);
  });
});

const anyInstant = fc.integer({ min: -40, max: 40 }).map(inDays);
const anyScan = fc
  .record({
    status: fc.constantFrom('COMPLETE' as const, 'INCOMPLETE' as const),
    completedAt: fc.integer({ min: -40, max: 0 }).map(inDays),
    blockingFindings: fc.nat({ max: 2 }),
    carriedUntil: fc.option(anyInstant),
    revocations: fc.array(anyInstant, { maxLength: 2 }),
  })
  .map(scan);
const anySites = fc
  .array(fc.option(anyScan), { maxLength: 4 })
  .map((scans) => scans.map((one, index) => site(String(index), one)));

describe('of any websites', () => {
  it('there is a date or a reason, never both or neither, and a date is ahead', () => {
    fc.assert(
      fc.property(anySites, fc.option(anyInstant), (websites, approvedAt) => {
        const { until, reasons } = judge(websites, approvedAt);
        expect(until === null).toBe(reasons.length > 0);
        if (until !== null) expect(until.getTime()).toBeGreaterThan(NOW.getTime());
      }),
    );
  });

  it('a further website never makes it safe, or safe for longer', () => {
    fc.assert(
      fc.property(anySites, fc.option(anyScan), fc.option(anyInstant), (websites, more, approvedAt) => {
        fc.pre(websites.length > 0);
        const before = judge(websites, approvedAt);
        const after = judge([...websites, site('more', more)], approvedAt);
        if (before.until === null) expect(after.reasons).toEqual(expect.arrayContaining([...before.reasons]));
        else if (after.until !== null)
          expect(after.until.getTime()).toBeLessThanOrEqual(before.until.getTime());
      }),
    );
  });

  it('their order does not matter', () => {
    fc.assert(
      fc.property(anySites, (websites) => {
        expect(judge([...websites].reverse()).until).toEqual(judge(websites).until);
      }),
    );
  });
});
