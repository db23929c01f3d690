import { describe, expect, it } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { checkResponse } from '@/lib/response-checks/check-response';
import { explainSignature } from '@/lib/response-checks/signature/explain-signature';
import { namedMistakes } from '@/lib/response-checks/signature/named-mistakes';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { makeExchange } from './exchanges';

const KEY = 'current-access-key';
const OLD_KEY = 'previous-access-key';
const STAMP = '20260301080000123';
const BODY =
  '{"resultCode":"000000","resultMsg":"success.","instanceId":"i-1","appInfo":{"frontEndUrl":"https://a.example.com"}}';
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = (accessKey: string, body = BODY) =>
  signV1Body({ accessKey, body: bytes(body) }, nodePrimitives);

function explained(header: RawHeader | null, protocol: 'V2.0' | 'V1.0' = 'V1.0', body = BODY) {
  const spec = findInterface(protocol, 'newInstance');
  if (!spec) throw new Error('no interface');
  const headers: RawHeader[] = [['Content-Type', 'application/json'], ...(header ? [header] : [])];
  const result = { ok: true, exchange: makeExchange({ headers, body }) } as const;
  const call = { spec, accessKey: KEY, previousKeys: [OLD_KEY], result };
  const { checks } = checkResponse(call, nodePrimitives);
  const facts = { accessKey: KEY, otherKeys: [OLD_KEY], requestTimestamp: STAMP };
  return explainSignature(spec, { result, checks }, facts, nodePrimitives);
}

const HEADER_MARK = { part: 'response-head', offset: 1, length: 1 };

describe('the explanation of a Body-Sign', () => {
  it('has nothing to say of a right one', () => {
    expect(explained(['Body-Sign', signed(KEY)])).toEqual([]);
  });

  it('names an absent one, which fails a call of V1.0 and none of V2.0', () => {
    const absent = { code: 'BODY_SIGN_ABSENT', mark: { part: 'response-head' } };
    expect(explained(null)).toEqual([{ ...absent, values: { protocol: 'V1' } }]);
    expect(explained(null, 'V2.0')).toEqual([{ ...absent, values: { protocol: 'V2' }, isWarning: true }]);
  });

  it('names mistakes of form, each with its place in the head', () => {
    expect(explained(['body-sign', signed(KEY)])).toEqual([
      { code: 'SIGNATURE_MISTAKE', values: { mistakes: 'header-recased' }, mark: HEADER_MARK },
    ]);
    expect(explained(['Body-Sign', signed(KEY).replaceAll('"', '')])).toEqual([
      { code: 'SIGNATURE_MISTAKE', values: { mistakes: 'header-unquoted' }, mark: HEADER_MARK },
    ]);
    expect(explained(['Body-Sign', 'nothing to read'])).toEqual([
      { code: 'BODY_SIGN_UNREADABLE', values: { seen: 'nothing to read' }, mark: HEADER_MARK },
    ]);
  });

  it('names mistakes of calculation in both protocols', () => {
    for (const protocol of ['V1.0', 'V2.0'] as const) {
      expect(explained(['Body-Sign', signed(KEY + STAMP)], protocol)).toMatchObject([
        { code: 'SIGNATURE_MISTAKE', values: { mistakes: 'key-with-timestamp' } },
      ]);
      expect(explained(['Body-Sign', signed(KEY, `${BODY}\n`)], protocol)).toMatchObject([
        { code: 'SIGNATURE_MISTAKE', values: { mistakes: 'body-newline-added' } },
      ]);
    }
  });

  it('tells a key of before from a mistake', () => {
    expect(explained(['Body-Sign', signed(OLD_KEY)])).toMatchObject([{ code: 'BODY_SIGN_OLD_KEY' }]);
  });

  it('says when nothing known explains the value, and still names the form', () => {
    const strange = signed('a key that nobody knows');
    expect(explained(['Body-Sign', strange])).toMatchObject([
      { code: 'BODY_SIGN_UNEXPLAINED', values: { tried: expect.any(Number) } },
    ]);
    expect(explained(['body-sign', strange]).map(({ code }) => code)).toEqual([
      'SIGNATURE_MISTAKE',
      'BODY_SIGN_UNEXPLAINED',
    ]);
  });

  it('is silent where the answer failed before its signature was looked at', () => {
    expect(explained(null, 'V1.0', '<html>')).toEqual([]);
  });
});

describe('the mistakes of an explanation', () => {
  it('are those that it names, of signatures only', () => {
    const values = { mistakes: 'header-recased, body-newline-added' };
    expect(namedMistakes({ code: 'SIGNATURE_MISTAKE', values })).toEqual([
      'header-recased',
      'body-newline-added',
    ]);
    expect(namedMistakes({ code: 'SELLER_MISTAKE', values: { mistakes: 'inner-plain-sha256' } })).toEqual([
      'inner-plain-sha256',
    ]);
    expect(namedMistakes({ code: 'BODY_SIGN_OLD_KEY', values })).toEqual([]);
    expect(namedMistakes({ code: 'SIGNATURE_MISTAKE', values: {} })).toEqual([]);
  });
});
