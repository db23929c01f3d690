import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/core/clock';
import { DECISION_SCOPES, type DecisionTerms, findStanding } from '@/lib/findings/rules/standing';

const AT = new Date('2026-03-02T09:00:00Z');
const days = (count: number) => new Date(AT.getTime() + count * DAY_MS);

const FOUND = { fingerprint: 'f', evidenceHash: 'e', checkVersion: 3 };
const PLACE = { websiteId: 'w', assetIds: ['a'] };
const decision = (over: Partial<DecisionTerms> = {}): DecisionTerms => ({
  ...FOUND,
  scope: 'WEBSITE',
  websiteId: 'w',
  assetId: 'a',
  decidedAt: days(-1),
  validUntil: days(29),
  revokedAt: null,
  ...over,
});
const say = (decisions: DecisionTerms[], place = PLACE, at = AT) => {
  const standing = findStanding(FOUND, decisions, place, at);
  return standing?.state === 'REOPENED' ? standing.reason : (standing?.state ?? null);
};

describe('what earlier decisions make of a finding', () => {
  it.each<[string, Partial<DecisionTerms>, string | null]>([
    ['holds while everything is as it was', {}, 'CARRIED'],
    ['is open again where nobody kept the version of the check', { checkVersion: null }, 'CHECK_CHANGED'],
    ['is open again with other evidence', { evidenceHash: 'x' }, 'EVIDENCE_CHANGED'],
    ['is open again with another check', { checkVersion: 4 }, 'CHECK_CHANGED'],
    ['is open again at its end', { validUntil: AT }, 'ENDED'],
    ['holds to the last moment', { validUntil: new Date(AT.getTime() + 1) }, 'CARRIED'],
    ['is open again once revoked, whenever that is', { revokedAt: days(9) }, 'REVOKED'],
    ['says nothing of another finding', { fingerprint: 'x' }, null],
    ['says nothing before it was made', { decidedAt: days(1) }, null],
    ['says nothing of another website', { websiteId: 'x' }, null],
    ['holds for another website of the asset', { websiteId: 'x', scope: 'ASSET' }, 'CARRIED'],
    ['says nothing of another asset', { assetId: 'x', scope: 'ASSET' }, null],
    [
      'holds for anything of the organization',
      { websiteId: 'x', assetId: 'x', scope: 'ORGANIZATION' },
      'CARRIED',
    ],
  ])('%s', (_what, over, expected) => {
    expect(say([decision(over)])).toBe(expected);
  });

  it('is not accepted for one asset at a website that several share, or none uses', () => {
    const forAsset = [decision({ scope: 'ASSET' })];
    expect(say(forAsset, { websiteId: 'w', assetIds: ['a', 'b'] })).toBeNull();
    expect(say(forAsset, { websiteId: 'w', assetIds: [] })).toBeNull();
  });

  it('is what the newest decision that holds says, and else what the newest says', () => {
    const older = decision({ decidedAt: days(-3) });
    const changed = decision({ decidedAt: days(-2), evidenceHash: 'x' });
    const ended = decision({ decidedAt: days(-4), validUntil: days(-1) });
    expect(findStanding(FOUND, [ended, older, changed], PLACE, AT)).toEqual({
      state: 'CARRIED',
      decision: older,
    });
    expect(findStanding(FOUND, [ended, changed], PLACE, AT)).toEqual({
      state: 'REOPENED',
      decision: changed,
      reason: 'EVIDENCE_CHANGED',
    });
  });

  it('never carries what differs in anything, and never more after a revocation or a day', () => {
    const either = (first: string, second: string) => fc.constantFrom(first, second);
    const terms: fc.Arbitrary<DecisionTerms> = fc.record({
      fingerprint: either('f', 'x'),
      evidenceHash: either('e', 'x'),
      checkVersion: fc.constantFrom(3, 4, null),
      scope: fc.constantFrom(...DECISION_SCOPES),
      websiteId: either('w', 'x'),
      assetId: either('a', 'x'),
      decidedAt: fc.integer({ min: -40, max: 2 }).map(days),
      validUntil: fc.integer({ min: -5, max: 40 }).map(days),
      revokedAt: fc.option(fc.integer({ min: -9, max: 0 }).map(days), { freq: 3 }),
    });
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 6 }), (decisions) => {
        const standing = findStanding(FOUND, decisions, PLACE, AT);
        if (standing?.state === 'CARRIED')
          expect(standing.decision).toMatchObject({ ...FOUND, revokedAt: null });
        const revoked = decisions.map((one) => ({ ...one, revokedAt: AT }));
        expect(say(revoked)).toBe(standing === null ? null : 'REVOKED');
        if (say(decisions) !== 'CARRIED' && !decisions.some(({ decidedAt }) => decidedAt > AT))
          expect(say(decisions, PLACE, days(1))).not.toBe('CARRIED');
      }),
    );
  });
});
