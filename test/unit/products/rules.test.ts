import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_EVENTS } from '@/lib/audit/rules/audit-events';
import { DAY_MS } from '@/lib/core/clock';
import { EXPIRING_WITHIN_DAYS, SCAN_VALID_DAYS } from '@/lib/core/policy';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import type { ProductFacts, ProductWebsite } from '@/lib/products/product-record';
import { algorithmName } from '@/lib/products/rules/algorithm-name';
import { flagChanges } from '@/lib/products/rules/flag-changes';
import {
  PRODUCT_LIFECYCLE,
  PRODUCT_STATUSES,
  productStatus,
  productStep,
} from '@/lib/products/rules/lifecycle';
import { PRESSING_FLAGS, PRODUCT_FLAGS, productFlags } from '@/lib/products/rules/product-flags';
import { releaseBlockers } from '@/lib/products/rules/release-blockers';
import { ENCRYPTION_CHOICES, releaseProductSchema } from '@/lib/products/schemas';
import { ENCRYPT_TYPES } from '@/lib/signing/encryption';
import type { ReadinessItem } from '@/lib/submissions/rules/readiness-facts';

const NOW = new Date('2026-03-02T09:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

const site = (change: Partial<ProductWebsite> = {}): ProductWebsite => ({
  ...{ id: 'w', name: 'Shop', host: 'shop.example.com', isRemoved: false, verifiedAt: daysAgo(1) },
  ...{ websiteId: 'w', releasedScanId: 'old' },
  scan: { id: 'new', status: 'COMPLETE', completedAt: daysAgo(1), isOutdated: false, openFindings: 0 },
  ...change,
});
const scanned = (change: Partial<NonNullable<ProductWebsite['scan']>>) =>
  site({
    scan: {
      ...{ id: 'new', status: 'COMPLETE', completedAt: daysAgo(1), isOutdated: false, openFindings: 0 },
      ...change,
    },
  });
const facts = (change: Partial<ProductFacts> = {}): ProductFacts => ({
  ...{ assetId: 'a', submissionId: 's', withdrawnAt: null, websites: [site()], failingInterfaces: [] },
  newest: { id: 's', number: 1, status: 'APPROVED' },
  ...change,
});
const codes = (given: ProductFacts) => productFlags(given, NOW).map(({ code }) => code);
const ofSite = (website: ProductWebsite) => codes(facts({ websites: [website] }));

const item = (code: ReadinessItem['code']): ReadinessItem => ({
  ...{ code, section: 'selfCheck', values: {} },
  target: { page: 'websites' },
});

describe('the life of a product', () => {
  it('begins with the release, and nothing follows the withdrawal', () => {
    const table = [null, ...PRODUCT_STATUSES].map((from) =>
      (['release', 'edit', 'withdraw'] as const).map((event) => productStep(from, event)?.to ?? '-'),
    );
    expect(table).toEqual([
      ['RELEASED', '-', '-'],
      ['-', 'RELEASED', 'WITHDRAWN'],
      ['-', '-', '-'],
    ]);
    expect(PRODUCT_LIFECYCLE.every(({ audit }) => AUDIT_EVENTS.includes(audit))).toBe(true);
    expect([productStatus({ withdrawnAt: null }), productStatus({ withdrawnAt: NOW })]).toEqual(
      PRODUCT_STATUSES,
    );
  });
});

describe('what keeps an asset from being released', () => {
  const codesOf = (
    status: (typeof SUBMISSION_STATUSES)[number],
    blockers: string[],
    warnings: string[] = [],
  ) =>
    releaseBlockers({
      ...{ status, submissionId: 's' },
      readiness: {
        blockers: blockers.map((code) => item(code as ReadinessItem['code'])),
        warnings: warnings.map((code) => item(code as ReadinessItem['code'])),
      },
    }).map((blocker) => (blocker.kind === 'review' ? blocker.code : blocker.item.code));

  it('is its review in every status but one', () => {
    const byStatus = SUBMISSION_STATUSES.map((status) => [status, ...codesOf(status, [])]);
    expect(byStatus).toEqual([
      ['DRAFT', 'NOT_SENT'],
      ['SCANNING', 'IN_REVIEW'],
      ['REVIEWING', 'IN_REVIEW'],
      ['REJECTED', 'TURNED_DOWN'],
      ['APPROVED'],
    ]);
  });

  it('is every blocker of a submission but a scan under way, and high findings', () => {
    expect(codesOf('APPROVED', ['SCAN_RUNNING', 'SCAN_EXPIRED', 'CASE_FAILED'])).toEqual([
      'SCAN_EXPIRED',
      'CASE_FAILED',
    ]);
    expect(codesOf('APPROVED', [], ['HIGH_FINDINGS', 'SCAN_EXPIRES_SOON', 'RUN_WARNINGS'])).toEqual([
      'HIGH_FINDINGS',
    ]);
  });
});

describe('the flags of a product', () => {
  it('are none where everything counts, and none once it is withdrawn', () => {
    expect(codes(facts())).toEqual([]);
    const broken = { failingInterfaces: ['newInstance'], websites: [site({ isRemoved: true })] };
    expect(codes(facts(broken))).toEqual(['INTERFACE_BROKEN', 'WEBSITE_REMOVED']);
    expect(codes(facts({ ...broken, withdrawnAt: NOW }))).toEqual([]);
  });

  it.each([
    ['no scan', site({ scan: null }), ['NO_VALID_SCAN']],
    ['an incomplete scan', scanned({ status: 'INCOMPLETE' }), ['NO_VALID_SCAN']],
    ['an outdated scan', scanned({ isOutdated: true }), ['NO_VALID_SCAN']],
    ['findings', scanned({ openFindings: 2 }), ['OPEN_FINDINGS']],
    [
      'the last instant of a scan',
      scanned({ completedAt: daysAgo(SCAN_VALID_DAYS - 1e-7) }),
      ['SCAN_EXPIRING'],
    ],
    ['the end of a scan', scanned({ completedAt: daysAgo(SCAN_VALID_DAYS) }), ['SCAN_EXPIRED']],
    [
      'the first instant of the warning',
      scanned({ completedAt: daysAgo(SCAN_VALID_DAYS - EXPIRING_WITHIN_DAYS) }),
      ['SCAN_EXPIRING'],
    ],
    [
      'the instant before the warning',
      scanned({ completedAt: daysAgo(SCAN_VALID_DAYS - EXPIRING_WITHIN_DAYS - 1e-7) }),
      [],
    ],
    ['no proof of ownership', site({ verifiedAt: null }), ['OWNERSHIP_EXPIRED']],
    ['a proof that is over', site({ verifiedAt: daysAgo(30) }), ['OWNERSHIP_EXPIRED']],
    ['a removed website', site({ isRemoved: true, scan: null, verifiedAt: null }), ['WEBSITE_REMOVED']],
  ])('of a website tell of %s', (_title, website, expected) => {
    expect(ofSite(website)).toEqual(expected);
  });

  it('tell of what became of the asset since, and only what was rejected is pressing', () => {
    const told = SUBMISSION_STATUSES.map((status) =>
      productFlags(facts({ newest: { id: 'later', number: 2, status } }), NOW).map(
        ({ code, isPressing }) => `${code} ${isPressing}`,
      ),
    );
    expect(told.flat()).toEqual([
      'BEING_MODIFIED false',
      'BEING_MODIFIED false',
      'BEING_MODIFIED false',
      'MODIFICATION_REJECTED true',
      'NEWER_APPROVED false',
    ]);
  });

  const anyInstant = fc.integer({ min: -40, max: 1 }).map((days) => daysAgo(-days));
  const anySite = fc.record({
    ...{ id: fc.uuid(), name: fc.string(), host: fc.string(), releasedScanId: fc.uuid() },
    websiteId: fc.uuid(),
    isRemoved: fc.boolean(),
    verifiedAt: fc.option(anyInstant),
    scan: fc.option(
      fc.record({
        id: fc.uuid(),
        status: fc.constantFrom('COMPLETE' as const, 'INCOMPLETE' as const),
        completedAt: anyInstant,
        isOutdated: fc.boolean(),
        openFindings: fc.nat({ max: 3 }),
      }),
    ),
  });
  const anyFacts = fc.record({
    ...{ assetId: fc.uuid(), submissionId: fc.constant('s'), withdrawnAt: fc.constant(null) },
    websites: fc.uniqueArray(anySite, { maxLength: 4, selector: ({ id }) => id }),
    failingInterfaces: fc.array(fc.string(), { maxLength: 3 }),
    newest: fc.record({
      id: fc.constantFrom('s', 'later'),
      number: fc.nat(),
      status: fc.constantFrom(...SUBMISSION_STATUSES),
    }),
  });

  it('come with the pressing ones first, each cause once', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const flags = productFlags(given, NOW);
        const places = flags.map(({ code }) => PRODUCT_FLAGS.indexOf(code));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(new Set(flags.map(({ code, subject }) => `${code} ${subject}`)).size).toBe(flags.length);
        expect(flags.every(({ code, isPressing }) => isPressing === PRESSING_FLAGS.includes(code))).toBe(
          true,
        );
      }),
    );
  });

  it('are told until nothing is left to tell', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (earlier, later) => {
        const first = flagChanges(productFlags(earlier, NOW), []);
        expect(first.gone).toEqual([]);
        const flags = productFlags(later, NOW);
        const { raised, gone } = flagChanges(flags, first.raised);
        const told = [...first.raised.filter((one) => !gone.includes(one)), ...raised];
        expect(flagChanges(flags, told)).toEqual({ raised: [], gone: [] });
        expect(told).toHaveLength(flags.filter(({ isPressing }) => isPressing).length);
      }),
    );
  });
});

describe('what is asked of a release', () => {
  it('spells algorithms as KooGallery does, the default first', () => {
    expect(ENCRYPTION_CHOICES.map(algorithmName)).toEqual(Object.keys(ENCRYPT_TYPES));
    expect(algorithmName(ENCRYPTION_CHOICES[0])).toBe('AES256_CBC_PKCS5Padding');
  });

  it('has an algorithm exactly where the authorization is required', () => {
    const assetId = '01890a5d-ac96-774b-bcce-b302099a8057';
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.constantFrom(undefined, ...ENCRYPTION_CHOICES),
        (isAuthorizationRequired, encryptionAlgorithm) => {
          const release = releaseProductSchema.parse({
            ...{ assetId, name: 'A', note: '', isAuthorizationRequired, encryptionAlgorithm },
          });
          const expected = isAuthorizationRequired ? (encryptionAlgorithm ?? 'AES256') : null;
          expect(release.encryptionAlgorithm).toBe(expected);
        },
      ),
    );
  });
});
