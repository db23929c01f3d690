import { expect, test } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { parseSetCookie } from '@/lib/http/http-text';
import { isDeletion, isSessionCookie } from '@/lib/scans/checks/headers/session-cookie';
import { capturedPage } from '../captured-page';

const isSession = (pair: string) => {
  const cookie = parseSetCookie(pair);
  return cookie !== null && isSessionCookie(cookie);
};

test.each([
  'real_session=abcdefgh12345678',
  'PHPSESSID=q1w2e3',
  'JSESSIONID=A1B2',
  'ASP.NET_SessionId=x1y2',
  'ASPSESSIONIDQQRRTTSS=ABCDEF1234',
  'connect.sid=s%3Aab1',
  'auth-token=k2j3h4',
  'authToken=k2j3h4',
  'SSESS0123456789abcdef0123=a1',
  'wordpress_logged_in_1a=bob%7C1794%7Cq1w2e3r4',
  'remember_me=q1w2e3r4t5y6u7i8',
  'x=eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOjQyfQ.Q4mJ0o1k',
])('a session: %s', (pair) => {
  expect(isSession(pair)).toBe(true);
});

test.each([
  'sidebarStatus=1a2b',
  'sidebar=q1w2e3r4t5',
  'authors_sort=name_2',
  'author=Li_2',
  'tokenizer=bert-2',
  'possession=a1b2',
  'login=1',
  'remember=true',
  'sessionTimeout=3600',
  'sessionStart=1794000000',
  'lastLogin=2026-11-29T10:00:00Z',
  'auth_type=oauth2',
  'token_format=jwt-v2',
  'consent_session=accepted',
  'XSRF-TOKEN=k2j3h4',
  '__RequestVerificationToken=k2j3h4',
  'theme=dark',
])('no session: %s', (pair) => {
  expect(isSession(pair)).toBe(false);
});

const at = (...headers: RawHeader[]) => capturedPage({ headers, at: '2026-01-15' });

test.each([
  'LtpaToken2=""; Expires=Thu, 01-Dec-94 16:00:00 GMT; Path=/',
  'auth_token=deleted; Expires=Wed, 14 Jan 2026 10:00:00 GMT',
  'sid=x1; Max-Age=0',
  'sid=x1; Max-Age=-1; Expires=Sat, 28 Nov 2040 10:00:00 GMT',
  'sid=',
])('a deletion: %s', (line) => {
  expect(isDeletion(line, at())).toBe(true);
});

test.each([
  'sid=x1',
  'sid=x1; Expires=Fri, 16 Jan 2026 10:00:00 GMT',
  'sid=x1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=600',
  'sid=x1; Expires=never',
])('no deletion: %s', (line) => {
  expect(isDeletion(line, at())).toBe(false);
});

test('the clock of the answer decides, where it has one', () => {
  const line = 'sid=x1; Expires=Wed, 14 Jan 2026 10:00:00 GMT';
  expect(isDeletion(line, at(['Date', 'Tue, 13 Jan 2026 10:00:00 GMT']))).toBe(false);
  expect(isDeletion(line, at(['Date', 'Thu, 15 Jan 2026 10:00:00 GMT']))).toBe(true);
});
