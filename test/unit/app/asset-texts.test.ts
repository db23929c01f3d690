import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readinessSentence } from '@/app/(desk)/assets/readiness-sentence';
import { targetPath } from '@/app/paths';
import { AUDIT_EVENTS } from '@/lib/audit/rules/audit-events';
import { LOCALES } from '@/lib/i18n/locales';
import { hasText } from '@/lib/i18n/text-or';
import { translator } from '@/lib/i18n/translator';
import { SUBMISSION_EVENTS } from '@/lib/lifecycle/rules/lifecycle';
import { SCAN_REASONS } from '@/lib/scans/rules/result';
import { RUN_REASONS } from '@/lib/scans/scan-record';
import { assessReadiness } from '@/lib/submissions/rules/readiness';
import { assetFacts, NOW } from '../submissions/asset-facts';

describe.each(LOCALES)('texts of assets and requests in %s', (locale) => {
  const t = translator(locale);

  it('say each blocker and warning in a whole sentence that names what it is about, and lead to its page', () => {
    fc.assert(
      fc.property(assetFacts, (given) => {
        const { blockers, warnings } = assessReadiness(given, NOW);
        for (const item of [...blockers, ...warnings]) {
          const sentence = readinessSentence(t, item);
          expect(sentence).toMatch(/[.。]$/);
          if (item.values.website) expect(sentence).toContain('Console');
          if (item.values.activity) expect(sentence).toContain(String(item.values.activity));
          expect(targetPath(given.assetId, item.target)).toMatch(/^\/(assets|websites|scans)\/[0-9a-f-]{36}/);
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
    expect(keys.filter((key) => !hasText(t, key))).toEqual([]);
  });
});

describe('the way to where a blocker is fixed', () => {
  const id = '018f0000-0000-7000-8000-000000000001';
  it.each([
    [{ page: 'details', field: 'name' }, `/assets/${id}/details#name`],
    [{ page: 'websites' }, `/assets/${id}/websites`],
    [{ page: 'website', websiteId: 'w', tab: 'ownership' }, '/websites/w'],
    [{ page: 'website', websiteId: 'w', tab: 'login' }, '/websites/w/login'],
    [{ page: 'website', websiteId: 'w', tab: 'scans' }, '/websites/w/scans'],
    [{ page: 'scan', scanId: 's' }, '/scans/s'],
    [{ page: 'connection', field: 'runs' }, `/assets/${id}/connection#runs`],
    [{ page: 'connection', field: 'accessKey' }, `/assets/${id}/connection?edit=declaration#accessKey`],
  ] as const)('%j is %s', (target, route) => {
    expect(targetPath(id, target)).toBe(route);
  });
});
