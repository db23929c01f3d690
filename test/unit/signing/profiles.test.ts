import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { decodeQuery, parameterValue, queryReader } from '@/lib/signing/canonical';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import {
  authTokenText,
  signV1Request,
  stagesV1AuthToken,
  verifyV1Request,
} from '@/lib/signing/profiles/v1-auth-token';
import { findBodySign, parseBodySign, signV1Body, verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { signV2Kit, verifyV2Kit } from '@/lib/signing/profiles/v2-kit';
import { formatUtcTimestamp, parseUtcTimestamp } from '@/lib/signing/verify';

const AT = '2026-03-01T08:00:00.123Z';
const clock = fixedClock(AT);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('kit signature', () => {
  const payload = bytes('{"instanceId":"i"}');
  const { headers } = signV2Kit({ key: 'kit-key', payload }, { clock, random: nodeRandom }, nodePrimitives);
  const verify = (sent: readonly (readonly [string, string])[], body = payload, key = 'kit-key') =>
    verifyV2Kit({ headers: sent, payload: body }, { key, clock, nonces: null }, nodePrimitives);

  it('does not hash the payload first', () => {
    const [[, sign], [, timestamp], [, nonce]] = headers as [
      [string, string],
      [string, string],
      [string, string],
    ];
    const expected = createHmac('sha256', 'kit-key').update(`kit-key${nonce}${timestamp}{"instanceId":"i"}`);
    expect(sign).toBe(expected.digest('hex'));
    expect(timestamp).toBe(String(Date.parse(AT)));
  });

  it('is verified with header names in any case, and refused for another payload or key', () => {
    expect(verify(headers.map(([name, value]) => [name.toUpperCase(), value] as const)).ok).toBe(true);
    expect(verify(headers, bytes('{}'))).toMatchObject({ failure: { code: 'SIGNATURE_MISMATCH' } });
    expect(verify(headers, payload, 'base-key')).toMatchObject({ failure: { code: 'SIGNATURE_MISMATCH' } });
    expect(verify(headers, payload, '')).toMatchObject({ failure: { code: 'ACCESS_KEY_EMPTY' } });
  });

  it.each(['x-sign', 'x-timestamp', 'x-nonce'])('is refused without %s', (missing) => {
    const failure = { code: 'PARAMETER_MISSING', parameter: missing };
    expect(verify(headers.filter(([name]) => name !== missing))).toMatchObject({ failure });
  });
});

describe('authToken', () => {
  const published =
    'activity=newInstance&businessId=61e834ba-7b97-4418-b8f7-e5345137278c&customerId=68cbc86abc2018ab880d92f36422fa0e' +
    '&expireTime=20200727153156&orderId=CS1906666666ABCDE&productId=00301-666666-0--0&testFlag=1&timeStamp=20200727073711903';

  it('is the one that the documentation publishes', () => {
    const parameters = published.split('&').map((pair) => pair.split('=') as [string, string]);
    const stages = stagesV1AuthToken(
      { accessKey: 'xxxxxxx', parameters: parameters.toReversed() },
      nodePrimitives,
    );
    expect(stages.signature).toBe('Gzbfjf9LHRBcI3bFVi++sLinCNOBF6qa7is1fvjEgYQ=');
    expect(stages.canonical).toBe(published);
  });

  it('is verified from the URL, whatever the values', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('a+b/c==', '100%25', ' & = ', '华为'));
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), value), (values) => {
        const parameters = [...Object.entries(values), ['timeStamp', '20260301080000123'] as const];
        const { url } = signV1Request(
          { url: 'https://a.example/p', accessKey: 'k', parameters },
          nodePrimitives,
        );
        expect(verifyV1Request({ url }, { accessKey: 'k', clock }, nodePrimitives)).toMatchObject({
          ok: true,
        });
        const altered = { url: url.replace('timeStamp=2026', 'timeStamp=2025') };
        expect(verifyV1Request(altered, { accessKey: 'k', clock: null }, nodePrimitives)).toMatchObject({
          failure: { code: 'SIGNATURE_MISMATCH' },
        });
      }),
    );
  });

  it('sorts by UTF-16 unit and leaves authToken out', () => {
    expect(
      authTokenText([
        ['b', '1'],
        ['Z', '2'],
        ['authToken', 'x'],
        ['a', ''],
      ]),
    ).toBe('Z=2&a=&b=1');
  });

  it.each([
    ['', 'PARAMETER_MISSING'],
    ['authToken=x', 'PARAMETER_MISSING'],
    ['authToken=x&timeStamp=soon', 'TIMESTAMP_INVALID'],
    ['authToken=x&timeStamp=20260301075859122', 'TIMESTAMP_STALE'],
    ['authToken=x&timeStamp=20260301080100124', 'TIMESTAMP_FUTURE'],
    ['authToken=x&timeStamp=20260301080000123', 'SIGNATURE_MISMATCH'],
  ])('refuses ?%s with %s', (query, code) => {
    const result = verifyV1Request({ url: `/p?${query}` }, { accessKey: 'k', clock }, nodePrimitives);
    expect(result).toMatchObject({ ok: false, failure: { code } });
  });

  it('reads and writes times of both lengths, and no impossible ones', () => {
    expect(parseUtcTimestamp('20260301080000123')).toEqual({ unit: 'milliseconds', ms: Date.parse(AT) });
    expect(parseUtcTimestamp('20260301080000')).toMatchObject({ unit: 'seconds' });
    for (const wrong of ['20260231080000', '20261301080000', '2026030108000', '']) {
      expect(parseUtcTimestamp(wrong)).toBeNull();
    }
    expect(formatUtcTimestamp(new Date(AT), true)).toBe('20260301080000123');
    expect(formatUtcTimestamp(new Date(AT), false)).toBe('20260301080000');
  });
});

describe('decodeQuery', () => {
  it('agrees with URLSearchParams on any query', () => {
    const piece = fc.constantFrom('a', 'b=', '=c', 'ab', '&', '&&', '=', '%2B', '+', '%', '华', '?');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const query = pieces.join('');
        expect(decodeQuery(query)).toEqual([...new URLSearchParams(query)]);
        for (const name of ['a', 'b', '', '华', 'absent']) {
          if (!query.startsWith('?'))
            expect(queryReader(query)(name)).toBe(parameterValue(decodeQuery(query), name));
        }
      }),
    );
  });
});

describe('Body-Sign', () => {
  const body = bytes('{"resultCode":"000000"}');
  const value = signV1Body({ accessKey: 'k', body }, nodePrimitives);
  const verify = (headers: readonly (readonly [string, string])[], bytesSent = body) =>
    verifyV1Body({ headers, body: bytesSent }, { accessKey: 'k' }, nodePrimitives);

  it('is verified from the exact bytes', () => {
    expect(verify([['Body-Sign', value]]).ok).toBe(true);
    const failure = { code: 'BODY_SIGN_MISMATCH' };
    expect(verify([['Body-Sign', value]], bytes('{"resultCode": "000000"}'))).toMatchObject({ failure });
  });

  it('is seen when its name is written in another case', () => {
    const failure = { code: 'BODY_SIGN_RECASED', seen: 'Body-sign' };
    expect(verify([['Body-sign', value]])).toMatchObject({ failure });
    expect(
      verify([
        ['Body-sign', 'x'],
        ['Body-Sign', value],
      ]).ok,
    ).toBe(true);
    expect(findBodySign([['X', 'y']])).toBeNull();
  });

  it.each([
    ['sign_type="HMAC-SHA256", signature= "abc="', { ok: true, signature: 'abc=' }],
    ['sign_type = "HMAC-SHA256" ,signature ="abc="', { ok: true, signature: 'abc=' }],
    ['signature="abc=", sign_type="HMAC-SHA256"', { ok: true, signature: 'abc=' }],
    ['sign_type=HMAC-SHA256, signature=abc=', { problem: 'UNQUOTED', signature: 'abc=' }],
    ['sign_type="HMAC-SHA256", signature=abc=', { problem: 'UNQUOTED', signature: 'abc=' }],
    ['sign_type="HMAC-SHA1", signature="abc="', { problem: 'SIGN_TYPE', signature: 'abc=' }],
    ['signature="abc="', { problem: 'SIGN_TYPE', signature: 'abc=' }],
    ['sign_type="HMAC-SHA256", signature=""', { problem: 'SIGNATURE_EMPTY', signature: null }],
    ['sign_type="HMAC-SHA256"', { problem: 'SIGNATURE_EMPTY', signature: null }],
    ['abc=', { problem: 'SIGN_TYPE', signature: null }],
    ['', { problem: 'NOT_PARSABLE', signature: null }],
    ['"', { problem: 'NOT_PARSABLE', signature: null }],
  ])('reads %s', (header, expected) => {
    expect(parseBodySign(header)).toMatchObject(expected);
  });

  it('never throws on hostile headers, and answers long ones at once', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string(), (hostile, name) => {
        expect(
          verify([
            [name, hostile],
            ['Body-Sign', hostile],
          ]).ok,
        ).toBe(false);
      }),
    );
    expect(parseBodySign(`${' '.repeat(100_000)}=`).ok).toBe(false);
  });

  it('is missing when there is none, and never verified with an empty key', () => {
    expect(verify([['Content-Type', 'application/json']])).toMatchObject({
      failure: { code: 'BODY_SIGN_MISSING' },
    });
    const empty = verifyV1Body({ headers: [['Body-Sign', value]], body }, { accessKey: '' }, nodePrimitives);
    expect(empty).toMatchObject({ failure: { code: 'ACCESS_KEY_EMPTY' } });
  });
});
