import { expect, onTestFinished, test } from 'vitest';
import { injectedContent } from '@/lib/scans/checks/injected-content';
import { otherVisitors } from '@/lib/scans/checks/other-visitors';
import { webShells } from '@/lib/scans/checks/web-shells';
import { TROJAN_CASES } from '../../../fixtures/sites/trojan-cases';
import { type SiteAnswer, startSite } from '../engine/local-site';

const NAMES = [
  ...['frame-class', 'loader-packed', 'loader-in-file', 'links-chinese', 'title-chinese', 'skimmer-beacon'],
  ...['host-bootcdn', 'behind-end-code', 'redirect-location-search', 'links-for-search-engine', 'shell-wso'],
  ...[
    'safe-frame-payment',
    'safe-packed-file',
    'safe-blog-code',
    'safe-redirect-mobile-own',
    'safe-password-gate',
  ],
];

/** The cases as pages of one site, each linked from the front page. */
function answerTo(path: string, userAgent: string, referer: string): SiteAnswer {
  const [, name = '', ...rest] = path.split('/');
  const one = TROJAN_CASES.find((other) => other.name === name);
  const links = NAMES.map((other) => `<li><a href="/${other}/">${other}</a></li>`).join('');
  if (path === '/')
    return { body: `<!doctype html><html lang="en"><title>Lamps</title><ul>${links}</ul></html>` };
  const file = rest.join('/');
  const answer = file === '' ? one?.respond({ userAgent, referer }) : one?.files?.[file];
  if (!answer) return { status: 404, body: '<h1>Not found</h1>' };
  const { status = 200, type = 'text/html; charset=utf-8', headers = {}, body } = answer;
  return { status, type, headers, body };
}

test('a whole scan finds what was injected, for everybody and for few, and nothing else', async () => {
  const site = await startSite(({ url, headers }) =>
    answerTo(url.pathname, headers['user-agent'] ?? '', headers.referer ?? ''),
  );
  onTestFinished(() => site.close());
  const result = await site.scan(
    { maxRequests: 1_000 },
    { checks: [injectedContent, otherVisitors, webShells] },
  );
  const found = result.findings
    .filter(({ confidence }) => confidence === 'CONFIRMED')
    .map(({ url }) => new URL(url).pathname.split('/')[1]);
  expect(result.outcome).toBe('COMPLETE');
  expect([...new Set(found)].sort()).toEqual(NAMES.filter((name) => !name.startsWith('safe-')).sort());
  expect(result.counters.requests).toBeLessThanOrEqual(200);
});
