import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ADVERSARIAL_SUITE, type AdversarialTestId } from '@/lib/adversarial/adversarial-suite';
import { adversarialResults, gradeSuite } from '@/lib/adversarial/grade';
import { diagnoseSignature } from '@/lib/connection-tests/engine/diagnose-signature';
import type { CallDeps } from '@/lib/connection-tests/engine/item-result';
import { runAdversarialTest } from '@/lib/connection-tests/engine/run-adversarial-test';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import type { FaultName } from '@/lib/fakes/faults';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { type ClosableOutbound, createOutbound } from '@/lib/http/outbound';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { ACCESS_KEY, countedRandom, depsWith, makeItem } from './call-deps';

type Protocol = 'V2.0' | 'V1.0';
const KIT_KEY = 'kit-key-of-the-adversarial-suite';
const clock = fixedClock(new Date());
const random = countedRandom();
let seller: FakeSeller;
let outbound: ClosableOutbound;

beforeAll(async () => {
  seller = await startFakeSeller({ accessKey: ACCESS_KEY, kitAccessKey: KIT_KEY }, { clock });
  const { port } = seller.sites.safe;
  outbound = createOutbound({
    extraPorts: [port],
    allowPrivate: [`localhost:${port}`],
    extraCa: seller.caPem,
  });
});
afterAll(async () => {
  outbound.close();
  await seller.close();
});
const faultsOn: FaultName[] = [];
afterEach(() => {
  for (const name of faultsOn.splice(0)) seller.state.setFault(name, false);
});
function switchOn(name: FaultName) {
  faultsOn.push(name);
  seller.state.setFault(name, true);
}

function depsIn(protocol: Protocol): CallDeps {
  const plain = depsWith(outbound, { protocol, clock, random, newId: () => newId(clock.now().getTime()) });
  const target = {
    ...plain.target,
    productionUrl: seller.sites.safe.produceUrl,
    kitAccessKey: KIT_KEY,
    kitPublicKey: seller.kitPublicKeyPem,
  };
  return { ...plain, target };
}

async function runTests(protocol: Protocol, ids: readonly AdversarialTestId[]): Promise<RunItem[]> {
  const items: RunItem[] = [];
  for (const test of ADVERSARIAL_SUITE) {
    if (!ids.includes(test.id) || !test.protocols.includes(protocol)) continue;
    const result = await runAdversarialTest(test, makeItem(test.id), depsIn(protocol));
    if (result) items.push(result.item);
  }
  return items;
}

const said = (items: readonly RunItem[]) =>
  Object.fromEntries(
    items.map(({ key, state, finding }) => [key.slice('adversarial/'.length), `${state} ${finding?.code}`]),
  );

const ALL = ADVERSARIAL_SUITE.map(({ id }) => id);

/** Every fault that the suite is there for, with the tests that name it. */
const NAMED: readonly [FaultName, Protocol, Partial<Record<AdversarialTestId, string>>][] = [
  [
    'accepts-any-signature',
    'V2.0',
    { 'wrong-signature': 'FAILED FORGERY_ACCEPTED', 'altered-byte': 'FAILED ALTERED_ACCEPTED' },
  ],
  [
    'accepts-any-signature',
    'V1.0',
    { 'wrong-signature': 'FAILED FORGERY_ACCEPTED', 'altered-byte': 'FAILED ALTERED_ACCEPTED' },
  ],
  [
    'ignores-body',
    'V2.0',
    { 'altered-byte': 'FAILED ALTERED_ACCEPTED', 'wrong-signature': 'PASSED REFUSED' },
  ],
  ['ignores-body', 'V1.0', { 'altered-byte': 'FAILED ALTERED_ACCEPTED' }],
  [
    'no-timestamp-window',
    'V2.0',
    { 'stale-timestamp': 'FAILED STALE_ACCEPTED', 'future-timestamp': 'FAILED FUTURE_ACCEPTED' },
  ],
  [
    'no-timestamp-window',
    'V1.0',
    { 'stale-timestamp': 'WARNED WINDOW_ABSENT', 'future-timestamp': 'WARNED WINDOW_ABSENT' },
  ],
  ['no-replay-protection', 'V2.0', { 'replayed-nonce': 'FAILED REPLAY_ACCEPTED' }],
  ['skips-parameter-checks', 'V2.0', { 'missing-parameters': 'FAILED FIELDS_NOT_CHECKED' }],
  ['skips-parameter-checks', 'V1.0', { 'missing-parameters': 'FAILED FIELDS_NOT_CHECKED' }],
  ['accepts-unknown-activity', 'V2.0', { 'unknown-activity': 'FAILED UNKNOWN_ACTIVITY_ACCEPTED' }],
  ['accepts-unknown-activity', 'V1.0', { 'unknown-activity': 'FAILED UNKNOWN_ACTIVITY_ACCEPTED' }],
  ['refuses-extra-fields', 'V2.0', { 'extra-fields': 'FAILED REFUSED_WRONGLY' }],
  ['refuses-extra-fields', 'V1.0', { 'extra-fields': 'FAILED REFUSED_WRONGLY' }],
  ['accepts-unknown-instance', 'V2.0', { 'unknown-instance': 'FAILED UNKNOWN_INSTANCE_ACCEPTED' }],
  ['accepts-unknown-instance', 'V1.0', { 'unknown-instance': 'FAILED UNKNOWN_INSTANCE_ACCEPTED' }],
  ['unstable-instance-id', 'V2.0', { 'same-order-twice': 'FAILED DIFFERENT_INSTANCES' }],
  ['unstable-instance-id', 'V1.0', { 'same-order-twice': 'FAILED DIFFERENT_INSTANCES' }],
  [
    'racing-orders',
    'V2.0',
    { 'same-order-in-parallel': 'FAILED DIFFERENT_INSTANCES', 'same-order-twice': 'PASSED SAME_INSTANCE' },
  ],
  ['racing-orders', 'V1.0', { 'same-order-in-parallel': 'FAILED DIFFERENT_INSTANCES' }],
  ['accepts-after-release', 'V2.0', { 'after-release': 'FAILED USED_AFTER_RELEASE' }],
  ['accepts-after-release', 'V1.0', { 'after-release': 'FAILED USED_AFTER_RELEASE' }],
  ['refuses-repeated-release', 'V2.0', { 'after-release': 'FAILED RELEASE_NOT_REPEATABLE' }],
  ['refuses-repeated-release', 'V1.0', { 'after-release': 'FAILED RELEASE_NOT_REPEATABLE' }],
  ['fails-on-long-values', 'V2.0', { 'long-values': 'FAILED SERVER_ERROR' }],
  ['fails-on-long-values', 'V1.0', { 'long-values': 'FAILED SERVER_ERROR' }],
  ['garbles-non-ascii', 'V2.0', { 'non-ascii': 'FAILED REFUSED_WRONGLY' }],
  ['garbles-non-ascii', 'V1.0', { 'non-ascii': 'FAILED REFUSED_WRONGLY' }],
  ['fails-on-content-type', 'V2.0', { 'wrong-content-type': 'FAILED SERVER_ERROR' }],
  ['fails-on-seconds', 'V2.0', { 'seconds-timestamp': 'FAILED SERVER_ERROR' }],
  ['fails-on-seconds', 'V1.0', { 'seconds-timestamp': 'FAILED SERVER_ERROR' }],
  [
    'in-progress',
    'V2.0',
    { 'same-order-twice': 'PASSED SAME_INSTANCE', 'after-release': 'PASSED GONE_AFTER_RELEASE' },
  ],
  [
    'result-code-000001',
    'V2.0',
    { 'wrong-signature': 'NOT_RUN CONTROL_CALL_FAILED', 'after-release': 'NOT_RUN PREPARATION_FAILED' },
  ],
];

describe.each(['V2.0', 'V1.0'] as const)('the fake seller in %s', (protocol) => {
  it('passes the whole suite when it has no fault', async () => {
    const items = await runTests(protocol, ALL);
    expect(items.filter(({ state }) => state !== 'PASSED')).toEqual([]);
    expect(gradeSuite(adversarialResults(items)).overall).toBe('A');
  });
});

describe('each fault of the fake seller', () => {
  it.each(NAMED)('%s in %s is named', async (fault, protocol, says) => {
    switchOn(fault);
    expect(said(await runTests(protocol, Object.keys(says) as AdversarialTestId[]))).toEqual(says);
  });
});

describe('the diagnosis of the fake seller', () => {
  const diagnose = async (
    protocol: Protocol,
    activity: string,
    changes: Partial<CallDeps['target']> = {},
  ) => {
    const spec = findInterface(protocol, activity);
    if (!spec) throw new Error('no interface');
    const plain = depsIn(protocol);
    const deps = { ...plain, target: { ...plain.target, ...changes } };
    const ids = { orderId: deps.newId(), orderLineId: deps.newId(), instanceId: 'i-1' };
    const provisioningInfo = ['MOBILE', 'EMAIL'];
    const context = { now: clock.now(), newId: deps.newId, ...ids, provisioningInfo };
    const result = await diagnoseSignature(spec, sampleRequest(spec, context), deps);
    return result?.explanations.map(({ code, values }) =>
      `${code} ${values.mistakes ?? values.key ?? ''}`.trim(),
    );
  };

  it.each([
    ['reserialised-verification', 'V2.0', 'newInstance', 'SELLER_MISTAKE body-spaces'],
    ['plain-sha256-verification', 'V2.0', 'newInstance', 'SELLER_MISTAKE inner-plain-sha256'],
    ['seconds-verification', 'V2.0', 'newInstance', 'SELLER_MISTAKE timestamp-in-seconds'],
    ['base64-verification', 'V2.0', 'newInstance', 'SELLER_MISTAKE output-base64'],
    ['lower-case-verification', 'V2.0', 'newInstance', 'SELLER_LOWER_CASE'],
    ['swapped-key-verification', 'V2.0', 'newInstance', 'SELLER_MISTAKE inner-swapped, outer-swapped'],
    ['other-access-key', 'V2.0', 'newInstance', 'SELLER_KEY_UNKNOWN'],
    ['result-code-000001', 'V2.0', 'newInstance', 'SELLER_REFUSES_ALL declared'],
    ['reserialised-verification', 'V2.0', 'tenantSync', 'SELLER_MISTAKE body-spaces'],
    ['seconds-verification', 'V2.0', 'tenantSync', 'SELLER_MISTAKE timestamp-in-seconds'],
    ['base64-verification', 'V2.0', 'tenantSync', 'SELLER_MISTAKE output-base64'],
    ['swapped-key-verification', 'V1.0', 'newInstance', 'SELLER_MISTAKE outer-swapped'],
    ['plus-as-space-verification', 'V1.0', 'newInstance', 'SELLER_MISTAKE parameters-plus-lost'],
    ['accepts-any-signature', 'V2.0', 'newInstance', 'SELLER_INCONSISTENT'],
  ] as const)('%s in %s, %s', async (fault, protocol, activity, says) => {
    switchOn(fault);
    expect(await diagnose(protocol, activity)).toEqual([says]);
  });

  it('finds a seller that has not taken over the new key', async () => {
    const changes = { accessKey: 'the-new-key-after-rotation', previousKeys: [ACCESS_KEY] };
    expect(await diagnose('V2.0', 'newInstance', changes)).toEqual(['SELLER_OTHER_KEY previous']);
    const swapped = { accessKey: KIT_KEY, kitAccessKey: ACCESS_KEY };
    expect(await diagnose('V2.0', 'newInstance', swapped)).toEqual(['SELLER_OTHER_KEY other']);
  });
});
