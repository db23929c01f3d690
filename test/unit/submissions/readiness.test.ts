import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/core/clock';
import { assessReadiness } from '@/lib/submissions/rules/readiness';
import type { ReadinessFacts, WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';

const NOW = new Date('2026-03-02T09:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

const NOTHING_CARRIED = { carriedFindings: 0, carriedUntil: null, revocations: [] };

const site = (change: Partial<WebsiteFacts> = {}): WebsiteFacts => ({
  id: '018f0000-0000-7000-8000-000000000001',
  name: 'Console',
  host: 'app.example.com',
  ownership: 'VERIFIED',
  isAgreementAccepted: true,
  login: 'PROVEN',
  isScanRunning: false,
  latestScan: {
    id: 's',
    status: 'COMPLETE',
    completedAt: daysAgo(1),
    blockingFindings: 0,
    untestedClasses: 0,
    ...NOTHING_CARRIED,
    isOutdated: false,
  },
  ...change,
});

const facts = (change: Partial<ReadinessFacts> = {}): ReadinessFacts => ({
  assetId: 'a',
  name: 'Ledger',
  approvedAt: null,
  reviewEndsBy: null,
  websites: [site()],
  connection: {
    hasBillingMode: true,
    productionUrlProblem: null,
    waivedUrlProblem: null,
    urlProof: { failed: 0, warned: 0 },
    runWarnings: 0,
    isProductionUrlSet: true,
    isAccessKeySet: true,
    kitProblems: [],
    cases: [{ activity: 'newInstance', state: 'PASSED' }],
  },
  ...change,
});

const codes = (given: ReadinessFacts, now = NOW) =>
  assessReadiness(given, now).blockers.map(({ code }) => code);
const scan = (change: Partial<NonNullable<WebsiteFacts['latestScan']>>) => {
  const { latestScan } = site();
  return site({ latestScan: latestScan && { ...latestScan, ...change } });
};

describe('readiness', () => {
  it('lets an asset go that has everything', () => {
    const readiness = assessReadiness(facts(), NOW);
    expect(readiness).toMatchObject({ isReady: true, blockers: [], warnings: [] });
    expect(new Set(Object.values(readiness.sections))).toEqual(new Set(['COMPLETE']));
    expect(readiness.releaseSafeUntil).toEqual(new Date(NOW.getTime() + 29 * DAY_MS));
  });

  it.each<[string, ReadinessFacts]>([
    ['NAME_MISSING', facts({ name: '' })],
    ['OWNERSHIP_NOT_PROVEN', facts({ websites: [site({ ownership: 'UNVERIFIED' })] })],
    ['OWNERSHIP_EXPIRED', facts({ websites: [site({ ownership: 'EXPIRED' })] })],
    ['AGREEMENT_NOT_ACCEPTED', facts({ websites: [site({ isAgreementAccepted: false })] })],
    ['LOGIN_NOT_SET', facts({ websites: [site({ login: 'NOT_SET' })] })],
    ['LOGIN_NOT_TRIED', facts({ websites: [site({ login: 'UNTRIED' })] })],
    ['LOGIN_FAILED', facts({ websites: [site({ login: 'FAILED' })] })],
    ['SCAN_RUNNING', facts({ websites: [site({ isScanRunning: true })] })],
    ['SCAN_MISSING', facts({ websites: [site({ latestScan: null })] })],
    ['SCAN_INCOMPLETE', facts({ websites: [scan({ status: 'INCOMPLETE' })] })],
    ['SCAN_EXPIRED', facts({ websites: [scan({ completedAt: daysAgo(31) })] })],
    ['SCAN_OUTDATED', facts({ websites: [scan({ isOutdated: true })] })],
    ['BILLING_MODE_MISSING', facts({ connection: { ...facts().connection, hasBillingMode: false } })],
    ['PRODUCTION_URL_MISSING', facts({ connection: { ...facts().connection, isProductionUrlSet: false } })],
    [
      'PRODUCTION_URL_UNUSABLE',
      facts({ connection: { ...facts().connection, productionUrlProblem: 'NOT_HTTPS' } }),
    ],
    ['ACCESS_KEY_MISSING', facts({ connection: { ...facts().connection, isAccessKeySet: false } })],
    ['KIT_KEY_MISSING', facts({ connection: { ...facts().connection, kitProblems: ['KIT_KEY_MISSING'] } })],
    [
      'KIT_PUBLIC_KEY_MISSING',
      facts({ connection: { ...facts().connection, kitProblems: ['KIT_PUBLIC_KEY_MISSING'] } }),
    ],
    [
      'CASE_FAILED',
      facts({ connection: { ...facts().connection, cases: [{ activity: 'newInstance', state: 'FAILED' }] } }),
    ],
    [
      'CASES_NOT_RUN',
      facts({
        connection: { ...facts().connection, cases: [{ activity: 'newInstance', state: 'NOT_RUN' }] },
      }),
    ],
    [
      'CASES_OUTDATED',
      facts({
        connection: { ...facts().connection, cases: [{ activity: 'newInstance', state: 'OUTDATED' }] },
      }),
    ],
  ])('%s is the only thing in the way', (code, given) => {
    expect(codes(given)).toEqual([code]);
    expect(assessReadiness(given, NOW).isReady).toBe(false);
  });

  it('knows all steps from the start, so that their number only goes down on the way', () => {
    const { connection } = facts();
    const undeclared = {
      ...connection,
      hasBillingMode: false,
      isProductionUrlSet: false,
      isAccessKeySet: false,
      cases: [],
    };
    const notRun = (['newInstance', 'queryInstance'] as const).map((activity) => ({
      activity,
      state: 'NOT_RUN' as const,
    }));
    const added = site({
      ownership: 'UNVERIFIED',
      isAgreementAccepted: false,
      login: 'NOT_SET',
      latestScan: null,
    });
    const way: ReadinessFacts[] = [
      facts({ websites: [], connection: undeclared }),
      facts({ websites: [added], connection: undeclared }),
      facts({ websites: [{ ...added, isAgreementAccepted: true }], connection: undeclared }),
      facts({ websites: [site({ login: 'NOT_SET', latestScan: null })], connection: undeclared }),
      facts({ websites: [site({ login: 'UNTRIED', latestScan: null })], connection: undeclared }),
      facts({ websites: [site({ latestScan: null })], connection: undeclared }),
      facts({ websites: [site()], connection: undeclared }),
      facts({ connection: { ...undeclared, hasBillingMode: true, cases: notRun } }),
      facts({ connection: { ...connection, cases: notRun } }),
      facts(),
    ];
    const left = way.map((given) => codes(given).length);
    expect(left).toEqual([9, 8, 7, 6, 6, 5, 4, 3, 1, 0]);
  });

  it('ends a scan 30 days after its completion, to the millisecond, with nobody doing anything', () => {
    const completedAt = daysAgo(0);
    const given = facts({ websites: [scan({ completedAt })] });
    const end = new Date(completedAt.getTime() + 30 * DAY_MS);
    expect(codes(given, new Date(end.getTime() - 1))).toEqual([]);
    expect(codes(given, end)).toEqual(['SCAN_EXPIRED']);
  });

  describe('with a finding that was accepted earlier', () => {
    const ended = (change: Partial<NonNullable<WebsiteFacts['latestScan']>>) => {
      const latestScan = { ...site().latestScan, ...change } as WebsiteFacts['latestScan'];
      return site({ latestScan });
    };
    const carriedUntil = new Date(NOW.getTime() + 5 * DAY_MS);
    const carried = ended({ carriedFindings: 1, carriedUntil });

    it('says so, blocks nothing, and is release-safe until the decision ends', () => {
      const readiness = assessReadiness(facts({ websites: [carried] }), NOW);
      expect(readiness).toMatchObject({ isReady: true, highFindings: 0, releaseSafeUntil: carriedUntil });
      expect(readiness.warnings).toMatchObject([
        { code: 'FINDINGS_CARRIED', values: { count: 1, until: '2026-03-07' } },
      ]);
    });

    it('says nothing once the asset was approved after the scan', () => {
      const given = facts({ websites: [carried], approvedAt: NOW });
      expect(assessReadiness(given, NOW)).toMatchObject({
        warnings: [],
        releaseSafeUntil: new Date(daysAgo(1).getTime() + 30 * DAY_MS),
      });
    });

    it('is open again where its decision was revoked after the approval, not where it was before', () => {
      const approvedAt = daysAgo(0.5);
      const revoked = (at: Date) =>
        assessReadiness(
          facts({ websites: [ended({ blockingFindings: 3, revocations: [at] })], approvedAt }),
          NOW,
        );
      expect(revoked(NOW)).toMatchObject({ highFindings: 1, releaseSafeUntil: null });
      expect(revoked(daysAgo(0.6))).toMatchObject({ highFindings: 0 });
    });
  });

  it('warns of findings that will be rejected, of a scan near its end and of a site without login', () => {
    const given = facts({
      websites: [
        site({
          login: 'NO_LOGIN',
          latestScan: {
            id: 's',
            status: 'COMPLETE',
            completedAt: daysAgo(28),
            blockingFindings: 2,
            untestedClasses: 6,
            ...NOTHING_CARRIED,
            isOutdated: false,
          },
        }),
      ],
    });
    const readiness = assessReadiness(given, NOW);
    expect(readiness).toMatchObject({
      isReady: true,
      highFindings: 2,
      sections: { selfCheck: 'BLOCKED' },
    });
    expect(readiness.warnings.map(({ code, values }) => [code, values.count ?? values.days])).toEqual([
      ['LOGIN_DECLARED_NONE', undefined],
      ['SCAN_EXPIRES_SOON', 2],
      ['HIGH_FINDINGS', 2],
      ['CLASSES_NOT_TESTED', 6],
    ]);
    expect(readiness.releaseSafeUntil).toBeNull();
  });

  it('counts the findings that an approval decided no longer, and those of a later scan again', () => {
    const found = scan({ blockingFindings: 2, completedAt: daysAgo(1) });
    const approved = (approvedAt: Date) => assessReadiness(facts({ websites: [found], approvedAt }), NOW);
    expect(approved(daysAgo(0))).toMatchObject({ highFindings: 0, warnings: [] });
    expect(approved(daysAgo(0)).releaseSafeUntil).toEqual(new Date(NOW.getTime() + 29 * DAY_MS));
    expect(approved(daysAgo(2))).toMatchObject({ highFindings: 2, releaseSafeUntil: null });
  });

  it('warns in place of the coming end where a review may outlive the scan, and blocks nothing', () => {
    const ending = scan({ completedAt: new Date(daysAgo(30).getTime() + 36 * 3_600_000) });
    const given = (reviewEndsBy: Date | null) =>
      assessReadiness(facts({ websites: [ending], reviewEndsBy }), NOW);
    expect(given(null).warnings.map(({ code }) => code)).toEqual(['SCAN_EXPIRES_SOON']);
    const { isReady, warnings } = given(new Date('2026-03-05T10:00:00Z'));
    expect(isReady).toBe(true);
    expect(warnings).toEqual([
      {
        code: 'REVIEW_OUTLIVES_SCAN',
        section: 'selfCheck',
        values: { website: 'Console', ends: '2026-03-03 21:00 UTC', review: '2026-03-05 10:00 UTC' },
        target: { page: 'website', websiteId: ending.id, tab: 'scans' },
      },
    ]);
  });

  it('is as safe as its first website to expire', () => {
    const older = { ...scan({ completedAt: daysAgo(20) }), id: 'other' };
    expect(assessReadiness(facts({ websites: [site(), older] }), NOW).releaseSafeUntil).toEqual(
      new Date(NOW.getTime() + 10 * DAY_MS),
    );
  });

  it('tells a section that was not begun from one that is under way and one that failed', () => {
    const fresh = facts({
      websites: [],
      connection: {
        hasBillingMode: false,
        productionUrlProblem: null,
        waivedUrlProblem: null,
        urlProof: { failed: 0, warned: 0 },
        runWarnings: 0,
        isProductionUrlSet: false,
        isAccessKeySet: false,
        kitProblems: [],
        cases: [],
      },
    });
    expect(assessReadiness(fresh, NOW).sections).toEqual({
      details: 'COMPLETE',
      websites: 'NOT_STARTED',
      selfCheck: 'NOT_STARTED',
      connection: 'NOT_STARTED',
    });
    const begun = facts({ websites: [site({ ownership: 'UNVERIFIED', latestScan: null })] });
    expect(assessReadiness(begun, NOW).sections).toMatchObject({
      websites: 'IN_PROGRESS',
      selfCheck: 'NOT_STARTED',
    });
    const failed = facts({ websites: [scan({ status: 'INCOMPLETE' })] });
    expect(assessReadiness(failed, NOW).sections).toMatchObject({
      websites: 'COMPLETE',
      selfCheck: 'BLOCKED',
    });
  });
});
