import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '@/lib/core/clock';
import { newId, systemRandom } from '@/lib/core/ids';
import { createOutbound } from '@/lib/http/outbound';
import { CHECKS } from '@/lib/scans/checks/registry';
import { runScan } from '@/lib/scans/engine/run-scan';
import { PLAN_DEFAULTS } from '@/lib/scans/rules/plan';
import type { ScanProgress } from '@/lib/scans/rules/progress';
import { threadedWork } from '@/lib/scans/work/threaded-work';
import { forkSite } from './fork-site';

const PAGES = 5_000;
const MAX_REQUESTS = 15_000;
const PRINTED_EVERY_MS = 5_000;
const MB = 1_024 * 1_024;

const print = (line: string) => process.stdout.write(`${line}\n`);
const residentMb = () => Math.round(process.memoryUsage.rss() / MB);

/** A scan of 5,000 different pages of 20 to 60 kB: memory of the process over time, and the longest stop of its main thread. */
export async function benchMemory(): Promise<void> {
  const { port, stop } = await forkSite('memory-site.ts', [String(PAGES)]);
  const origin = `http://127.0.0.1:${port}`;
  const outbound = createOutbound({
    extraPorts: [],
    allowPrivate: [new URL(origin).host],
    isKeepAlive: true,
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let newest: ScanProgress | null = null;
  const startedMs = performance.now();
  const seconds = () => Math.round((performance.now() - startedMs) / 1_000);
  const show = () => {
    const { requests = 0, pages = 0 } = newest?.counters ?? {};
    const longest = Math.round(delay.max / 1e6);
    print(
      `${String(seconds()).padStart(5)} s ${(newest?.phase ?? '').padEnd(8)} ${String(requests).padStart(6)} requests ` +
        `${String(pages).padStart(5)} pages ${String(residentMb()).padStart(5)} MB, ${longest} ms in one go`,
    );
    delay.reset();
  };
  const timer = setInterval(show, PRINTED_EVERY_MS);
  try {
    const { outcome, reason, counters } = await runScan(
      {
        ...{ scanId: newId(), origin, startUrls: [], login: { mode: 'none' }, customHeaders: [] },
        ...{ ...PLAN_DEFAULTS, pathsToAvoid: [], requestsPerSecond: 1e6, concurrency: 10 },
        maxRequests: MAX_REQUESTS,
      },
      {
        ...{ outbound, clock: systemClock, random: systemRandom, inspectTls: async () => null },
        ...{ pause: async () => undefined, openWork: threadedWork() },
        onProgress: (progress) => {
          newest = progress;
        },
        checks: CHECKS.filter(({ kind }) => kind !== 'browser'),
      },
    );
    show();
    print(`${outcome} ${reason?.code ?? ''}, ${counters.pages} pages, ${counters.requests} requests`);
  } finally {
    clearInterval(timer);
    outbound.close();
    stop();
  }
}
