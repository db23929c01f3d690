import fc from 'fast-check';
import type { ConnectionFacts } from '@/lib/connection-tests/rules/connection-facts';
import { DAY_MS } from '@/lib/core/clock';
import type { ReadinessFacts, WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';
import { LOGIN_STATES } from '@/lib/websites/rules/login-state';
import { OWNERSHIP_STATES } from '@/lib/websites/rules/ownership-state';

export const NOW = new Date('2026-03-02T09:00:00Z');

const often = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const website: fc.Arbitrary<WebsiteFacts> = fc.record({
  id: fc.uuid(),
  name: fc.constant('Console'),
  host: fc.constant('app.example.com'),
  ownership: often<WebsiteFacts['ownership']>('VERIFIED', fc.constantFrom(...OWNERSHIP_STATES)),
  isAgreementAccepted: often(true, fc.boolean()),
  login: often<WebsiteFacts['login']>('PROVEN', fc.constantFrom(...LOGIN_STATES)),
  isScanRunning: often(false, fc.boolean()),
  latestScan: fc.option(
    fc.record({
      id: fc.uuid(),
      status: often<'COMPLETE' | 'INCOMPLETE'>('COMPLETE', fc.constant('INCOMPLETE')),
      completedAt: often(1, fc.nat(40)).map((days) => new Date(NOW.getTime() - days * DAY_MS)),
      blockingFindings: often(0, fc.nat(3)),
      carriedFindings: fc.constant(0),
      carriedUntil: fc.constant(null),
      revocations: fc.constant([]),
      untestedClasses: fc.nat(11),
      isOutdated: often(false, fc.boolean()),
    }),
    { freq: 6 },
  ),
});

const connection: fc.Arbitrary<ConnectionFacts> = fc.record({
  hasBillingMode: often(true, fc.boolean()),
  productionUrlProblem: often<string | null>(null, fc.constantFrom('NOT_HTTPS', 'HOST_IS_ADDRESS')),
  waivedUrlProblem: often<string | null>(null, fc.constantFrom('NOT_HTTPS', 'HOST_NOT_PUBLIC')),
  urlProof: fc.record({ failed: fc.nat(2), warned: fc.nat(2) }),
  runWarnings: fc.nat(3),
  isProductionUrlSet: often(true, fc.boolean()),
  isAccessKeySet: often(true, fc.boolean()),
  kitProblems: often<ConnectionFacts['kitProblems']>(
    [],
    fc.subarray(['KIT_KEY_MISSING', 'KIT_PUBLIC_KEY_MISSING']),
  ),
  cases: fc.array(
    fc.record({
      activity: fc.constantFrom('newInstance', 'releaseInstance'),
      state: often<ConnectionFacts['cases'][number]['state']>(
        'PASSED',
        fc.constantFrom('FAILED', 'NOT_RUN', 'OUTDATED'),
      ),
    }),
    { maxLength: 2 },
  ),
});

/** Assets in every state, ready ones among them as often as not. */
export const assetFacts: fc.Arbitrary<ReadinessFacts> = fc.record({
  assetId: fc.uuid(),
  name: often('Ledger', fc.constant('')),
  websites: fc.array(website, { minLength: 0, maxLength: 2 }),
  connection,
  approvedAt: fc.constant(null),
  reviewEndsBy: fc.constant(null),
});
