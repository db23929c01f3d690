import { performance } from 'node:perf_hooks';
import { systemClock } from '@/lib/core/clock';
import { newId, systemRandom } from '@/lib/core/ids';
import type { FindingClass } from '@/lib/findings/rules/finding';
import { createOutbound } from '@/lib/http/outbound';
import { CHECKS } from '@/lib/scans/checks/registry';
import { runScan } from '@/lib/scans/engine/run-scan';
import { PLAN_DEFAULTS } from '@/lib/scans/rules/plan';
import { threadedWork } from '@/lib/scans/work/threaded-work';
import { startCaseSite } from '../fixtures/sites/case-site';
import { COMMAND_CASES } from '../fixtures/sites/command-cases';
import { REDIRECT_CASES } from '../fixtures/sites/redirect-cases';
import { SQL_CASES } from '../fixtures/sites/sql-cases';
import { TRAVERSAL_CASES, TRAVERSAL_SURROUNDINGS } from '../fixtures/sites/traversal-cases';
import { TROJAN_CASES } from '../fixtures/sites/trojan-cases';
import { startTrojanSite } from '../fixtures/sites/trojan-site';
import { UPLOAD_CASES } from '../fixtures/sites/upload-cases';
import { startUploadSite } from '../fixtures/sites/upload-site';
import { XML_CASES } from '../fixtures/sites/xml-cases';
import { startXmlSite } from '../fixtures/sites/xml-site';
import { XSS_CASES } from '../fixtures/sites/xss-cases';
import { isWapitiThere, runWapiti } from './wapiti';

type Bed = {
  name: FindingClass;
  start(): Promise<{ origin: string; close(): Promise<void> }>;
  /** What wapiti calls it; null where it has no such check. */
  module: string | null;
};

/** Sites of our own with vulnerable places and safe twins, one for each class that is looked for by probes or on pages. */
const BEDS: readonly Bed[] = [
  { name: 'XSS', start: () => startCaseSite(XSS_CASES, {}), module: 'xss' },
  { name: 'SQL_INJECTION', start: () => startCaseSite(SQL_CASES, {}), module: 'sql' },
  { name: 'XXE', start: () => startXmlSite(XML_CASES), module: 'xxe' },
  { name: 'OS_COMMAND_INJECTION', start: () => startCaseSite(COMMAND_CASES, {}), module: 'exec' },
  {
    name: 'CROSS_DIRECTORY_ACCESS',
    start: () => startCaseSite(TRAVERSAL_CASES, TRAVERSAL_SURROUNDINGS),
    module: 'file',
  },
  { name: 'FILE_UPLOAD', start: () => startUploadSite(UPLOAD_CASES), module: 'upload' },
  { name: 'URL_REDIRECTION', start: () => startCaseSite(REDIRECT_CASES, {}), module: 'redirect' },
  { name: 'TROJAN', start: () => startTrojanSite(TROJAN_CASES), module: null },
];

type Effort = { requests: number; seconds: number; findings: number };

/** Requests, seconds and findings of each class on our own sites, and beside them what wapiti needs where it is installed. */
export async function benchClasses(): Promise<void> {
  const isBeside = await isWapitiThere();
  process.stdout.write(`${row('class', 'requests', 'seconds', 'findings', 'requests/finding')}\n`);
  for (const { name, start, module } of BEDS) {
    const own = await withSite(start, (origin) => scanClass(name, origin));
    process.stdout.write(`${toRow(name, own)}\n`);
    if (!isBeside || module === null) continue;
    const other = await withSite(start, (origin) => runWapiti(origin, module));
    process.stdout.write(`${toRow('  wapiti', other)}\n`);
  }
}

const row = (...cells: string[]): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(18))).join('');

function toRow(name: string, effort: Effort | null): string {
  if (!effort) return row(name, 'failed');
  const { requests, seconds, findings } = effort;
  const each = findings === 0 ? '-' : (requests / findings).toFixed(1);
  return row(name, String(requests), seconds.toFixed(1), String(findings), each);
}

async function withSite<T>(start: Bed['start'], work: (origin: string) => Promise<T>): Promise<T> {
  const site = await start();
  try {
    return await work(site.origin);
  } finally {
    await site.close();
  }
}

/** A whole scan with the checks of one class, as fast as the site answers. */
async function scanClass(name: FindingClass, origin: string): Promise<Effort> {
  const outbound = createOutbound({
    extraPorts: [],
    allowPrivate: [new URL(origin).host],
    isKeepAlive: true,
  });
  const startedMs = performance.now();
  try {
    const { counters, findings } = await runScan(
      {
        ...{ scanId: newId(), origin, startUrls: [], login: { mode: 'none' }, customHeaders: [] },
        ...{ ...PLAN_DEFAULTS, pathsToAvoid: [], classes: [name], requestsPerSecond: 1e6, concurrency: 10 },
      },
      {
        ...{ outbound, clock: systemClock, random: systemRandom, inspectTls: async () => null },
        ...{ pause: async () => undefined, onProgress: () => undefined, openWork: threadedWork() },
        checks: CHECKS.filter(({ kind }) => kind !== 'browser'),
      },
    );
    const seconds = (performance.now() - startedMs) / 1_000;
    return { requests: counters.requests, seconds, findings: findings.length };
  } finally {
    outbound.close();
  }
}
