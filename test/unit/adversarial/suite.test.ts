import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { ADVERSARIAL_SUITE, type AdversarialTestId } from '@/lib/adversarial/adversarial-suite';
import type { AdversarialTest } from '@/lib/adversarial/adversarial-test';
import { adversarialResults, gradeSuite } from '@/lib/adversarial/grade';
import { runAdversarialTest } from '@/lib/connection-tests/engine/run-adversarial-test';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import type { Clock } from '@/lib/core/clock';
import type { OutboundRequest } from '@/lib/http/exchange';
import en from '@/lib/i18n/messages/en/connection-adversarial.json';
import zh from '@/lib/i18n/messages/zh-CN/connection-adversarial.json';
import { ACCESS_KEY, depsWith, makeItem, testClock } from './call-deps';
import { authenticateWith, code, crash, modelSeller, rightSeller, type SellerParts } from './model-seller';

type Protocol = 'V2.0' | 'V1.0';

async function runSuite(
  protocol: Protocol,
  wrong: (right: SellerParts, clock: Clock) => Partial<SellerParts>,
  kinds: readonly AdversarialTest['kind'][] = ['basic'],
) {
  const clock = testClock();
  const right = rightSeller(ACCESS_KEY, clock);
  const seller = modelSeller({ ...right, ...wrong(right, clock) }, clock);
  const deps = depsWith(seller, { protocol, clock });
  const items: RunItem[] = [];
  for (const test of ADVERSARIAL_SUITE.filter(
    ({ kind, protocols }) => kinds.includes(kind) && protocols.includes(protocol),
  )) {
    const result = await runAdversarialTest(test, makeItem(test.id), deps);
    if (result) items.push(result.item);
  }
  const notPassed = Object.fromEntries(
    items
      .filter(({ state }) => state !== 'PASSED')
      .map(({ key, state, finding }) => [key.replace('adversarial/', ''), `${state} ${finding?.code}`]),
  );
  return { items, notPassed, seller };
}

/** Findings whose sentence cannot be made of their values, in any language. */
function unsayable(items: readonly RunItem[]): string[] {
  const errors: string[] = [];
  const onError = (error: Error) => errors.push(error.message);
  for (const [locale, messages] of [
    ['en', en],
    ['zh-CN', zh],
  ] as const) {
    const translate = createTranslator({ locale, messages, onError });
    for (const { finding } of items)
      translate(`finding.${finding?.code}` as 'finding.REFUSED', { ...finding?.values });
  }
  return errors;
}

const decoded = (body: Uint8Array | undefined) => new TextDecoder().decode(body);
const encoded = (text: string) => new TextEncoder().encode(text);
const CHARACTERS = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', '%2B', '%2F'];

/** Whether the seller would accept the call with any other character in one place: there it does not look. */
function acceptsAny(
  right: SellerParts,
  nonces: Parameters<SellerParts['authenticate']>[1],
  call: Parameters<SellerParts['authenticate']>[0],
  tamper: (request: OutboundRequest, character: string) => OutboundRequest,
) {
  const answers = CHARACTERS.map((character) =>
    right.authenticate({ ...call, request: tamper(call.request, character) }, nonces),
  );
  return answers.includes(null) ? null : (answers[0] ?? null);
}

const hasNonAscii = (value: string) => /[^\u0020-\u007e]/.test(decodeURIComponent(value));

/** Sellers with one mistake, and all that a run says of them. */
const WRONG_SELLERS: Readonly<
  Record<
    string,
    {
      protocols?: readonly Protocol[];
      wrong: (right: SellerParts, clock: Clock) => Partial<SellerParts>;
      says: Partial<Record<AdversarialTestId, string>>;
    }
  >
> = {
  'looks at the form of the signature only': {
    wrong: () => ({
      authenticate: ({ request }) =>
        /(signature|authToken)=[^&]+/.test(request.url) ? null : code('000001'),
    }),
    says: {
      'wrong-signature': 'FAILED FORGERY_ACCEPTED',
      'altered-byte': 'FAILED ALTERED_ACCEPTED',
      'stale-timestamp': 'FAILED STALE_ACCEPTED',
      'future-timestamp': 'FAILED FUTURE_ACCEPTED',
      'replayed-nonce': 'FAILED REPLAY_ACCEPTED',
      'missing-parameters': 'FAILED PARAMETER_NOT_REQUIRED',
    },
    protocols: ['V2.0'],
  },
  'does not compare the first character of a signature': {
    wrong: (right) => ({
      authenticate: (call, nonces) =>
        acceptsAny(right, nonces, call, (request, character) => ({
          ...request,
          url: request.url.replace(/([?&](?:signature|authToken)=)(?:%..|.)/, `$1${character}`),
        })),
    }),
    says: { 'wrong-signature': 'FAILED FORGERY_ACCEPTED' },
  },
  'does not sign the first character of an order number': {
    wrong: (right) => ({
      authenticate: (call, nonces) =>
        acceptsAny(right, nonces, call, (request, character) => ({
          ...request,
          url: request.url.replace(/([?&]orderId=)./, `$1${character}`),
          body: encoded(decoded(request.body).replace(/("orderId":")./, `$1${character}`)),
        })),
    }),
    says: { 'altered-byte': 'FAILED ALTERED_ACCEPTED' },
  },
  'looks at the past only': {
    wrong: (right, clock) => ({
      authenticate: (call, nonces) => {
        const isAhead = Number(/timestamp=(\d{13})/.exec(call.request.url)?.[1]) > clock.now().getTime();
        return isAhead ? authenticateWith(ACCESS_KEY, null)(call, nonces) : right.authenticate(call, nonces);
      },
    }),
    says: { 'future-timestamp': 'FAILED FUTURE_ACCEPTED' },
    protocols: ['V2.0'],
  },
  'has a window of five minutes': {
    wrong: (right, clock) => ({
      authenticate: (call, nonces) => {
        const stamp = Number(/timestamp=(\d{13})/.exec(call.request.url)?.[1]);
        const isNear = Math.abs(stamp - clock.now().getTime()) <= 300_000;
        return isNear ? authenticateWith(ACCESS_KEY, null)(call, nonces) : right.authenticate(call, nonces);
      },
    }),
    says: { 'stale-timestamp': 'WARNED WINDOW_WIDE', 'future-timestamp': 'WARNED WINDOW_WIDE' },
    protocols: ['V2.0'],
  },
  'accepts a call that carries no signature': {
    wrong: (right) => ({
      authenticate: (call, nonces) =>
        /(signature|authToken)=[^&]/.test(call.request.url) ? right.authenticate(call, nonces) : null,
    }),
    says: { 'missing-parameters': 'FAILED UNSIGNED_ACCEPTED' },
  },
  'has no window': {
    wrong: () => ({
      authenticate: authenticateWith(ACCESS_KEY, null),
    }),
    says: { 'stale-timestamp': 'FAILED STALE_ACCEPTED', 'future-timestamp': 'FAILED FUTURE_ACCEPTED' },
    protocols: ['V2.0'],
  },
  'has no window, as V1.0 documents': {
    wrong: () => ({ authenticate: authenticateWith(ACCESS_KEY, null) }),
    says: { 'stale-timestamp': 'WARNED WINDOW_ABSENT', 'future-timestamp': 'WARNED WINDOW_ABSENT' },
    protocols: ['V1.0'],
  },
  'keeps no nonces': {
    wrong: (_, clock) => ({
      authenticate: (call) => authenticateWith(ACCESS_KEY, clock)(call, null),
    }),
    says: { 'replayed-nonce': 'FAILED REPLAY_ACCEPTED' },
    protocols: ['V2.0'],
  },
  'checks no fields': {
    wrong: () => ({
      inspect: () => null,
      activities: ['newInstance', 'queryInstance', 'refreshInstance', 'releaseInstance', ''],
    }),
    says: { 'missing-parameters': 'FAILED FIELDS_NOT_CHECKED' },
  },
  'answers every activity': {
    wrong: (right) => ({
      inspect: (call) =>
        right.inspect(call) ?? (call.fields.activity === 'preflightUnknown' ? code('000000') : null),
    }),
    says: { 'unknown-activity': 'FAILED UNKNOWN_ACTIVITY_ACCEPTED' },
  },
  'refuses fields that it does not know': {
    wrong: (right) => ({
      inspect: (call) => ('preflightExtra' in call.fields ? code('000002') : right.inspect(call)),
    }),
    protocols: ['V1.0'],
    says: { 'extra-fields': 'FAILED REFUSED_WRONGLY' },
  },
  'refuses members that it does not know': {
    wrong: (right) => ({
      inspect: (call) => ('preflightExtra' in call.fields ? code('000002') : right.inspect(call)),
    }),
    protocols: ['V2.0'],
    says: {
      'extra-fields': 'FAILED REFUSED_WRONGLY',
      // They travel in members that no table names.
      'empty-values': 'NOT_RUN CONTROL_CALL_FAILED',
      'zero-values': 'NOT_RUN CONTROL_CALL_FAILED',
      'number-values': 'NOT_RUN CONTROL_CALL_FAILED',
    },
  },
  'knows every instance': {
    wrong: (right) => ({ knows: (instance, activity) => !instance || right.knows(instance, activity) }),
    says: { 'unknown-instance': 'FAILED UNKNOWN_INSTANCE_ACCEPTED' },
  },
  'uses instances after their release': {
    wrong: () => ({ knows: (instance) => instance !== undefined }),
    says: { 'after-release': 'FAILED USED_AFTER_RELEASE' },
  },
  'has nothing but orders and releases, as a one-time product may': {
    wrong: () => ({ activities: ['newInstance', 'releaseInstance'] }),
    says: { 'unknown-instance': 'NOT_RUN CONTROL_CALL_FAILED' },
  },
  'has nothing but orders and releases, and releases once only': {
    wrong: () => ({
      activities: ['newInstance', 'releaseInstance'],
      knows: (instance) => instance !== undefined && !instance.isReleased,
    }),
    says: {
      'unknown-instance': 'NOT_RUN CONTROL_CALL_FAILED',
      'after-release': 'FAILED RELEASE_NOT_REPEATABLE',
    },
  },
  'releases once only': {
    wrong: () => ({ knows: (instance) => instance !== undefined && !instance.isReleased }),
    says: { 'after-release': 'FAILED RELEASE_NOT_REPEATABLE' },
  },
  'looks first and stores afterwards': {
    wrong: () => ({ isRacing: true }),
    says: { 'same-order-in-parallel': 'FAILED DIFFERENT_INSTANCES' },
  },
  'takes two order lines for one': {
    wrong: () => ({ orderKey: ({ orderId }) => String(orderId) }),
    says: { 'same-order-twice': 'WARNED ORDER_LINE_IGNORED' },
    protocols: ['V2.0'],
  },
  'cuts order numbers off': {
    wrong: (right) => ({
      orderKey: ({ orderId, orderLineId }) =>
        right.orderKey({
          orderId: String(orderId).slice(0, 60),
          orderLineId: String(orderLineId).slice(0, 60),
        }),
    }),
    says: { 'long-values': 'FAILED VALUES_TRUNCATED' },
  },
  'crashes on the longest values': {
    wrong: (right) => ({
      inspect: (call) => (String(call.fields.orderId).length === 64 ? crash : right.inspect(call)),
    }),
    says: { 'long-values': 'FAILED SERVER_ERROR' },
  },
  'refuses what is not ASCII': {
    wrong: (right) => ({
      authenticate: (call, nonces) =>
        hasNonAscii(call.request.url) || hasNonAscii(decoded(call.request.body).replaceAll('%', ''))
          ? code('000001')
          : right.authenticate(call, nonces),
    }),
    says: { 'line-separators': 'FAILED REFUSED_WRONGLY', 'non-ascii': 'FAILED REFUSED_WRONGLY' },
  },
  'crashes on other content types': {
    wrong: (right) => ({
      inspect: (call) =>
        call.request.headers?.some(([, value]) => value === 'application/json;charset=utf8')
          ? right.inspect(call)
          : crash,
    }),
    says: { 'wrong-content-type': 'FAILED SERVER_ERROR' },
    protocols: ['V2.0'],
  },
  'refuses seconds': {
    wrong: (right) => ({
      authenticate: (call, nonces) =>
        /[?&](timestamp=\d{10}|timeStamp=\d{14})(&|$)/.test(call.request.url)
          ? code('000001')
          : right.authenticate(call, nonces),
    }),
    says: { 'seconds-timestamp': 'WARNED SECONDS_REFUSED' },
  },
  'makes a new instance each time': {
    wrong: () => {
      let orders = 0;
      const orderKey = () => {
        orders += 1;
        return `order ${orders}`;
      };
      return { orderKey };
    },
    says: {
      'same-order-twice': 'FAILED DIFFERENT_INSTANCES',
      'same-order-in-parallel': 'FAILED DIFFERENT_INSTANCES',
    },
  },
};
const PROTOCOLS = ['V2.0', 'V1.0'] as const;

describe.each(PROTOCOLS)('the suite in %s', (protocol) => {
  it('passes a right seller, and leaves nothing behind', async () => {
    const { items, notPassed, seller } = await runSuite(protocol, () => ({}), ['basic', 'kit']);
    expect(notPassed).toEqual({});
    expect(gradeSuite(adversarialResults(items)).overall).toBe('A');
    expect(seller.liveInstances()).toBe(0);
    expect(seller.tenants()).toBe(0);
    // What the room's README promises.
    const calls = items.flatMap(({ messageIds }) => messageIds).length;
    expect(calls).toBeLessThanOrEqual(protocol === 'V2.0' ? 245 : 115);
    expect(unsayable(items)).toEqual([]);
  });

  it('passes nothing to a seller that refuses everything', async () => {
    const { items } = await runSuite(protocol, () => ({ authenticate: () => code('000001') }));
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['NOT_RUN']));
    expect(gradeSuite(adversarialResults(items)).overall).toBeNull();
    expect(unsayable(items)).toEqual([]);
  });

  it('passes nothing to a seller that never answers', async () => {
    const { items } = await runSuite(protocol, () => ({ authenticate: () => 'silence' }));
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['NOT_RUN']));
    expect(items[0]?.explanations.map((one) => one.code)).toEqual(['RESPONSE_TIMEOUT']);
  });

  const wrongHere = Object.entries(WRONG_SELLERS).filter(([, { protocols = PROTOCOLS }]) =>
    protocols.includes(protocol),
  );
  it.each(wrongHere)('finds exactly what is wrong with a seller that %s', async (_, { wrong, says }) => {
    const { items, notPassed } = await runSuite(protocol, wrong);
    expect(notPassed).toEqual(says);
    expect(unsayable(items)).toEqual([]);
  });
});

describe('the suite of joint operations', () => {
  const runKit = (wrong: Partial<SellerParts>) =>
    runSuite('V2.0', () => wrong, ['kit']).then(({ items, notPassed }) => ({ items, notPassed }));
  const hasPath = (request: OutboundRequest, path: string) => new URL(request.url).pathname.endsWith(path);

  it('finds one interface that believes everybody', async () => {
    const right = rightSeller(ACCESS_KEY, testClock());
    const { items, notPassed } = await runKit({
      authenticate: (call, nonces) =>
        hasPath(call.request, '/authSync') ? null : right.authenticate(call, nonces),
    });
    expect(notPassed).toEqual({ 'kit-wrong-signature': 'FAILED FORGERY_ACCEPTED' });
    expect(items.find(({ state }) => state === 'FAILED')?.finding?.values).toEqual({ calls: 'authSync' });
  });

  it('says what a refused repetition, a refused removal and a short column are', async () => {
    const seen = new Set<unknown>();
    const repeated = await runKit({
      inspect: ({ fields: { tenantId, flag } }) => {
        if (flag !== 1 || tenantId === undefined) return null;
        if (seen.has(tenantId)) return code('000005');
        seen.add(tenantId);
        return null;
      },
    });
    expect(repeated.notPassed).toMatchObject({ 'kit-repeated-changes': 'FAILED REPETITION_REFUSED' });
    const short = await runKit({
      inspect: ({ fields }) => (String(fields.name ?? '').length > 100 ? code('000002') : null),
    });
    expect(short.notPassed).toMatchObject({ 'kit-long-values': 'FAILED REFUSED_WRONGLY' });
  });

  it('shows nothing where no instance can be made', async () => {
    const { items } = await runKit({
      inspect: ({ fields }) => ('businessId' in fields ? code('000106') : null),
    });
    expect(new Set(items.map(({ state, finding }) => `${state} ${finding?.code}`))).toEqual(
      new Set(['NOT_RUN PREPARATION_FAILED']),
    );
  });
});
