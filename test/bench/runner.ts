import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { generate } from 'selfsigned';
import { executeRun } from '@/lib/connection-tests/engine/execute-run';
import type { CallDeps } from '@/lib/connection-tests/engine/item-result';
import { PARALLELISM, planRun } from '@/lib/connection-tests/rules/run-plan';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { createOutbound } from '@/lib/http/outbound';
import type { CallTarget } from '@/lib/koogallery/call-target';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { signCall } from '@/lib/koogallery/sign-call';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import type { BenchSeller } from './runner-server';

/** Exchanges of one batch: as many as a large run has. */
const BATCH = 40;
const ROUNDS = 60;
const WARM_UP_ROUNDS = 6;
const GOAL = 0.5;
const MEMORY_AT = [1_000, 10_000] as const;
const ACCESS_KEY = 'd3c1a8f0-2b7e-4c55-9f10-6a4e2b7c8d90';
const INSTANCE = { instanceId: 'bench-instance', orderId: 'bench-order', orderLineId: 'bench-order-1' };

type Side = (exchanges: number) => Promise<void>;

const NAMES = ['runner', 'undici', 'undici kept'] as const;
type Rates = Record<(typeof NAMES)[number], number>;

/**
 * The runner (plan, signing, full capture, checks, explanations) against bare undici, which sends one body of the same
 * length and reads the answer: to one TLS server in a process of its own, as many calls at once, in turns. Undici once
 * with a connection for each call, as the runner makes them so that each call shows its handshake, and once with
 * connections that are kept. Then the heap after 1,000 and after 10,000 exchanges.
 */
export async function benchRunner(): Promise<void> {
  const { port, ca, stop } = await startSeller();
  try {
    const url = `https://localhost:${port}/saas/produce`;
    const runner = runnerSide(url, ca);
    const undici = await undiciSides(url);
    const sides: Record<keyof Rates, Side> = {
      runner: runner.side,
      undici: undici.single,
      'undici kept': undici.kept,
    };
    const rounds: Rates[] = [];
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      const rates: Rates = { runner: 0, undici: 0, 'undici kept': 0 };
      for (let i = 0; i < NAMES.length; i++) {
        const name = NAMES[(i + round + WARM_UP_ROUNDS) % NAMES.length] ?? 'runner';
        rates[name] = await measureRate(sides[name]);
      }
      if (round >= 0) rounds.push(rates);
    }
    const rate = (name: keyof Rates) => `${Math.round(median(rounds.map((one) => one[name])))} exchanges/s`;
    const ratio = (to: keyof Rates) => median(rounds.map((one) => one.runner / one[to])).toFixed(2);
    print(
      `Node ${process.version}, undici ${process.versions.undici}, ${PARALLELISM.default} calls at once, TLS`,
    );
    print(`runner: signed, captured, checked        ${rate('runner')}`);
    print(`undici, a connection for each call       ${rate('undici')}, ratio ${ratio('undici')}`);
    print(
      `undici, connections kept                 ${rate('undici kept')}, ratio ${ratio('undici kept')} (goal ${GOAL})`,
    );
    await benchMemory(runner);
    runner.close();
  } finally {
    stop();
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`);

async function benchMemory({ side, count }: ReturnType<typeof runnerSide>): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const from = count();
  const heaps: number[] = [];
  for (const exchanges of MEMORY_AT) {
    await side(exchanges - (count() - from));
    // Sockets that have ended are let go a tick later.
    await wait(50);
    collect();
    heaps.push(process.memoryUsage().heapUsed);
  }
  const [first = Number.NaN, last = Number.NaN] = heaps;
  const shown = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  print(
    `heap after ${MEMORY_AT.join(' and ')} exchanges  ${shown(first)} and ${shown(last)}, ratio ${(last / first).toFixed(3)}`,
  );
}

async function measureRate(side: Side): Promise<number> {
  const startedMs = performance.now();
  await side(BATCH);
  return (BATCH * 1_000) / (performance.now() - startedMs);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const target = (productionUrl: string): CallTarget => ({
  productionUrl,
  accessKey: ACCESS_KEY,
  kitAccessKey: null,
  previousKeys: [],
  encryptionAlgorithm: 'AES256',
  kitPublicKey: null,
});

/** Cases of queryInstance with requests of their own, as many as asked for, in runs of `BATCH`. */
function runnerSide(url: string, extraCa: string) {
  const { host, port } = new URL(url);
  const outbound = createOutbound({ extraPorts: [Number(port)], allowPrivate: [host], extraCa });
  const deps: CallDeps = {
    protocol: 'V2.0',
    target: target(url),
    outbound,
    clock: systemClock,
    random: nodeRandom,
    newId: () => newId(),
    pause: (ms) => wait(ms),
    signal: new AbortController().signal,
    isTestFlagged: true,
  };
  const spec = queryInstance();
  let done = 0;
  const run = async (exchanges: number) => {
    const request = sampleRequest(spec, { now: new Date(), newId: () => newId(), ...INSTANCE });
    const only = Array.from({ length: exchanges }, (_, at) => ({
      activity: 'queryInstance',
      caseName: String(at),
      request,
    }));
    const declared = { protocol: 'V2', productKind: 'COMMON', billingModes: ['YEARLY_MONTHLY'] } as const;
    await executeRun({
      items: planRun({ ...declared, savedCases: [], sections: ['cases'], adversarialTests: [], only }),
      instances: { cases: INSTANCE },
      parallelism: PARALLELISM.default,
      isDiagnosed: true,
      declared: { billingModes: declared.billingModes },
      savedRequest: () => null,
      casePurpose: 'CASE',
      deps,
      save: async ({ item, messages }) => {
        // A refused call must not count as fast.
        if (item.state === 'FAILED') throw new Error(JSON.stringify(messages[0]?.attempt.checks));
        done += messages.length;
        return true;
      },
    });
  };
  return {
    side: async (exchanges: number) => {
      for (let left = exchanges; left > 0; left -= BATCH) await run(Math.min(BATCH, left));
    },
    count: () => done,
    close: () => outbound.close(),
  };
}

function queryInstance() {
  const spec = findInterface('V2.0', 'queryInstance');
  if (!spec) throw new Error('There is no queryInstance.');
  return spec;
}

/** What undici's fetch is on; the package itself is not installed. */
type Dispatcher = {
  dispatch(
    options: {
      origin: string;
      path: string;
      method: string;
      headers: Record<string, string>;
      body: Uint8Array;
      /** Close the connection after the answer. */
      reset: boolean;
    },
    handler: {
      onConnect(): void;
      onHeaders(status: number): boolean;
      onData(chunk: Uint8Array): boolean;
      onComplete(): void;
      onError(error: Error): void;
    },
  ): boolean;
};

async function undiciSides(url: string): Promise<Record<'kept' | 'single', Side>> {
  // The only way to let it trust a certificate of the bench; the runner trusts it through its own list.
  process.removeAllListeners('warning');
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  await (await fetch(url, { method: 'POST', body: '{}' })).arrayBuffer();
  const dispatcher = Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1')) as Dispatcher;
  const { origin, pathname, search } = new URL(
    signCall(
      queryInstance(),
      sampleRequest(queryInstance(), { now: new Date(), newId: () => newId(), ...INSTANCE }),
      target(url),
      { clock: systemClock, random: nodeRandom },
    ).url,
  );
  const body = new Uint8Array(randomBytes(120));
  const headers = { accept: 'application/json', 'content-type': 'application/json;charset=utf8' };
  const exchange = (reset: boolean) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      const fail = () => reject(new Error('The bench seller refused.'));
      dispatcher.dispatch(
        { origin, path: `${pathname}${search}`, method: 'POST', headers, body, reset },
        {
          onConnect: () => undefined,
          onHeaders: (status) => {
            if (status !== 200) fail();
            return true;
          },
          onData: (chunk) => chunks.push(chunk) > 0,
          onComplete: () => resolve(Buffer.concat(chunks)),
          onError: reject,
        },
      );
    });
  const side =
    (reset: boolean): Side =>
    async (exchanges) => {
      let left = exchanges;
      const work = async () => {
        while (left > 0) {
          left -= 1;
          await exchange(reset);
        }
      };
      await Promise.all(Array.from({ length: PARALLELISM.default }, work));
    };
  return { kept: side(false), single: side(true) };
}

async function startSeller(): Promise<{ port: number; ca: string; stop(): void }> {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const body = JSON.stringify({
    resultCode: '000000',
    resultMsg: 'success.',
    info: [{ instanceId: INSTANCE.instanceId, appInfo: { frontEndUrl: 'https://saas.example.com/login' } }],
  });
  const bodySign = signV1Body({ accessKey: ACCESS_KEY, body: Buffer.from(body) }, nodePrimitives);
  const child = fork(path.join(import.meta.dirname, 'runner-server.ts'), { execArgv: ['--import', 'tsx'] });
  const seller: BenchSeller = { key: pems.private, cert: pems.cert, body, bodySign };
  child.send(seller);
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (bound) => resolve(Number(bound)));
    child.once('exit', (code) => reject(new Error(`The bench seller ended with code ${code}.`)));
  });
  return { port, ca: pems.cert, stop: () => child.disconnect() };
}
