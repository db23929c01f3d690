import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loginDifference, pickPlainProfile } from '@/lib/websites/rules/login-difference';
import {
  type LoginProfileDraft,
  mergeSecrets,
  normaliseProfile,
  profileProblems,
  tidyCookies,
  urlOfWebsite,
} from '@/lib/websites/rules/login-profile';

const ORIGIN = 'https://app.example.com';
const draft = (change: Partial<LoginProfileDraft> = {}): LoginProfileDraft => ({
  mode: 'PASSWORD',
  loginUrl: '/login',
  verifyUrl: '/account',
  username: 'scanner',
  password: 'secret',
  cookies: '',
  headers: [],
  pathsToAvoid: [],
  requestsPerSecond: 5,
  concurrency: 2,
  ...change,
});
const listProblems = (change: Partial<LoginProfileDraft>, stored = {}) =>
  profileProblems(normaliseProfile(draft(change), ORIGIN), ORIGIN, stored).map(
    ({ field, message }) => `${field} ${message.replace('websites.login.', '')}`,
  );

describe('an address of the website', () => {
  it.each([
    ['/login', `${ORIGIN}/login`],
    ['https://APP.example.com:443/a?b=1', `${ORIGIN}/a?b=1`],
    ['login', `${ORIGIN}/login`],
  ])('%s is %s', (typed, url) => expect(urlOfWebsite(typed, ORIGIN)).toBe(url));

  it.each([
    'http://app.example.com/login',
    'https://app.example.com:8443/',
    'https://example.com/',
    'https://app.example.com.evil.test/',
    '//evil.test/login',
    '\\\\evil.test/login',
    'https://user:pass@app.example.com/',
    'javascript:alert(1)',
    'https://',
  ])('%s is none', (typed) => expect(urlOfWebsite(typed, ORIGIN)).toBeNull());

  it('never leads out of the origin, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.webPath()), (typed) => {
        const url = urlOfWebsite(typed, ORIGIN);
        return url === null || new URL(url).origin === ORIGIN;
      }),
    );
  });
});

describe('what is wrong with a profile', () => {
  it('is nothing in a complete one of each mode', () => {
    expect(listProblems({})).toEqual([]);
    expect(listProblems({ mode: 'COOKIE', cookies: 'sid=1; theme=dark' })).toEqual([]);
    expect(listProblems({ mode: 'NONE', verifyUrl: '', username: '', password: '' })).toEqual([]);
  });

  it('is every field that is missing', () => {
    expect(listProblems({ loginUrl: '', verifyUrl: '', username: '', password: '' })).toEqual([
      'loginUrl loginUrlMissing',
      'verifyUrl verifyUrlMissing',
      'username usernameMissing',
      'password passwordMissing',
    ]);
    expect(listProblems({ mode: 'COOKIE' })).toEqual(['cookies cookiesMissing']);
  });

  it('is no secret that is stored already', () => {
    expect(listProblems({ password: '' }, { password: 'stored' })).toEqual([]);
    expect(listProblems({ mode: 'COOKIE' }, { cookies: 'sid=1' })).toEqual([]);
    expect(listProblems({ headers: [{ name: 'X-Key', value: '' }] }, { headers: { 'X-Key': 'v' } })).toEqual(
      [],
    );
  });

  it.each([
    [{ loginUrl: 'https://elsewhere.example.com/' }, 'loginUrl urlElsewhere'],
    [{ mode: 'COOKIE' as const, cookies: 'no pair here' }, 'cookies cookiesMalformed'],
    [{ headers: [{ name: 'X Key', value: 'v' }] }, 'headers.0.name headerNameMalformed'],
    [{ headers: [{ name: 'User-Agent', value: 'v' }] }, 'headers.0.name headerReserved'],
    [{ headers: [{ name: 'cookie', value: 'v' }] }, 'headers.0.name headerReserved'],
    [{ headers: [{ name: 'X-Key', value: '' }] }, 'headers.0.value headerValueMissing'],
    [{ headers: [{ name: 'X-Key', value: 'a\r\nb: c' }] }, 'headers.0.value headerValueMalformed'],
  ])('%j', (change, problem) => expect(listProblems(change)).toEqual([problem]));

  it('is a header named twice, in whichever spelling', () => {
    const headers = [
      { name: 'X-Key', value: '1' },
      { name: 'x-key', value: '2' },
    ];
    expect(listProblems({ headers })).toEqual(['headers.1.name headerTwice']);
  });
});

describe('secrets', () => {
  const stored = { password: 'old', cookies: 'sid=old', headers: { 'X-A': 'a', 'X-B': 'b' } };

  it('are kept where nothing was typed, replaced where something was, and dropped with mode or header', () => {
    const headers = [
      { name: 'X-A', value: '' },
      { name: 'X-C', value: 'c' },
    ];
    expect(mergeSecrets(draft({ password: '', headers }), stored)).toEqual({
      password: 'old',
      headers: { 'X-A': 'a', 'X-C': 'c' },
    });
    expect(mergeSecrets(draft({ password: 'new' }), stored)).toEqual({ password: 'new' });
    expect(mergeSecrets(draft({ mode: 'COOKIE' }), stored)).toEqual({ cookies: 'sid=old' });
    expect(mergeSecrets(draft({ mode: 'NONE' }), stored)).toEqual({});
  });

  it('stand in no comparison of two profiles', () => {
    const [mine, theirs] = [
      draft({ password: 'p1', username: 'a' }),
      draft({ password: 'p2', username: 'b' }),
    ];
    expect(loginDifference(pickPlainProfile(mine), pickPlainProfile(theirs))).toEqual([
      { field: 'username', yours: 'a', theirs: 'b' },
    ]);
  });
});

it('reads a cookie header as developer tools show it', () => {
  expect(tidyCookies(' Cookie: a=1;b=2 ;\r\n c=3; ')).toBe('a=1; b=2; c=3');
});
