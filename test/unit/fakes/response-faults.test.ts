import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { FAULT_NAMES, FAULTS, type FaultName } from '@/lib/fakes/faults';
import type { FaultProtocol } from '@/lib/fakes/faults/fault-entry';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { type Answer, ask } from './ask-seller';
import { ACCESS_KEY, FIRST_CALLS, KIT_ACCESS_KEY, sendCall } from './call-seller';
import { type Appearance, describeAnswer } from './read-answer';

const clock = fixedClock(new Date());
const pauses: number[] = [];
let seller: FakeSeller;
beforeEach(async () => {
  pauses.length = 0;
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  const keys = { accessKey: ACCESS_KEY, kitAccessKey: KIT_ACCESS_KEY };
  seller = await startFakeSeller(keys, { clock, pause });
});
afterEach(() => seller.close());

/** Email and mobile phone are left out: the account is the seller's own. */
const first = (protocol: FaultProtocol) => sendCall(seller, protocol, FIRST_CALLS[protocol], { clock });
const query = async (protocol: 'V2' | 'V1', instanceId: string) =>
  sendCall(seller, protocol, { activity: 'queryInstance', instanceId }, { clock });

/** What the first call and a query after it look like. */
async function lookAt(protocol: FaultProtocol, instanceId: string): Promise<Record<string, Appearance>> {
  const key = protocol === 'kit' ? KIT_ACCESS_KEY : ACCESS_KEY;
  const look = (answer: Answer) => describeAnswer(answer, protocol, key);
  const made = look(await first(protocol));
  return protocol === 'kit' ? { made } : { made, queried: look(await query(protocol, instanceId)) };
}

type Change = Partial<Appearance>;
/** What can no longer be read of a response that is not JSON. */
const UNREADABLE: Change = {
  isJson: false,
  resultCode: null,
  instanceIdLength: null,
  hasFrontEndUrl: null,
  usageValue: null,
  account: null,
};
const REFUSED: Change = { ...UNREADABLE, isJson: true };
const BLOCKED: Change = {
  ...UNREADABLE,
  contentType: 'text/html; charset=utf-8',
  bodySign: 'BODY_SIGN_MISSING',
};

/** The members of an appearance that each fault changes, where the honest answer has them. */
const CHANGES: Partial<Record<FaultName, Change>> = {
  'http-500': { ...REFUSED, status: 500, bodySign: 'BODY_SIGN_MISSING' },
  redirect: {
    ...UNREADABLE,
    status: 302,
    contentType: 'text/plain; charset=utf-8',
    bodySign: 'BODY_SIGN_MISSING',
  },
  'gateway-block-page': { ...BLOCKED, status: 403 },
  'gateway-block-page-200': BLOCKED,
  'result-code-000001': { ...REFUSED, resultCode: '000001' },
  'result-code-000005': { ...REFUSED, resultCode: '000005' },
  'wrong-content-type': { contentType: 'text/html; charset=utf-8' },
  'wrong-charset': { contentType: 'application/json; charset=GBK', charset: 'GBK' },
  'bom-in-body': { isJson: false, hasBom: true, ...UNREADABLE },
  'gzip-declared-not-sent': { contentEncoding: 'gzip' },
  'invalid-json': UNREADABLE,
  'missing-result-code': { resultCode: null },
  'missing-instance-id': { instanceIdLength: null },
  'long-instance-id': { instanceIdLength: 65 },
  'missing-front-end-url': { hasFrontEndUrl: false },
  'missing-usage-value': { usageValue: null },
  'sensitive-in-clear': { account: 'clear' },
  'ciphertext-too-long': { account: 'encrypted as said, 168 characters' },
  'wrong-encrypt-type': { account: 'encrypted otherwise than said' },
  'body-sign-missing': { bodySign: 'BODY_SIGN_MISSING' },
  'body-sign-recased': { bodySign: 'BODY_SIGN_RECASED' },
  'body-sign-unquoted': { bodySign: 'BODY_SIGN_MALFORMED' },
  'body-sign-hex': { bodySign: 'BODY_SIGN_MISMATCH' },
  'body-sign-with-timestamp': { bodySign: 'BODY_SIGN_MISMATCH' },
  'body-sign-mismatch': { bodySign: 'BODY_SIGN_MISMATCH' },
  'charset-refused': { ...BLOCKED, status: 415 },
  'csrf-refused': { ...BLOCKED, status: 403 },
  'http-login': { ...REFUSED, status: 401, contentType: 'application/json', bodySign: 'BODY_SIGN_MISSING' },
  'exception-page': { ...BLOCKED, status: 500 },
  'gateway-without-server': { ...BLOCKED, status: 502 },
  'default-page': BLOCKED,
  'warning-before-json': UNREADABLE,
  'encoded-twice': REFUSED,
  'charset-as-coding': { contentEncoding: 'utf-8' },
  'ciphertext-line-end': { account: 'not readable' },
  'body-sign-misnamed': { bodySign: 'BODY_SIGN_MISSING' },
  'body-sign-single-quotes': { bodySign: 'BODY_SIGN_MALFORMED' },
};

const cases = Object.entries(CHANGES).flatMap(([fault, change]) =>
  FAULTS[fault as FaultName].protocols.map((protocol) => [fault as FaultName, protocol, change] as const),
);

const ALWAYS_THERE = ['status', 'contentType', 'contentEncoding', 'bodySign', 'isJson', 'charset', 'hasBom'];

/** The change where the honest answer has such a member at all: tenantSync has no account to leave in clear. */
const changed = (honest: Appearance, change: Change): Appearance => ({
  ...honest,
  ...Object.fromEntries(
    Object.entries(change).filter(
      ([name]) => ALWAYS_THERE.includes(name) || honest[name as keyof Appearance] !== null,
    ),
  ),
});

describe('an answer', () => {
  it.each(cases)('shows %s in %s, nothing else, and only while it is on', async (fault, protocol, change) => {
    const { instanceId } = JSON.parse((await first(protocol)).text);
    const honest = await lookAt(protocol, instanceId);
    expect(honest.made).toMatchObject({ status: 200, resultCode: '000000', bodySign: 'right' });
    seller.state.setFault(fault, true);
    const expected = Object.entries(honest).map(([name, look]) => [name, changed(look, change)]);
    const seen = await lookAt(protocol, instanceId);
    expect(seen).toEqual(Object.fromEntries(expected));
    expect(seen).not.toEqual(honest);
    seller.state.setFault(fault, false);
    expect(await lookAt(protocol, instanceId)).toEqual(honest);
  });

  it.each(['V2', 'V1', 'kit'] as const)('is cut or delayed in %s', async (protocol) => {
    seller.state.setFault('connection-reset', true);
    await expect(first(protocol)).rejects.toMatchObject({ code: 'ECONNRESET' });
    seller.state.setFault('connection-reset', false);
    seller.state.setSlowMs(7_500);
    await first(protocol);
    expect(pauses).toEqual([]);
    seller.state.setFault('slow', true);
    await first(protocol);
    expect(pauses).toEqual([7_500]);
  });

  it('lets a slow call go when the server stops', async () => {
    const slow = await startFakeSeller({ accessKey: ACCESS_KEY });
    slow.state.setFault('slow', true);
    const cut = expect(sendCall(slow, 'V2', FIRST_CALLS.V2)).rejects.toMatchObject({ code: 'ECONNRESET' });
    // The state is asked for the delay just before the wait begins.
    await new Promise<void>((resolve) => {
      slow.state.slowMs = () => {
        resolve();
        return 30_000;
      };
    });
    await slow.close();
    await cut;
  });

  it('of the block page names its request', async () => {
    seller.state.setFault('gateway-block-page', true);
    const [one, two] = [await first('V2'), await first('V2')];
    const id = /Request ID: ([0-9a-f]{32})/.exec(one.text)?.[1];
    expect(one.header('X-Request-Id')).toBe(id);
    expect(two.text).not.toContain(id);
    expect((await ask(seller, seller.sites.safe.origin)).status).toBe(200);
  });

  it('with long ids means the same instances by them', async () => {
    seller.state.setFault('long-instance-id', true);
    const { instanceId } = JSON.parse((await first('V2')).text);
    const both = await query('V2', `${instanceId},${instanceId}`);
    expect(JSON.parse(both.text).info).toMatchObject([{ instanceId }, { instanceId }]);
  });
});

it('has a row or a test for every fault of answers', () => {
  const elsewhere = ['connection-reset', 'slow'];
  const listed = FAULT_NAMES.filter((name) => FAULTS[name].scope === 'response');
  expect([...Object.keys(CHANGES), ...elsewhere].sort()).toEqual([...listed].sort());
});
