import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTEMPT_LIMITS, addressGroup, windowRest, windowStart } from '@/lib/auth/rules/attempt-limits';
import { passwordProblem } from '@/lib/auth/rules/password-policy';
import { returnPath } from '@/lib/auth/rules/return-path';
import { requireSameOrigin } from '@/lib/auth/rules/same-origin';
import { cookieOptions, sessionCookieName } from '@/lib/auth/rules/session-cookie';
import { IDLE_MS, isSessionAlive, SESSION_MS } from '@/lib/auth/rules/session-lifetime';

describe('password policy', () => {
  it.each([
    ['short', 'tooShort'],
    ['x'.repeat(201), 'tooLong'],
    ['abababababab', 'tooUniform'],
    ['mei.chen@example.com', 'likeEmail'],
    ['Mei.Chen20262026', 'likeEmail'],
    ['a quiet blue door', null],
    ['安静的蓝色的门和一只白色的猫', null],
  ])('%s → %s', (password, problem) => {
    expect(passwordProblem(password, 'mei.chen@example.com')).toBe(problem);
  });
});

describe('attempt windows', () => {
  it('hold their instant and end when they say', () => {
    const limit = ATTEMPT_LIMITS['sign-in.account'];
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
        const start = windowStart(limit, at).getTime();
        expect(start).toBeLessThanOrEqual(at.getTime());
        expect(at.getTime() + windowRest(limit, at)).toBe(start + limit.windowMs);
      }),
    );
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2::1', '20010db800010002/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '20010db800010002/64'],
    ['2001:db8:1:3::1', '20010db800010003/64'],
    ['not an address', 'unknown'],
    [null, 'unknown'],
  ])('count %s as %s', (address, group) => expect(addressGroup(address)).toBe(group));
});

describe('the way back after sign-in', () => {
  it.each([
    ['/assets/1?tab=websites#top', '/assets/1?tab=websites#top'],
    ['/assets?page=2&_rsc=1x2y', '/assets?page=2'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/./\\evil.example', '/'],
    ['/..//evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?from=/sign-in', '/'],
    ['/api/auth/signout', '/'],
    ['', '/'],
    [null, '/'],
    [['/a'], '/'],
  ])('%j leads to %s', (wish, path) => expect(returnPath(wish)).toBe(path));

  it('never leaves the site, whatever is asked for', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '//',
      'evil.example',
      '\t',
      '\n',
      '%2f',
      '@',
      ':',
      '?',
      '#',
      'http:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = returnPath(`/${pieces.join('')}`);
        expect(new URL(path, 'https://preflight.example').origin).toBe('https://preflight.example');
      }),
    );
  });
});

describe('requests that change something', () => {
  const request = (method: string, origin?: string) =>
    new Request('https://preflight.example/x', { method, headers: origin === undefined ? {} : { origin } });

  it.each([
    ['POST', 'https://preflight.example', true],
    ['POST', 'https://evil.example', false],
    ['POST', 'https://preflight.example.evil.example', false],
    ['DELETE', 'http://preflight.example', false],
    ['POST', 'null', false],
    ['POST', undefined, false],
    ['GET', undefined, true],
  ])('%s from %s', (method, origin, isAllowed) => {
    const attempt = () => requireSameOrigin(request(method, origin), 'https://preflight.example');
    if (isAllowed) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(/FORBIDDEN: auth.crossSite/);
  });
});

describe('sessions', () => {
  const at = new Date('2026-03-02T09:00:00Z');
  const later = (ms: number) => new Date(at.getTime() + ms);
  const session = { expiresAt: later(SESSION_MS), lastSeenAt: at, revokedAt: null };

  it('end at their time, when idle, and when revoked', () => {
    expect(isSessionAlive(session, at)).toBe(true);
    expect(isSessionAlive(session, later(IDLE_MS - 1))).toBe(true);
    expect(isSessionAlive(session, later(IDLE_MS))).toBe(false);
    expect(isSessionAlive({ ...session, lastSeenAt: later(SESSION_MS) }, later(SESSION_MS))).toBe(false);
    expect(isSessionAlive({ ...session, revokedAt: at }, at)).toBe(false);
  });

  it('have a cookie bound to the host over HTTPS', () => {
    expect(sessionCookieName('https://preflight.example')).toBe('__Host-preflight-session');
    expect(cookieOptions('https://preflight.example')).toEqual({
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: true,
    });
    expect(sessionCookieName('http://localhost:3000')).toBe('preflight-session');
    expect(cookieOptions('http://localhost:3000').secure).toBe(false);
  });
});
