import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { IN_PROGRESS_POLLS } from '@/lib/fakes/faults';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { ask } from './ask-seller';
import { ACCESS_KEY, call, NEW_INSTANCE, signCall } from './call-seller';

const clock = fixedClock(new Date());
let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller({ accessKey: ACCESS_KEY }, { clock });
});
afterEach(() => seller.close());

const callForAnswer = async (body: JsonObject, options = {}) =>
  JSON.parse((await call(seller, body, { clock, ...options })).text);
const newInstance = async (order: Partial<typeof NEW_INSTANCE> | JsonObject = {}): Promise<string> =>
  (await callForAnswer({ ...NEW_INSTANCE, ...order })).instanceId;

describe('authentication', () => {
  it('accepts a call signed with the access key and signs the answer', async () => {
    const answer = await call(seller, NEW_INSTANCE, { clock });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ resultCode: '000000', instanceId: expect.any(String) });
    const verification = verifyV1Body(
      { headers: answer.headers, body: answer.bytes },
      { accessKey: ACCESS_KEY },
      nodePrimitives,
    );
    expect(verification.ok).toBe(true);
  });

  it('refuses another key, a changed byte and a missing signature with 000001', async () => {
    expect(await callForAnswer(NEW_INSTANCE, { accessKey: 'another' })).toMatchObject({
      resultCode: '000001',
    });
    const signed = signCall(seller, NEW_INSTANCE, { clock });
    const changed = await ask(seller, signed.url, { method: 'POST', body: `${Buffer.from(signed.body)} ` });
    expect(JSON.parse(changed.text)).toEqual({
      resultCode: '000001',
      resultMsg: 'authentication failed: SIGNATURE_MISMATCH.',
    });
    const bare = await ask(seller, seller.sites.safe.produceUrl, { method: 'POST', body: '{}' });
    expect(JSON.parse(bare.text)).toMatchObject({ resultCode: '000001' });
  });

  it('refuses a stale and a future timestamp, and accepts both edges of the window', async () => {
    const at = (offsetMs: number) => ({ clock: fixedClock(new Date(clock.now().getTime() + offsetMs)) });
    expect(await callForAnswer(NEW_INSTANCE, at(-60_001))).toMatchObject({ resultCode: '000001' });
    expect(await callForAnswer(NEW_INSTANCE, at(60_001))).toMatchObject({ resultCode: '000001' });
    expect(await callForAnswer(NEW_INSTANCE, at(-60_000))).toMatchObject({ resultCode: '000000' });
    expect(await callForAnswer(NEW_INSTANCE, at(60_000))).toMatchObject({ resultCode: '000000' });
  });

  it('refuses the second use of a nonce', async () => {
    const signed = signCall(seller, NEW_INSTANCE, { clock });
    const send = () => ask(seller, signed.url, { method: 'POST', body: signed.body });
    expect(JSON.parse((await send()).text).resultCode).toBe('000000');
    expect(JSON.parse((await send()).text).resultMsg).toContain('NONCE_REPLAYED');
  });

  it('refuses everything and signs nothing while the site has no key', async () => {
    seller.state.setAccessKey('safe', null);
    const answer = await call(seller, NEW_INSTANCE, { clock });
    expect(JSON.parse(answer.text).resultMsg).toContain('ACCESS_KEY_NOT_SET');
    expect(answer.header('Body-Sign')).toBeNull();
    expect(await callForAnswer(NEW_INSTANCE, { site: 'vulnerable' })).toMatchObject({ resultCode: '000000' });
  });

  it('answers POST only', async () => {
    const answer = await ask(seller, seller.sites.safe.produceUrl);
    expect([answer.status, answer.header('Allow')]).toEqual([405, 'POST']);
  });
});

describe('activities', () => {
  it('returns the same instanceId for the same order, also ten times in parallel', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, i) => newInstance({ businessId: `b-${i}` })),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await newInstance({ orderLineId: 'CS1-2' })).not.toBe(ids[0]);
  });

  it('walks through the life of an instance', async () => {
    const instanceId = await newInstance();
    const order = { orderId: 'CS1', orderLineId: 'CS1-1' };
    const memo = async () =>
      (await callForAnswer({ activity: 'queryInstance', instanceId })).info?.[0].appInfo.memo;
    expect(await memo()).toBe('RUNNING');
    const renewal = { ...order, activity: 'refreshInstance', scene: 'RENEWAL', instanceId };
    expect(await callForAnswer({ ...renewal, expireTime: '20300101000000' })).toMatchObject({
      resultCode: '000000',
    });
    const status = { activity: 'updateInstanceStatus', instanceId };
    expect(await callForAnswer({ ...status, status: 'FREEZE' })).toMatchObject({ resultCode: '000000' });
    expect(await memo()).toBe('FROZEN until 20300101000000');
    expect(await callForAnswer({ ...status, status: 'UNFREEZE' })).toMatchObject({ resultCode: '000000' });
    expect(await memo()).toBe('RUNNING until 20300101000000');
    const release = { ...order, activity: 'releaseInstance', instanceId };
    expect(await callForAnswer(release)).toMatchObject({ resultCode: '000000' });
    expect(await callForAnswer(release)).toMatchObject({ resultCode: '000000' });
    expect(await callForAnswer({ activity: 'queryInstance', instanceId })).toMatchObject({
      resultCode: '000003',
    });
  });

  it('queries many instances at once, and none when one is unknown', async () => {
    const ids = [await newInstance(), await newInstance({ orderId: 'CS2' })];
    const both = await callForAnswer({ activity: 'queryInstance', instanceId: ids.join(',') });
    expect(both.info.map((info: { instanceId: string }) => info.instanceId)).toEqual(ids);
    const mixed = await callForAnswer({ activity: 'queryInstance', instanceId: `${ids[0]},unknown` });
    expect(mixed).toEqual({ resultCode: '000003', resultMsg: 'instance ID does not exist.' });
  });

  it('upgrades and checks changes, also twice, and not what was released', async () => {
    const instanceId = await newInstance();
    const upgrade = { activity: 'upgradeInstance', instanceId, orderId: 'CS2', orderLineId: 'CS2-1' };
    const productInfo = { skuCode: 'sku', productId: 'p', linearValue: 2 };
    const check = { activity: 'changeInstanceCheck', instanceId, productInfo };
    const codes = async () =>
      [await callForAnswer(upgrade), await callForAnswer(check), await callForAnswer(upgrade)].map(
        ({ resultCode }) => resultCode,
      );
    expect(await codes()).toEqual(['000000', '000000', '000000']);
    const { info } = await callForAnswer({ activity: 'queryInstance', instanceId });
    expect(info[0].appInfo.memo).toBe('RUNNING upgraded by CS2');
    expect(await callForAnswer({ ...check, productInfo: null })).toMatchObject({ resultCode: '000002' });
    await callForAnswer({ activity: 'releaseInstance', instanceId });
    expect(await codes()).toEqual(['000003', '000003', '000003']);
  });

  it('is in progress until it has been polled', async () => {
    seller.state.setFault('in-progress', true);
    const answer = await callForAnswer(NEW_INSTANCE);
    expect(answer).toMatchObject({ resultCode: '000004', instanceId: expect.any(String) });
    const query = { activity: 'queryInstance', instanceId: answer.instanceId };
    for (let poll = 0; poll < IN_PROGRESS_POLLS; poll++)
      expect(await callForAnswer(query)).toMatchObject({ resultCode: '000004' });
    expect(await callForAnswer(query)).toMatchObject({ resultCode: '000000' });
    expect(await callForAnswer(NEW_INSTANCE)).toMatchObject({ resultCode: '000000' });
  });

  it('gives a front-end address on the same site', async () => {
    const answer = await callForAnswer(NEW_INSTANCE, { site: 'vulnerable' });
    expect(answer.appInfo.frontEndUrl).toBe(seller.sites.vulnerable.loginUrl);
  });

  it.each([
    ['an unknown activity', { ...NEW_INSTANCE, activity: 'dropEverything' }],
    ['a missing field', { activity: 'newInstance', orderId: 'CS1', businessId: 'b' }],
    ['a value that is too long', { ...NEW_INSTANCE, orderId: 'x'.repeat(65) }],
    ['101 ids', { activity: 'queryInstance', instanceId: Array(101).fill('i').join(',') }],
    ['an unknown scene', { ...NEW_INSTANCE, activity: 'refreshInstance', scene: 'NEVER' }],
    ['a status of V1.0', { activity: 'updateInstanceStatus', instanceId: 'i', status: 'NORMAL' }],
  ])('answers %s with 000002', async (_, body) => {
    expect(await callForAnswer(body)).toMatchObject({ resultCode: '000002' });
  });

  it('answers a body that is no JSON with 000002 and accepts unknown extra fields', async () => {
    const signed = signCall(seller, new Uint8Array([0xff, 0x7b]), { clock });
    const answer = await ask(seller, signed.url, { method: 'POST', body: signed.body });
    expect(JSON.parse(answer.text)).toMatchObject({ resultCode: '000002' });
    expect(await callForAnswer({ ...NEW_INSTANCE, invented: { deep: [1] } })).toMatchObject({
      resultCode: '000000',
    });
  });
});
