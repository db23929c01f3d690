import { describe, expect, it } from 'vitest';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { newInstanceV1 } from '@/lib/koogallery/interfaces/v1/new-instance';
import { queryInstanceV1 } from '@/lib/koogallery/interfaces/v1/query-instance';
import { refreshInstanceV1 } from '@/lib/koogallery/interfaces/v1/refresh-instance';
import type { CheckCode } from '@/lib/response-checks/check';
import { checkResponse, type ResponseResult } from '@/lib/response-checks/check-response';
import { explainFields } from '@/lib/response-checks/explain-fields';
import type { JsonObject } from '@/lib/signing/canonical';
import { toBytes } from '@/lib/signing/encoding';
import { type EncryptType, encryptField } from '@/lib/signing/encryption';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { processorTime } from '../processor-time';
import { makeExchange } from './exchanges';

const KEY = 'current key';
const OLD = 'key of before';
const encrypted = (text: string, accessKey = KEY, encryptType: EncryptType = '1') =>
  encryptField(text, { accessKey, encryptType, iv: '0123456789abcdef' }, nodePrimitives);
const good = {
  resultCode: '000000',
  resultMsg: 'success.',
  instanceId: 'i-1',
  encryptType: '1',
  appInfo: {
    frontEndUrl: 'https://saas.example.com/',
    userName: encrypted('admin'),
    password: encrypted('s3cret!'),
  },
};

function judge(
  response: JsonObject,
  {
    spec = newInstanceV1,
    signingKey = KEY,
    url,
  }: { spec?: InterfaceSpec; signingKey?: string; url?: string } = {},
) {
  const body = JSON.stringify(response);
  const bodySign = signV1Body({ accessKey: signingKey, body: toBytes(body) }, nodePrimitives);
  const exchange = makeExchange({
    body,
    url: url ?? 'https://saas.example.com/p?activity=newInstance&orderId=o',
    headers: [
      ['Content-Type', 'application/json'],
      ['Body-Sign', bodySign],
    ],
  });
  const request = { ...exchange.request, method: 'GET', body: new Uint8Array() };
  const result = { ok: true, exchange: { ...exchange, request } } as const;
  const verdict = checkResponse({ spec, accessKey: KEY, previousKeys: [OLD], result }, nodePrimitives);
  return { verdict, explanations: explainFields(spec, result, verdict.checks) };
}
const listWrong = ({ checks }: ResponseResult) =>
  checks
    .filter(({ state }) => state === 'fail' || state === 'warn')
    .map(({ code, field, state }) => [code, field, state]);

describe('a V1.0 answer', () => {
  it('passes with everything in place, and shows no plaintext in its checks', () => {
    const { verdict, explanations } = judge(good);
    expect(verdict).toMatchObject({ outcome: 'pass', warningCount: 0 });
    expect(explanations).toEqual([]);
    expect(JSON.stringify(verdict)).not.toContain('s3cret!');
  });

  it('needs frontEndUrl, where V2.0 only warns', () => {
    for (const appInfo of [undefined, {}, { frontEndUrl: '' }]) {
      const { verdict } = judge({ ...good, appInfo });
      expect(verdict).toMatchObject({
        outcome: 'fail',
        message: 'Debugging failed. The interface response does not contain frontEndUrl.',
      });
    }
  });

  it.each<[string, JsonObject, [CheckCode, 'fail' | 'warn'], string]>([
    [
      'in clear',
      { userName: 'administrator@example.com' },
      ['FIELD_NOT_DECRYPTABLE', 'fail'],
      'FIELD_NOT_ENCRYPTED',
    ],
    ['in clear and short', { userName: 'admin' }, ['FIELD_NOT_DECRYPTABLE', 'fail'], 'FIELD_NOT_ENCRYPTED'],
    [
      'by the other algorithm',
      { userName: encrypted('admin', KEY, '2') },
      ['FIELD_NOT_DECRYPTABLE', 'fail'],
      'ENCRYPT_TYPE_WRONG',
    ],
    [
      'with the old key',
      { userName: encrypted('admin', OLD) },
      ['FIELD_NOT_DECRYPTABLE', 'warn'],
      'CIPHERTEXT_OLD_KEY',
    ],
    [
      'with a strange key',
      { userName: encrypted('admin of the service', 'strange') },
      ['FIELD_NOT_DECRYPTABLE', 'fail'],
      'CIPHERTEXT_OTHER_KEY',
    ],
    [
      'cut',
      { userName: encrypted('admin').concat('QUJDREVGR0g=').replace('==', 'AA') },
      ['FIELD_NOT_DECRYPTABLE', 'fail'],
      'CIPHERTEXT_CUT',
    ],
    [
      'with a line end',
      { userName: `${encrypted('admin')}\n` },
      ['FIELD_NOT_DECRYPTABLE', 'fail'],
      'CIPHERTEXT_FORM',
    ],
    [
      'in base64 twice',
      { userName: btoa(encrypted('admin')) },
      ['FIELD_NOT_DECRYPTABLE', 'fail'],
      'CIPHERTEXT_FORM',
    ],
    ['too long', { userName: encrypted('x'.repeat(80)) }, ['FIELD_LENGTH', 'fail'], 'CIPHERTEXT_TOO_LONG'],
  ])('with userName %s is told so', (_, change, [code, state], explanation) => {
    const { verdict, explanations } = judge({ ...good, appInfo: { ...good.appInfo, ...change } });
    expect(listWrong(verdict)).toEqual([[code, 'appInfo.userName', state]]);
    expect(explanations.map((found) => found.code)).toEqual([explanation]);
    expect(explanations[0]?.values).toMatchObject({ field: 'userName', path: 'appInfo.userName' });
  });

  it('with two departures names both, and the algorithm besides', () => {
    const userName = encrypted('admin', KEY, '2').replace(/=+$/, '');
    const { explanations } = judge({ ...good, appInfo: { ...good.appInfo, userName } });
    expect(explanations).toMatchObject([
      { code: 'CIPHERTEXT_FORM', values: { form: 'UNPADDED' } },
      { code: 'ENCRYPT_TYPE_WRONG', values: { seen: 'encryptType 2' } },
    ]);
  });

  it('with an encrypted instanceId is warned, and not with an id that only looks so', () => {
    const { verdict, explanations } = judge({ ...good, instanceId: encrypted('4711') });
    expect(listWrong(verdict)).toEqual([['FIELD_ENCRYPTED', 'instanceId', 'warn']]);
    expect(explanations).toMatchObject([
      { code: 'FIELD_ENCRYPTED', values: { field: 'instanceId' }, isWarning: true },
    ]);
    const alike = encrypted('4711', 'strange');
    expect(judge({ ...good, instanceId: alike }).verdict.warningCount).toBe(0);
  });

  it('with hundreds of unreadable fields is judged in time', () => {
    const entry = { instanceId: 'i', appInfo: { ...good.appInfo, userName: encrypted('x', 'strange') } };
    const spentMs = processorTime();
    judge(
      { resultCode: '000000', info: Array.from({ length: 300 }, () => entry) },
      { spec: queryInstanceV1 },
    );
    expect(spentMs()).toBeLessThan(3_000);
  });

  it('with 79 bytes of plaintext still fits', () => {
    const { verdict } = judge({ ...good, appInfo: { ...good.appInfo, password: encrypted('x'.repeat(79)) } });
    expect(verdict.outcome).toBe('pass');
  });

  it('is read as AES-256 without encryptType, and by a number as well', () => {
    expect(judge({ ...good, encryptType: undefined }).verdict.outcome).toBe('pass');
    const small = { ...good.appInfo, userName: encrypted('a', KEY, '2'), password: encrypted('b', KEY, '2') };
    expect(judge({ ...good, encryptType: 2, appInfo: small }).verdict.outcome).toBe('pass');
    const { verdict, explanations } = judge({ ...good, encryptType: undefined, appInfo: small });
    expect(verdict).toMatchObject({ outcome: 'fail', message: null });
    expect(explanations.map(({ values }) => [values.expected, values.seen])).toEqual(
      Array(2).fill(['encryptType 1', 'encryptType 2']),
    );
  });

  it('signed with the key of before is a warning, and by a strange key a failure', () => {
    expect(listWrong(judge(good, { signingKey: OLD }).verdict)).toEqual([
      ['BODY_SIGN_OLD_KEY', null, 'warn'],
    ]);
    const strange = judge(good, { signingKey: 'strange' }).verdict;
    expect(listWrong(strange)).toEqual([['BODY_SIGN_MISMATCH', null, 'fail']]);
    expect(strange.message).toMatch(/^Failed to verify the HTTP Body signature. Expected signature value: /);
  });

  it('is compared with what its query asked for', () => {
    const info = [{ instanceId: 'i-2', appInfo: good.appInfo }];
    const about = (ids: string) => ({
      spec: queryInstanceV1,
      url: `https://saas.example.com/p?instanceId=${ids}`,
    });
    const answer = { resultCode: '000000', resultMsg: 'ok', encryptType: '1', info };
    expect(listWrong(judge(answer, about('i-1')).verdict)).toEqual([['INSTANCE_ID_DIFFERENT', null, 'warn']]);
    expect(listWrong(judge(answer, about('i-1%2Ci-2')).verdict)).toEqual([]);
    const late = { spec: refreshInstanceV1, url: 'https://saas.example.com/p?expireTime=20260301080000123' };
    expect(listWrong(judge(good, late).verdict)).toEqual([['EXPIRE_TIME_LENGTH', null, 'warn']]);
  });

  it('decrypts what queryInstance returns, each at its path', () => {
    const info = [{ instanceId: 'i-1', appInfo: { ...good.appInfo, password: 'plain text' } }];
    const about = { spec: queryInstanceV1, url: 'https://saas.example.com/p?instanceId=i-1' };
    const { verdict } = judge({ resultCode: '000000', resultMsg: 'ok', info }, about);
    expect(listWrong(verdict)).toEqual([['FIELD_NOT_DECRYPTABLE', 'info[0].appInfo.password', 'fail']]);
  });

  it('has no success but 000000', () => {
    expect(judge({ ...good, resultCode: '000004' }).verdict.outcome).toBe('fail');
  });
});
