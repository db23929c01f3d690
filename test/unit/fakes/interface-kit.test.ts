import { constants, publicEncrypt } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KIT_INTERFACES, type KitInterface } from '@/lib/fakes/addresses';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { ask } from './ask-seller';
import { ACCESS_KEY, KIT_ACCESS_KEY, readCode, sendCall, TENANT } from './call-seller';

let seller: FakeSeller;
beforeEach(async () => {
  seller = await startFakeSeller({ accessKey: ACCESS_KEY, kitAccessKey: KIT_ACCESS_KEY });
});
afterEach(() => seller.close());

const send = async (kitInterface: KitInterface, fields: JsonObject, options = {}) =>
  readCode(await sendCall(seller, 'kit', fields, { kitInterface, ...options }));
const encrypted = (secret: string, oaepHash = 'sha256') =>
  publicEncrypt(
    { key: seller.kitPublicKeyPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash },
    Buffer.from(secret),
  ).toString('base64');
const sizes = () => {
  const { tenants, applications, users, organizations } = seller.state.kitRecords('safe');
  return [tenants, applications, users, organizations].map((table) => table.size());
};

const COMMON = { instanceId: 'i-1', tenantId: 't-1', testFlag: 1, timeStamp: '20260101000000' };
const USER = { userName: 'li', name: 'Li', orgCode: 'o-1', role: 'user', enable: 'true', employeeType: '1' };
const application = (clientSecret: string, flag = 1) => ({
  ...COMMON,
  appId: 'a-1',
  clientId: 'c-1',
  clientSecret,
  flag,
});
const users = (userList: JsonObject[], flag = 1) => ({
  ...COMMON,
  appId: 'a-1',
  userList,
  currentSyncTime: '20260101000000',
  flag,
});
const organization = (flag: number) => ({ ...COMMON, orgCode: 'o-1', orgName: 'Sales', flag });

describe('authentication', () => {
  it('takes the key of joint operations and no other, and signs the answer with it', async () => {
    const answer = await sendCall(seller, 'kit', TENANT);
    expect(JSON.parse(answer.text)).toEqual({ resultCode: '000000', resultMsg: 'success.' });
    const message = { headers: answer.headers, body: answer.bytes };
    expect(verifyV1Body(message, { accessKey: KIT_ACCESS_KEY }, nodePrimitives).ok).toBe(true);
    expect(await send('tenantSync', TENANT, { accessKey: ACCESS_KEY })).toBe('000001');
  });

  it('refuses everything while it has no key, whatever the basic interfaces have', async () => {
    seller.state.setAccessKey('safe', null, 'kit');
    expect(await send('tenantSync', TENANT)).toBe('000001');
    expect(seller.state.accessKey('safe')).toBe(ACCESS_KEY);
  });

  it('answers POST only', async () => {
    const answer = await ask(seller, seller.sites.safe.kitUrls.tenantSync);
    expect([answer.status, answer.header('Allow')]).toEqual([405, 'POST']);
  });

  it('has its five addresses below the origin', () => {
    const { origin, kitUrls } = seller.sites.vulnerable;
    expect(kitUrls).toEqual(
      Object.fromEntries(KIT_INTERFACES.map((name) => [name, `${origin}/produceAPI/v2/${name}`])),
    );
  });
});

describe('synchronising', () => {
  it('adds once, changes and deletes a tenant, repeatedly', async () => {
    expect([await send('tenantSync', TENANT), await send('tenantSync', TENANT)]).toEqual([
      '000000',
      '000000',
    ]);
    expect(sizes()).toEqual([1, 0, 0, 0]);
    await send('tenantSync', { ...TENANT, name: 'Renamed', flag: 2 });
    expect(seller.state.kitRecords('safe').tenants.get(['t-1'])).toMatchObject({ name: 'Renamed' });
    const gone = { ...TENANT, flag: 0 };
    expect([await send('tenantSync', gone), await send('tenantSync', gone)]).toEqual(['000000', '000000']);
    expect(sizes()).toEqual([0, 0, 0, 0]);
  });

  it.each(['sha256', 'sha1'])('decrypts the secret of an application, RSA-OAEP with %s', async (hash) => {
    expect(await send('applicationSync', application(encrypted('s3cret', hash)))).toBe('000000');
    const { applications } = seller.state.kitRecords('safe');
    expect(applications.get(['t-1', 'a-1'])).toMatchObject({ clientId: 'c-1', clientSecret: 's3cret' });
    await send('applicationSync', application(encrypted('s3cret'), 0));
    expect(applications.size()).toBe(0);
  });

  it('refuses a secret that it cannot read', async () => {
    expect(await send('applicationSync', application('s3cret'))).toBe('000002');
    expect(await send('applicationSync', application(Buffer.alloc(384).toString('base64')))).toBe('000002');
  });

  it('adds, cancels and deletes users', async () => {
    const both = users([USER, { ...USER, userName: 'wang', enable: true, employeeType: 2 }]);
    expect([await send('authSync', both), await send('authSync', both)]).toEqual(['000000', '000000']);
    expect(sizes()).toEqual([0, 0, 2, 0]);
    expect(await send('authSync', users([USER], 3))).toBe('000000');
    expect(await send('authSync', users([USER], 0))).toBe('000000');
    expect(sizes()).toEqual([0, 0, 1, 0]);
  });

  it('keeps organizations one by one and all at once', async () => {
    expect(await send('singleOrgSync', organization(1))).toBe('000000');
    const all = [
      { orgCode: 'o-2', orgName: 'A' },
      { orgCode: 'o-3', orgName: 'B', parentCode: 'o-2' },
    ];
    expect(await send('allOrgSync', { ...COMMON, orgInfoList: all })).toBe('000000');
    expect(sizes()).toEqual([0, 0, 0, 2]);
    expect(seller.state.kitRecords('safe').organizations.get(['t-1', 'o-1'])).toBeNull();
  });

  it.each<[string, KitInterface, JsonObject]>([
    ['a flag that is none', 'tenantSync', { ...TENANT, flag: 3 }],
    ['a flag as text', 'tenantSync', { ...TENANT, flag: '1' }],
    ['a tenant without a name', 'tenantSync', { ...TENANT, name: '' }],
    ['an unknown role', 'authSync', users([{ ...USER, role: 'root' }])],
    ['an unknown kind of employee', 'authSync', users([{ ...USER, employeeType: '5' }])],
    ['501 users', 'authSync', users(Array.from({ length: 501 }, (_, i) => ({ ...USER, userName: `u${i}` })))],
    ['a list that is none', 'allOrgSync', { ...COMMON, orgInfoList: 'o-1' }],
    ['an organization without a code', 'singleOrgSync', { ...organization(1), orgCode: undefined }],
  ])('answers %s with 000002', async (_, name, fields) => {
    expect(await send(name, fields)).toBe('000002');
    expect(sizes()).toEqual([0, 0, 0, 0]);
  });
});
