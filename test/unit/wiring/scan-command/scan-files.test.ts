import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SarifLog } from '@/lib/reports/sarif/sarif-log';
import type { ScanJson } from '@/lib/scans/rules/scan-json';
import { type LocalSite, notFound, page, startSite } from '../../scans/engine/local-site';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
let folder: string;
let site: LocalSite;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scan-files-'));
  site = await startSite(({ url }) => {
    if (url.pathname === '/.env') return { type: 'text/plain', body: 'APP_NAME=shop\nAPP_SECRET=f00dcafe\n' };
    return url.pathname === '/' ? page('<a href="/">home</a>') : notFound;
  });
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

async function scan(...given: string[]): Promise<{ code: number | null; output: string }> {
  const { host } = new URL(site.origin);
  const options = ['--url', site.origin, '--allow-private', host, '--no-browser', ...given];
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/wiring/cli.ts', 'scan', ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

it('writes the report as JSON, SARIF and HTML, in the language that is asked for', async () => {
  const file = (name: string) => path.join(folder, name);
  const { code, output } = await scan(
    ...['--class', 'information-leakage', '--allow-untested', '--json', file('a.json')],
    ...['--sarif', file('a.sarif'), '--html', file('a.html'), '--language', 'zh-CN'],
  );
  expect([code, output]).toEqual([1, '']);
  const json = JSON.parse(await readFile(file('a.json'), 'utf8')) as ScanJson;
  const [run] = (JSON.parse(await readFile(file('a.sarif'), 'utf8')) as SarifLog).runs;
  const html = await readFile(file('a.html'), 'utf8');
  const prints = json.findings.map(({ fingerprint }) => fingerprint);
  expect(prints.length).toBeGreaterThan(0);
  expect(run?.results.map((one) => one.partialFingerprints['preflightFingerprint/v1'])).toEqual(prints);
  for (const print of prints) expect(html).toContain(print);
  expect(html).toContain('<html lang="zh-CN">');
  expect(run?.language).toBe('zh-CN');
  // Masked when it was captured, in every form.
  expect(
    [html, JSON.stringify(run), JSON.stringify(json)].filter((text) => text.includes('f00dcafe')),
  ).toEqual([]);
});

it('refuses a language that there is none of', async () => {
  expect((await scan('--language', 'fr')).code).toBe(2);
});
