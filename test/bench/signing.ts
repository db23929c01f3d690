import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { systemClock } from '@/lib/core/clock';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { signV2Request, verifyV2Request } from '@/lib/signing/profiles/v2-request';
import { memoryNonceCache } from '@/lib/signing/verify';

const SIZES = [256, 4_096, 65_536];
const ROUNDS = 201;
/** Bytes that a batch hashes: a millisecond or so, which other work on the machine mostly leaves alone. */
const BATCH_BYTES = 1_000_000;
const MOST_PER_BATCH = 250;
const ACCESS_KEY = 'd3c1a8f0-2b7e-4c55-9f10-6a4e2b7c8d90';
const WEBHOOK_SECRET = Buffer.from(ACCESS_KEY).toString('base64');
const URL_ = 'https://saas.example.com/produce';
const NAMES = ['bare HMACs', 'preflight', 'standardwebhooks', 'stripe'] as const;

type Name = (typeof NAMES)[number];
/** One operation of each contender; `index` counts within a batch. A wrong answer throws: it must not count as fast. */
type Contest = Record<Name, (index: number) => unknown> & { beforeBatch(): void };

/** A JSON body of about `size` bytes, as orders are. */
function makeBody(size: number): string {
  const items: object[] = [];
  const text = () => JSON.stringify({ activity: 'newInstance', testFlag: '1', items });
  while (text().length + 80 < size)
    items.push({ name: 'seats', value: 'p@ss w0rd', orderId: 'CS1906666666ABCDE' });
  return text().replace('p@ss w0rd', `p@ss w0rd${'x'.repeat(Math.max(0, size - text().length))}`);
}

const hmacHex = (message: string | Uint8Array) =>
  createHmac('sha256', ACCESS_KEY).update(message).digest('hex');
const accept = (isRight: boolean) => {
  if (!isRight) throw new Error('A correct signature was refused.');
};

function signing(text: string): Contest {
  const body = Buffer.from(text);
  const webhook = new Webhook(WEBHOOK_SECRET);
  const head = `${ACCESS_KEY}${'n'.repeat(32)}${Date.now()}`;
  const sources = { clock: systemClock, random: nodeRandom };
  return {
    beforeBatch() {},
    'bare HMACs': () => hmacHex(head + hmacHex(body)),
    preflight: () => signV2Request({ url: URL_, accessKey: ACCESS_KEY, body }, sources, nodePrimitives),
    standardwebhooks: () => webhook.sign('msg_1', new Date(), text),
    stripe: () => Stripe.webhooks.generateTestHeaderString({ payload: text, secret: ACCESS_KEY }),
  };
}

/** Each request has its own nonce and is judged with window and nonce cache; the packages keep no nonces. */
function verifying(text: string, count: number): Contest {
  const body = Buffer.from(text);
  const webhook = new Webhook(WEBHOOK_SECRET);
  const head = `${ACCESS_KEY}${'n'.repeat(32)}${Date.now()}`;
  const expected = hmacHex(head + hmacHex(body));
  const at = new Date();
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': webhook.sign('msg_1', at, text),
  };
  const stripeHeader = Stripe.webhooks.generateTestHeaderString({ payload: text, secret: ACCESS_KEY });
  const requests: { url: string; body: Uint8Array }[] = [];
  let policy = { accessKey: ACCESS_KEY, clock: systemClock, nonces: memoryNonceCache(systemClock) };
  const blank = { url: '', body };
  return {
    beforeBatch() {
      const sources = { clock: systemClock, random: nodeRandom };
      for (let i = 0; i < count; i++) {
        const { url } = signV2Request({ url: URL_, accessKey: ACCESS_KEY, body }, sources, nodePrimitives);
        // Through bytes, as an HTTP parser makes it: a text that was put together here is first flattened by its reader.
        requests[i] = { url: Buffer.from(url).toString('latin1'), body };
      }
      policy = { ...policy, nonces: memoryNonceCache(systemClock) };
    },
    'bare HMACs': () => accept(hmacHex(head + hmacHex(body)) === expected),
    preflight: (index) => accept(verifyV2Request(requests[index] ?? blank, policy, nodePrimitives).ok),
    standardwebhooks: () => webhook.verify(body, headers, { jsonParse: false }),
    stripe: () => accept(Stripe.webhooks.signature?.verifyHeader(body, stripeHeader, ACCESS_KEY) === true),
  };
}

/** Operations a second in one batch. */
function measureRate(operation: (index: number) => unknown, count: number): number {
  const startedMs = performance.now();
  for (let i = 0; i < count; i++) operation(i);
  return (count * 1_000) / (performance.now() - startedMs);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Measured = { rates: Record<Name, number>; ratio(name: Name, to: Name): number };

/** Rounds of one batch each, every round beginning with another contender; ratios are within a round. */
function measure(contest: Contest, count: number): Measured {
  const rounds: Record<Name, number>[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    contest.beforeBatch();
    const rates = { 'bare HMACs': 0, preflight: 0, standardwebhooks: 0, stripe: 0 };
    for (let i = 0; i < NAMES.length; i++) {
      const name = NAMES[(i + round + 2) % NAMES.length] ?? 'preflight';
      rates[name] = measureRate(contest[name], count);
    }
    // The first two rounds only warm the code up.
    if (round >= 0) rounds.push(rates);
  }
  const rates = { 'bare HMACs': 0, preflight: 0, standardwebhooks: 0, stripe: 0 };
  for (const name of NAMES) rates[name] = median(rounds.map((round) => round[name]));
  return { rates, ratio: (name, to) => median(rounds.map((round) => round[name] / round[to])) };
}

/** Sign and verify per second against the bare HMACs of the same bytes and against two packages, by size of body. */
export async function benchSigning(): Promise<void> {
  const row = (cells: readonly string[]) =>
    `${cells.map((cell, i) => (i < 2 ? cell.padEnd(8) : cell.padStart(17))).join('')}\n`;
  process.stdout.write(row(['', 'bytes', ...NAMES, 'of the HMACs', '× standardwebh.', '× stripe']));
  for (const size of SIZES) {
    const text = makeBody(size);
    const count = Math.min(MOST_PER_BATCH, Math.ceil(BATCH_BYTES / size));
    for (const [what, contest] of [
      ['sign', signing(text)],
      ['verify', verifying(text, count)],
    ] as const) {
      const { rates, ratio } = measure(contest, count);
      const ratios = (['bare HMACs', 'standardwebhooks', 'stripe'] as const).map((to) =>
        ratio('preflight', to).toFixed(2),
      );
      process.stdout.write(
        row([
          what,
          String(Buffer.byteLength(text)),
          ...NAMES.map((name) => `${Math.round(rates[name])}/s`),
          ...ratios,
        ]),
      );
    }
  }
}
