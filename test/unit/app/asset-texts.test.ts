import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetRoute } from '@/app/(desk)/assets/asset-paths';
import { readinessSentence } from '@/app/(desk)/assets/readiness-sentence';
import { AUDIT_EVENTS } from '@/lib/audit/rules/audit-events';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { SCAN_REASONS } from '@/lib/scans/rules/result';
import { RUN_REASONS } from '@/lib/scans/scan-record';
import { SUBMISSION_EVENTS } from '@/lib/submissions/rules/lifecycle';
import { assessReadiness, type ReadinessFacts, type WebsiteFacts } from '@/lib/submissions/rules/readiness';
import { LOGIN_STATES } from '@/lib/websites/rules/login-state';
import { OWNERSHIP_STATES } from '@/lib/websites/rules/ownership-state';

const NOW = new Date('2026-03-02T09:00:00Z');

const website: fc.Arbitrary<WebsiteFacts> = fc.record({
  id: fc.uuid(),
  name: fc.constant('Console'),
  host: fc.constant('app.example.com'),
  ownership: fc.constantFrom(...OWNERSHIP_STATES),
  isAgreementAccepted: fc.boolean(),
  login: fc.constantFrom(...LOGIN_STATES),
  isScanRunning: fc.boolean(),
  latestScan: fc.option(
    fc.record({
      id: fc.uuid(),
      status: fc.constantFrom('COMPLETE' as const, 'INCOMPLETE' as const),
      completedAt: fc.date({ min: new Date('2026-01-01'), max: NOW, noInvalidDate: true }),
      blockingFindings: fc.nat(3),
      isOutdated: fc.boolean(),
    }),
  ),
});

const facts: fc.Arbitrary<ReadinessFacts> = fc.record({
  assetId: fc.uuid(),
  name: fc.constantFrom('', 'Ledger'),
  websites: fc.array(website, { maxLength: 2 }),
  connection: fc.record({
    hasBillingMode: fc.boolean(),
    productionUrlProblem: fc.constantFrom(null, 'NOT_HTTPS', 'HOST_IS_ADDRESS'),
    isProductionUrlSet: fc.boolean(),
    isAccessKeySet: fc.boolean(),
    kitGaps: fc.subarray(['KIT_KEY_MISSING' as const, 'KIT_PUBLIC_KEY_MISSING' as const]),
    cases: fc.array(
      fc.record({
        activity: fc.constantFrom('newInstance', 'releaseInstance'),
        state: fc.constantFrom('PASSED' as const, 'FAILED' as const, 'NOT_RUN' as const, 'OUTDATED' as const),
      }),
      { maxLength: 2 },
    ),
  }),
});

describe.each(LOCALES)('texts of assets and requests in %s', (locale) => {
  const t = translator(locale);

  it('say each blocker and warning in a whole sentence that names what it is about, and lead to its page', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { blockers, warnings } = assessReadiness(given, NOW);
        for (const item of [...blockers, ...warnings]) {
          const sentence = readinessSentence(t, item);
          expect(sentence).toMatch(/[.。]$/);
          if (item.values.website) expect(sentence).toContain('Console');
          if (item.values.activity) expect(sentence).toContain(String(item.values.activity));
          expect(targetRoute(given.assetId, item.target)).toMatch(
            /^\/(assets|websites|scans)\/[0-9a-f-]{36}/,
          );
        }
      }),
    );
  });

  it('know every reason, event and audit entry', () => {
    const reasons = [...SCAN_REASONS, ...RUN_REASONS, 'HIGH_FINDINGS', 'SCAN_CANCELLED', 'DECIDED'];
    const keys = [
      ...reasons.map((code) => `requests.reasons.${code}`),
      ...SUBMISSION_EVENTS.map((event) => `requests.events.${event}`),
      ...AUDIT_EVENTS.map((event) => `audit.${event}`),
    ];
    expect(keys.filter((key) => !t.has(key))).toEqual([]);
  });
});

describe('the way to where a blocker is mended', () => {
  const id = '018f0000-0000-7000-8000-000000000001';
  it.each([
    [{ page: 'details', field: 'name' }, `/assets/${id}/details#name`],
    [{ page: 'websites' }, `/assets/${id}/websites`],
    [{ page: 'website', websiteId: 'w', tab: 'ownership' }, '/websites/w'],
    [{ page: 'website', websiteId: 'w', tab: 'login' }, '/websites/w/login'],
    [{ page: 'website', websiteId: 'w', tab: 'scans' }, '/websites/w/scans'],
    [{ page: 'scan', scanId: 's' }, '/scans/s'],
    [{ page: 'connection', field: 'accessKey' }, `/assets/${id}/connection#accessKey`],
  ] as const)('%j is %s', (target, route) => {
    expect(targetRoute(id, target)).toBe(route);
  });
});
