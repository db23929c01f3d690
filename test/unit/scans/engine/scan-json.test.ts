import { afterEach, expect, it } from 'vitest';
import { framing } from '@/lib/scans/checks/headers/page-headers';
import { exposedFiles } from '@/lib/scans/checks/leakage/exposed-files';
import { toScanJson } from '@/lib/scans/rules/scan-json';
import { type LocalSite, notFound, page, startSite } from './local-site';

let site: LocalSite;
afterEach(() => site.close());

it('writes everything that a pipeline needs, as plain JSON, blocking findings first', async () => {
  site = await startSite(({ url }) => {
    if (url.pathname === '/.env') return { type: 'text/plain', body: 'APP_NAME=shop\nAPP_SECRET=f00dcafe\n' };
    return url.pathname === '/' ? page('home') : notFound;
  });
  const result = await site.scan({}, { checks: [framing, exposedFiles] });
  const json = toScanJson(result);
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(json).toMatchObject({
    formatVersion: 1,
    outcome: 'COMPLETE',
    reason: null,
    verdict: 'BLOCKED',
    score: 87,
    requests: site.log.length,
    durationMs: result.completedAt.getTime() - result.startedAt.getTime(),
    coverage: { pages: 1, isLoginProven: null },
  });
  expect(
    json.findings.map(({ class: name, severity, confidence, blocking }) => [
      name,
      severity,
      confidence,
      blocking,
    ]),
  ).toEqual([
    ['INFORMATION_LEAKAGE', 'HIGH', 'CONFIRMED', true],
    ['HEADERS', 'LOW', 'CONFIRMED', false],
  ]);
  expect(json.findings.map(({ grade }) => grade)).toEqual(['CONFIRMED', 'CONFIRMED']);
  expect(json.findings[0]).toMatchObject({
    method: 'GET',
    url: `${site.origin}/.env`,
    parameter: null,
    cvss: { score: 7.5 },
    evidence: { response: expect.stringContaining('APP_NAME=shop\nAPP_SECRET=********\n') },
  });
});
