import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { decryptField, type EncryptType, encryptField, newIv } from '@/lib/signing/encryption';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { ask } from './ask-seller';
import { ACCESS_KEY, type CallOptions, sendCall, V1_NEW_INSTANCE } from './call-seller';

const clock = fixedClock(new Date());
let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller({ accessKey: ACCESS_KEY }, { clock });
});
afterEach(() => seller.close());

const send = (fields: Record<string, string>, options: CallOptions = {}) =>
  sendCall(seller, 'V1', fields, { clock, ...options });
const sendForAnswer = async (fields: Record<string, string>, options: CallOptions = {}) =>
  JSON.parse((await send(fields, options)).text);
const newInstance = async (changes: Record<string, string> = {}): Promise<string> =>
  (await sendForAnswer({ ...V1_NEW_INSTANCE, ...changes })).instanceId;
const encrypted = (text: string, encryptType: EncryptType = '1') =>
  encryptField(text, { accessKey: ACCESS_KEY, encryptType, iv: newIv(nodeRandom) }, nodePrimitives);
const decrypted = (text: string, encryptType: EncryptType = '1') => {
  const result = decryptField(text, { accessKey: ACCESS_KEY, encryptType }, nodePrimitives);
  return result.ok ? result.plaintext : result.failure.code;
};

describe('authentication', () => {
  it('accepts a call with the right authToken and signs the exact bytes of the answer', async () => {
    const answer = await send(V1_NEW_INSTANCE);
    expect(JSON.parse(answer.text)).toMatchObject({ resultCode: '000000', instanceId: expect.any(String) });
    const verification = verifyV1Body(
      { headers: answer.headers, body: answer.bytes },
      { accessKey: ACCESS_KEY },
      nodePrimitives,
    );
    expect(verification.ok).toBe(true);
  });

  it('decodes every value once, plus signs and percent signs included', async () => {
    const fields = { ...V1_NEW_INSTANCE, customerName: 'a+b %2B 张三&=' };
    expect(await sendForAnswer(fields)).toMatchObject({ resultCode: '000000' });
  });

  it.each([
    ['another key', { accessKey: 'another' }],
    ['a changed value', { alter: (query: string) => query.replace('Buyer', 'Boyer') }],
    ['a value more', { alter: (query: string) => `${query}&amount=1` }],
    ['a value less', { alter: (query: string) => query.replace('customerName=Buyer&', '') }],
    ['no authToken', { alter: (query: string) => query.replace(/&authToken=.*$/, '') }],
    ['a timeStamp that is none', { alter: (query: string) => query.replace('timeStamp=2', 'timeStamp=x') }],
  ])('refuses %s with 000001', async (_, options: CallOptions) => {
    expect(await sendForAnswer(V1_NEW_INSTANCE, options)).toMatchObject({ resultCode: '000001' });
  });

  it('keeps the window of a minute, and takes a call again within it', async () => {
    const at = (offsetMs: number) => ({ clock: fixedClock(new Date(clock.now().getTime() + offsetMs)) });
    const codes = [-60_001, -60_000, -60_000, 60_000, 60_001].map(async (offsetMs) => {
      return (await sendForAnswer(V1_NEW_INSTANCE, at(offsetMs))).resultCode;
    });
    expect(await Promise.all(codes)).toEqual(['000001', '000000', '000000', '000000', '000001']);
  });

  it('takes no call without a query', async () => {
    expect((await ask(seller, seller.sites.safe.produceUrl)).status).toBe(405);
  });
});

describe('newInstance', () => {
  it('returns one instance an order', async () => {
    const ids = await Promise.all([newInstance(), newInstance({ productId: 'other' }), newInstance()]);
    expect(new Set(ids).size).toBe(1);
    expect(await newInstance({ orderId: 'CS2' })).not.toBe(ids[0]);
  });

  it('returns one instance an order and a product with pay-per-use', async () => {
    const use = { orderId: 'CS3', chargingMode: '0' };
    const [first, again] = [await newInstance(use), await newInstance(use)];
    expect(again).toBe(first);
    expect(await newInstance({ ...use, productId: 'other' })).not.toBe(first);
  });

  it.each(['1', '2'] as const)(
    'reads and writes sensitive fields with encryptType %s',
    async (encryptType) => {
      const other = await startFakeSeller({ accessKey: ACCESS_KEY, encryptType }, { clock });
      const fields = {
        ...V1_NEW_INSTANCE,
        email: encrypted('li@example.com', encryptType),
        mobilePhone: encrypted('13800000000', encryptType),
      };
      const answer = JSON.parse((await sendCall(other, 'V1', fields, { clock })).text);
      await other.close();
      expect(answer).toMatchObject({ resultCode: '000000', encryptType });
      expect(answer.appInfo.frontEndUrl).toBe(other.sites.safe.loginUrl);
      expect(decrypted(answer.appInfo.userName, encryptType)).toBe('li@example.com');
      expect(decrypted(answer.appInfo.password, encryptType)).toMatch(/^\w{16}$/);
    },
  );

  it('refuses sensitive fields that it cannot read', async () => {
    const fields = { ...V1_NEW_INSTANCE, email: 'li@example.com', mobilePhone: encrypted('1', '2') };
    expect(await sendForAnswer(fields)).toEqual({
      resultCode: '000002',
      resultMsg: 'invalid request parameter: mobilePhone, email.',
    });
  });

  it('keeps a user name to 128 characters of ciphertext', async () => {
    const email = `${'x'.repeat(70)}@example.com`;
    const { appInfo } = await sendForAnswer({ ...V1_NEW_INSTANCE, email: encrypted(email) });
    expect(decrypted(appInfo.userName)).toMatch(/^admin-/);
    expect(appInfo.userName.length).toBeLessThanOrEqual(128);
  });
});

describe('activities', () => {
  it('walk through the life of an instance', async () => {
    const instanceId = await newInstance({ email: encrypted('li@example.com') });
    const run = (activity: string, fields = {}) =>
      sendForAnswer({ activity, orderId: 'CS1', instanceId, ...fields }).then(({ resultCode }) => resultCode);
    const memo = async () =>
      (await sendForAnswer({ activity: 'queryInstance', instanceId })).info?.[0].appInfo.memo;
    expect(await memo()).toBe('RUNNING');
    expect(await run('refreshInstance', { expireTime: '20300101000000' })).toBe('000000');
    const upgrade = { orderId: 'CS9', skuCode: 'sku', productId: 'p' };
    expect([await run('upgrade', upgrade), await run('upgrade', upgrade)]).toEqual(['000000', '000000']);
    expect(await memo()).toBe('RUNNING until 20300101000000 upgraded by CS9');
    expect(await run('instanceStatus', { instanceStatus: 'FREEZE' })).toBe('000000');
    expect(await memo()).toMatch(/^FROZEN/);
    expect(await run('instanceStatus', { instanceStatus: 'NORMAL' })).toBe('000000');
    expect(await memo()).toMatch(/^RUNNING/);
    expect([await run('expireInstance'), await run('expireInstance')]).toEqual(['000000', '000000']);
    expect(await memo()).toMatch(/^FROZEN/);
    expect([await run('releaseInstance'), await run('releaseInstance')]).toEqual(['000000', '000000']);
    expect([await run('queryInstance'), await run('expireInstance')]).toEqual(['000003', '000003']);
  });

  it('show the account encrypted and the use in a query', async () => {
    const instanceId = await newInstance({ email: encrypted('li@example.com') });
    clock.advanceMs(5_400_000);
    const { encryptType, info } = await sendForAnswer({ activity: 'queryInstance', instanceId });
    expect([encryptType, info.length, info[0].instanceId]).toEqual(['1', 1, instanceId]);
    expect(decrypted(info[0].appInfo.userName)).toBe('li@example.com');
    expect(info[0].usageInfo).toEqual([
      { usageValue: 1.5, statisticalTime: expect.stringMatching(/^\d{17}$/) },
    ]);
  });

  it('are in progress until they have been polled', async () => {
    seller.state.setFault('in-progress', true);
    const made = await sendForAnswer(V1_NEW_INSTANCE);
    expect(made).toMatchObject({ resultCode: '000004', instanceId: expect.any(String) });
    const query = { activity: 'queryInstance', instanceId: made.instanceId };
    const codes = [await sendForAnswer(query), await sendForAnswer(query), await sendForAnswer(query)];
    expect(codes.map(({ resultCode }) => resultCode)).toEqual(['000004', '000004', '000000']);
  });

  it.each([
    ['an activity of V2.0', { activity: 'updateInstanceStatus', instanceId: 'i', status: 'FREEZE' }],
    ['a status of V2.0', { activity: 'instanceStatus', instanceId: 'i', instanceStatus: 'UNFREEZE' }],
    ['a missing order', { activity: 'expireInstance', instanceId: 'i' }],
    ['a time that is none', { ...V1_NEW_INSTANCE, expireTime: '2030-01-01' }],
    ['an unknown period', { ...V1_NEW_INSTANCE, periodType: 'week' }],
    ['a value that is too long', { ...V1_NEW_INSTANCE, customerId: 'x'.repeat(101) }],
  ])('answer %s with 000002', async (_, fields) => {
    expect(await sendForAnswer(fields)).toMatchObject({ resultCode: '000002' });
  });

  it('take every optional field, and empty ones', async () => {
    const params = Buffer.from('[{"name":"emailDomainName","value":"example.com"}]').toString('base64');
    const fields = {
      ...V1_NEW_INSTANCE,
      userId: '',
      periodType: 'year',
      periodNumber: '1',
      orderAmount: '12.50',
      amount: '3',
      expireTime: '20300101000000',
      saasExtendParams: params,
      provisionType: '1',
      trialFlag: '0',
    };
    expect(await sendForAnswer(fields)).toMatchObject({ resultCode: '000000' });
  });
});
