import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULT_NAMES, type FaultName, IN_PROGRESS_POLLS } from '@/lib/fakes/faults';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { ACCESS_KEY, type Answer, ask, call, NEW_INSTANCE, signCall, signIn } from './ask-seller';

let seller: FakeSeller;
const pauses: number[] = [];
beforeEach(async () => {
  pauses.length = 0;
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  seller = await startFakeSeller({ accessKey: ACCESS_KEY }, { pause });
});
afterEach(() => seller.close());

const bodySign = ({ headers, bytes }: Answer) =>
  verifyV1Body({ headers, body: bytes }, { accessKey: ACCESS_KEY }, nodePrimitives);
const failureCode = (answer: Answer) => {
  const verification = bodySign(answer);
  return verification.ok ? null : verification.failure.code;
};
const isJson = (text: string) => {
  try {
    return Boolean(JSON.parse(text));
  } catch {
    return false;
  }
};
const codeOf = (answer: Answer) => JSON.parse(answer.text).resultCode;

/** What an honest newInstance answer looks like: each fault has to break its own part of it. */
const SIGNS: Partial<Record<FaultName, (answer: Answer) => boolean>> = {
  'wrong-content-type': (answer) => !answer.header('content-type')?.startsWith('application/json'),
  'http-500': (answer) => answer.status === 500,
  'invalid-json': (answer) => !isJson(answer.text) && bodySign(answer).ok,
  'missing-result-code': (answer) => isJson(answer.text) && codeOf(answer) === undefined,
  'missing-instance-id': (answer) => isJson(answer.text) && JSON.parse(answer.text).instanceId === undefined,
  'result-code-000001': (answer) => isJson(answer.text) && codeOf(answer) === '000001',
  'result-code-000005': (answer) => isJson(answer.text) && codeOf(answer) === '000005',
  'body-sign-recased': (answer) => failureCode(answer) === 'BODY_SIGN_RECASED',
  'body-sign-unquoted': (answer) => failureCode(answer) === 'BODY_SIGN_MALFORMED',
  'body-sign-mismatch': (answer) =>
    failureCode(answer) === 'BODY_SIGN_MISMATCH' && answer.text.endsWith('\n'),
  'bom-in-body': (answer) => Buffer.from(answer.bytes.subarray(0, 3)).toString('hex') === 'efbbbf',
  redirect: (answer) => answer.status === 302 && answer.header('location') !== null,
};

describe('answers of the signed interface', () => {
  it.each(Object.entries(SIGNS))('shows %s while it is on, and only then', async (name, isShown) => {
    const fault = name as FaultName;
    expect(isShown(await call(seller, NEW_INSTANCE))).toBe(false);
    seller.state.setFault(fault, true);
    expect(isShown(await call(seller, NEW_INSTANCE))).toBe(true);
    seller.state.setFault(fault, false);
    expect(isShown(await call(seller, NEW_INSTANCE))).toBe(false);
  });

  it('leaves instanceId out of queryInstance too', async () => {
    const { instanceId } = JSON.parse((await call(seller, NEW_INSTANCE)).text);
    seller.state.setFault('missing-instance-id', true);
    const { info } = JSON.parse((await call(seller, { activity: 'queryInstance', instanceId })).text);
    expect(info).toEqual([{ appInfo: expect.anything() }]);
  });

  it('cuts the connection', async () => {
    seller.state.setFault('connection-reset', true);
    await expect(call(seller, NEW_INSTANCE)).rejects.toMatchObject({ code: 'ECONNRESET' });
    seller.state.setFault('connection-reset', false);
    expect((await call(seller, NEW_INSTANCE)).status).toBe(200);
  });

  it('waits as long as it was told, and only when slow', async () => {
    seller.state.setSlowMs(7_500);
    await call(seller, NEW_INSTANCE);
    seller.state.setFault('slow', true);
    await call(seller, NEW_INSTANCE);
    expect(pauses).toEqual([7_500]);
  });

  it('lets a slow call go when the server stops', async () => {
    const slow = await startFakeSeller({ accessKey: ACCESS_KEY });
    slow.state.setFault('slow', true);
    const cut = expect(call(slow, NEW_INSTANCE)).rejects.toMatchObject({ code: 'ECONNRESET' });
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
});

describe('verification and provisioning', () => {
  it('refuses right signatures when it verifies a re-serialised body', async () => {
    seller.state.setFault('reserialised-verification', true);
    expect(codeOf(await call(seller, NEW_INSTANCE))).toBe('000001');
    const spaced = Buffer.from('{"activity": "queryInstance", "instanceId": "i"}');
    const signed = signCall(seller, new Uint8Array(spaced));
    const answer = await ask(seller, signed.url, { method: 'POST', body: signed.body });
    expect(codeOf(answer)).toBe('000003');
  });

  it('accepts any signature', async () => {
    const send = () => call(seller, NEW_INSTANCE, { accessKey: 'wrong' });
    expect(codeOf(await send())).toBe('000001');
    seller.state.setFault('accepts-any-signature', true);
    expect(codeOf(await send())).toBe('000000');
  });

  it('accepts a nonce twice without replay protection', async () => {
    seller.state.setFault('no-replay-protection', true);
    const signed = signCall(seller, NEW_INSTANCE);
    const send = () => ask(seller, signed.url, { method: 'POST', body: signed.body });
    expect([codeOf(await send()), codeOf(await send())]).toEqual(['000000', '000000']);
  });

  it('gives a new instanceId for the same order', async () => {
    const id = async () => JSON.parse((await call(seller, NEW_INSTANCE)).text).instanceId;
    const first = await id();
    seller.state.setFault('unstable-instance-id', true);
    expect(new Set([first, await id(), await id()]).size).toBe(3);
  });

  it('is in progress until it has been polled', async () => {
    seller.state.setFault('in-progress', true);
    const answer = JSON.parse((await call(seller, NEW_INSTANCE)).text);
    expect(answer).toMatchObject({ resultCode: '000004', instanceId: expect.any(String) });
    const query = { activity: 'queryInstance', instanceId: answer.instanceId };
    for (let poll = 0; poll < IN_PROGRESS_POLLS; poll++)
      expect(codeOf(await call(seller, query))).toBe('000004');
    expect(codeOf(await call(seller, query))).toBe('000000');
    expect(codeOf(await call(seller, NEW_INSTANCE))).toBe('000000');
  });
});

describe('website', () => {
  it('answers 200 for everything', async () => {
    const missing = `${seller.sites.safe.origin}/no-such-page`;
    expect((await ask(seller, missing)).status).toBe(404);
    seller.state.setFault('catch-all-200', true);
    const answers = await Promise.all(
      [missing, seller.sites.safe.verificationFileUrl].map((url) => ask(seller, url)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('loses the session after eight pages', async () => {
    seller.state.setFault('session-dies', true);
    const cookie = await signIn(seller, 'safe');
    const statuses: number[] = [];
    for (let i = 0; i < 9; i++)
      statuses.push((await ask(seller, seller.sites.safe.verifyUrl, { headers: { cookie } })).status);
    expect(statuses).toEqual([...Array(8).fill(200), 303]);
  });
});

it('has a test for every fault', () => {
  const elsewhere = [
    ...[
      'connection-reset',
      'slow',
      'reserialised-verification',
      'accepts-any-signature',
      'no-replay-protection',
    ],
    ...['unstable-instance-id', 'in-progress', 'catch-all-200', 'session-dies'],
  ];
  expect([...Object.keys(SIGNS), ...elsewhere].sort()).toEqual([...FAULT_NAMES].sort());
});
