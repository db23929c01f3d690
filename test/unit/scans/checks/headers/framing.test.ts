import { expect, test } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { framingFault } from '@/lib/scans/checks/headers/framing';
import { capturedPage } from '../captured-page';

const policies = (...values: string[]) =>
  values.map((value): RawHeader => ['Content-Security-Policy', value]);
const options = (...values: string[]) => values.map((value): RawHeader => ['X-Frame-Options', value]);

test.each([
  [policies("frame-ancestors 'self'")],
  [policies('frame-ancestors')],
  [policies('frame-ancestors https://*.partner.com')],
  [policies('frame-ancestors *', 'frame-ancestors https://partner.com')],
  [policies("default-src 'self', frame-ancestors 'none'")],
  [options('SAMEORIGIN, SAMEORIGIN')],
  [options('deny', 'DENY')],
])('protected: %j', (headers) => {
  expect(framingFault(capturedPage({ headers }))).toBeNull();
});

test.each([
  [policies('frame-ancestors *'), 'frame-ancestors *'],
  [policies("frame-ancestors 'self' *"), "frame-ancestors 'self' *"],
  [policies('frame-ancestors https:'), 'frame-ancestors https:'],
  [policies('frame-ancestors *:443'), 'frame-ancestors *:443'],
  [policies('frame-ancestors *.com'), 'frame-ancestors *.com'],
  [policies('frame-ancestors https://*.github.io'), 'frame-ancestors https://*.github.io'],
  [policies("x-frame-ancestors 'none'"), ''],
  [[...policies('frame-ancestors *'), ...options('DENY')], 'frame-ancestors *'],
  [options('SAMEORIGIN', 'DENY'), 'SAMEORIGIN,DENY'],
  [options('ALLOW-FROM https://partner.com'), 'ALLOW-FROM https://partner.com'],
  [options('ALLOWALL'), 'ALLOWALL'],
  [[], ''],
])('framed by anybody: %j', (headers, proof) => {
  expect(framingFault(capturedPage({ headers }))).toBe(proof);
});
