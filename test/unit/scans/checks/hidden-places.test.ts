import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import type { ScanResult } from '@/lib/scans/rules/result';
import { HIDDEN_CASES, type HiddenInput } from '../../../fixtures/sites/hidden-cases';
import { type LocalSite, notFound, page, type SiteRequest, startSite } from '../engine/local-site';

const cookieOf = (header: string, name: string): string => {
  const pair = header.split(/;\s*/).find((one) => one.startsWith(`${name}=`)) ?? '';
  return decodeURIComponent(pair.slice(name.length + 1));
};
const inputOf = ({ url, method, body, headers, cookies }: SiteRequest): HiddenInput => ({
  url,
  method,
  body,
  header: (name) => String(headers[name] ?? ''),
  cookie: (name) => cookieOf(cookies, name),
});

let site: LocalSite;
let result: ScanResult;
beforeAll(async () => {
  site = await startSite((request) => {
    const one = HIDDEN_CASES.find(({ name }) => request.url.pathname === `/${name}`);
    if (one) return one.answer(inputOf(request));
    if (request.url.pathname !== '/') return notFound;
    return page(
      HIDDEN_CASES.map(({ name, link = '', entry }) => entry ?? `<a href="/${name}${link}">${name}</a>`).join(
        '\n',
      ),
    );
  });
  result = await site.scan({}, { checks: [reflectedXss, sqlInjection] });
});
afterAll(() => site.close());

const foundAt = (name: string) =>
  result.findings
    .filter(({ url, confidence }) => confidence === 'CONFIRMED' && new URL(url).pathname === `/${name}`)
    .map((finding) => ({ class: finding.class, ...finding.parameter }));

describe('an input that no page lists', () => {
  test.each(HIDDEN_CASES.filter(({ isVulnerable }) => isVulnerable))('$name', (one) => {
    expect(foundAt(one.name)).toContainEqual({ class: one.class, ...one.place });
  });

  test.each(HIDDEN_CASES.filter(({ isVulnerable }) => !isVulnerable))('$name', ({ name }) => {
    expect(foundAt(name)).toEqual([]);
  });

  test('costs few requests', () => {
    expect(result.counters.requests).toBeLessThanOrEqual(20 * HIDDEN_CASES.length);
  });
});
