import { systemClock } from '@/lib/core/clock';
import { createOutbound } from '@/lib/http/outbound';
import { CrawlFrontier } from '@/lib/scans/engine/crawl/crawl-frontier';
import { ScanSession } from '@/lib/scans/engine/login/scan-session';
import { Retriever } from '@/lib/scans/engine/requests/retriever';
import { PLAN_DEFAULTS } from '@/lib/scans/rules/plan';
import { forkSite } from './fork-site';
import { benchClasses } from './scan-classes';

const BATCH = 200;
const ROUNDS = 40;
const WARM_UP_ROUNDS = 8;
const GOAL = 0.4;
const WAITING = 50_000;
const GOAL_TOTAL_MS = 1_000;
const GOAL_LONGEST_MS = 50;
const AT_ONCE = PLAN_DEFAULTS.concurrency;

type Side = (requests: number) => Promise<void>;

/**
 * The retriever (scope, pace, session, guard, full capture, health) against bare undici, which reads the same page from
 * the same server over as many kept connections, in turns; then the queue of 50,000 waiting pages, and what each class costs.
 */
export async function benchScan(): Promise<void> {
  const { port, stop } = await forkSite('scan-server.ts');
  try {
    const origin = `http://127.0.0.1:${port}`;
    const { side: retriever, close } = retrieverSide(origin);
    const undici = await undiciSide(origin);
    const rounds: { retriever: number; undici: number }[] = [];
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      const isFirst = round % 2 === 0;
      const first = await measureRate(isFirst ? retriever : undici);
      const second = await measureRate(isFirst ? undici : retriever);
      if (round < 0) continue;
      rounds.push(isFirst ? { retriever: first, undici: second } : { retriever: second, undici: first });
    }
    close();
    const rate = (name: 'retriever' | 'undici') => Math.round(median(rounds.map((one) => one[name])));
    const ratio = median(rounds.map((one) => one.retriever / one.undici)).toFixed(2);
    print(`Node ${process.version}, undici ${process.versions.undici}, ${AT_ONCE} connections, http`);
    print(`retriever   ${rate('retriever')} requests/s`);
    print(`undici      ${rate('undici')} requests/s, ratio ${ratio} (goal ${GOAL})`);
  } finally {
    stop();
  }
  benchQueue();
  await benchClasses();
}

const print = (line: string) => process.stdout.write(`${line}\n`);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function measureRate(side: Side): Promise<number> {
  const startedMs = performance.now();
  await side(BATCH);
  return (BATCH * 1_000) / (performance.now() - startedMs);
}

/** As many lanes as connections; each sends its next request when the last one was answered. */
async function inLanes(requests: number, send: () => Promise<void>): Promise<void> {
  let left = requests;
  const lane = async () => {
    while (left-- > 0) await send();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function retrieverSide(origin: string): { side: Side; close(): void } {
  const outbound = createOutbound({
    extraPorts: [],
    allowPrivate: [new URL(origin).host],
    isKeepAlive: true,
  });
  const retriever = new Retriever(
    {
      ...{
        scanId: 'bench',
        origin,
        startUrls: [],
        login: { mode: 'none' },
        customHeaders: [],
        pathsToAvoid: [],
      },
      ...{ maxRequests: 1e9, maxMinutes: 60, requestsPerSecond: 1e6, concurrency: AT_ONCE },
    },
    new ScanSession(),
    { outbound, clock: systemClock, pause: async () => undefined, onRequest: () => undefined },
  );
  const send = async () => {
    const exchange = await retriever.send({ method: 'GET', url: `${origin}/page?id=1` });
    if (exchange?.response.status !== 200) throw new Error('An answer is missing.');
  };
  return { side: (requests) => inLanes(requests, send), close: () => outbound.close() };
}

/** What undici's fetch is built on; the package itself is not installed. */
type Dispatcher = {
  dispatch(
    options: { origin: string; path: string; method: string; headers: Record<string, string> },
    handler: {
      onConnect(): void;
      onHeaders(status: number): boolean;
      onData(chunk: Uint8Array): boolean;
      onComplete(): void;
      onError(error: Error): void;
    },
  ): boolean;
};

async function undiciSide(origin: string): Promise<Side> {
  await (await fetch(`${origin}/`)).arrayBuffer();
  const dispatcher = Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1')) as Dispatcher;
  const send = () =>
    new Promise<void>((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      let status = 0;
      dispatcher.dispatch(
        { origin, path: '/page?id=1', method: 'GET', headers: { accept: '*/*' } },
        {
          onConnect: () => undefined,
          onHeaders: (answered) => {
            status = answered;
            return true;
          },
          onData: (chunk) => chunks.push(chunk) > 0,
          onComplete: () =>
            status === 200 && Buffer.concat(chunks).length > 0 ? resolve() : reject(new Error('no answer')),
          onError: reject,
        },
      );
    });
  return (requests) => inLanes(requests, send);
}

/** Adds the pages and takes each out again, as a crawl of an endless site does. */
function benchQueue(): void {
  const startedMs = performance.now();
  let longestMs = 0;
  const timed = <T>(work: () => T): T => {
    const fromMs = performance.now();
    const result = work();
    longestMs = Math.max(longestMs, performance.now() - fromMs);
    return result;
  };
  const frontier = new CrawlFrontier(3_000, () => undefined);
  for (let i = 0; i < WAITING; i++)
    timed(() =>
      frontier.add({
        url: `http://site.test/shop-${i % 500}/item/${i}?view=${i % 9}`,
        depth: 2,
        fromUrl: null,
      }),
    );
  for (let next = timed(() => frontier.next()); next !== null; next = timed(() => frontier.next())) {
    if (next === 'later') continue;
    frontier.onPage(next.url, { skeleton: next.url, shape: 'page', hasInputs: true });
  }
  const totalMs = performance.now() - startedMs;
  print(
    `queue of ${WAITING} pages   ${Math.round(totalMs)} ms in total (goal ${GOAL_TOTAL_MS}), ` +
      `${longestMs.toFixed(1)} ms in one go at most (goal ${GOAL_LONGEST_MS})`,
  );
}
