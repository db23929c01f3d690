import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/core/clock';
import { type LoginTry, loginState } from '@/lib/websites/rules/login-state';
import { OWNERSHIP_STATES, oldestValidProof, ownershipState } from '@/lib/websites/rules/ownership-state';
import { WEBSITE_ACTIONS, type WebsiteAction, websiteBlocker } from '@/lib/websites/rules/website-actions';

const NOW = new Date('2026-03-31T12:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);

describe('ownership', () => {
  it.each([
    [null, 'UNVERIFIED'],
    [NOW, 'VERIFIED'],
    [ago(30 * DAY_MS - 1), 'VERIFIED'],
    [ago(30 * DAY_MS), 'EXPIRED'],
  ])('proven %s is %s', (verifiedAt, state) => expect(ownershipState(verifiedAt, NOW)).toBe(state));

  it('is filtered by the same border', () => {
    const oldest = oldestValidProof(NOW);
    expect(ownershipState(oldest, NOW)).toBe('EXPIRED');
    expect(ownershipState(new Date(oldest.getTime() + 1), NOW)).toBe('VERIFIED');
  });
});

describe('what stands in the way', () => {
  const idle = { ownership: 'VERIFIED', isScanUnfinished: false, assetsUnderReview: [] } as const;
  const possible = (facts: Parameters<typeof websiteBlocker>[1]): WebsiteAction[] =>
    WEBSITE_ACTIONS.filter((action) => websiteBlocker(action, facts) === null);

  it('is nothing for a proven, idle website', () => expect(possible(idle)).toEqual([...WEBSITE_ACTIONS]));

  it('leaves an unverified one to be verified or removed', () =>
    expect(possible({ ...idle, ownership: 'UNVERIFIED' })).toEqual(['verify', 'remove']));

  it('keeps requests away from an expired one, but not its settings', () =>
    expect(possible({ ...idle, ownership: 'EXPIRED' })).toEqual([
      'rename',
      'verify',
      'editLogin',
      'release',
      'remove',
    ]));

  it('leaves a running one as it is, whatever its ownership', () => {
    for (const ownership of OWNERSHIP_STATES)
      expect(possible({ ...idle, ownership, isScanUnfinished: true })).toEqual(['verify']);
  });

  it('keeps one under review, and names the assets', () => {
    const facts = { ...idle, assetsUnderReview: ['Billing', 'Portal'] };
    expect(possible(facts)).not.toContain('release');
    expect(websiteBlocker('remove', facts)).toEqual({
      code: 'UNDER_REVIEW',
      values: { assets: ['Billing', 'Portal'] },
    });
  });
});

describe('login', () => {
  const tried = (isProven: boolean) => ({ isProven }) as LoginTry;

  it.each([
    [null, 'NOT_SET'],
    [{ mode: 'NONE', version: 1, lastTry: tried(false), lastTryVersion: 1 }, 'NO_LOGIN'],
    [{ mode: 'PASSWORD', version: 1, lastTry: null, lastTryVersion: null }, 'UNTRIED'],
    [{ mode: 'PASSWORD', version: 2, lastTry: tried(true), lastTryVersion: 1 }, 'UNTRIED'],
    [{ mode: 'COOKIE', version: 2, lastTry: tried(true), lastTryVersion: 2 }, 'PROVEN'],
    [{ mode: 'COOKIE', version: 2, lastTry: tried(false), lastTryVersion: 2 }, 'FAILED'],
  ] as const)('%j is %s', (profile, state) => expect(loginState(profile)).toBe(state));
});
