import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { canonicalJson } from '@/lib/signing/canonical';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { signV2Request, verifyV2Request } from '@/lib/signing/profiles/v2-request';
import { memoryNonceCache } from '@/lib/signing/verify';

const AT = '2026-03-01T08:00:00.000Z';
const accessKey = 'd3c1a8f0-2b7e-4c55';
const url = 'https://saas.example.com/produce';

function signed(body: Uint8Array = new TextEncoder().encode('{"activity":"newInstance"}'), target = url) {
  return signV2Request(
    { url: target, accessKey, body },
    { clock: fixedClock(AT), random: nodeRandom },
    nodePrimitives,
  );
}
/** Verifies `atMs` after signing, without a nonce cache. */
function verify(request: { url: string; body: Uint8Array }, afterMs = 0, key = accessKey) {
  const clock = fixedClock(new Date(Date.parse(AT) + afterMs));
  return verifyV2Request(request, { accessKey: key, clock, nonces: null }, nodePrimitives);
}
const withParameter = (signedUrl: string, name: string, value: string | null) => {
  const changed = new URL(signedUrl);
  if (value === null) changed.searchParams.delete(name);
  else changed.searchParams.set(name, value);
  return changed.href;
};

describe('signing', () => {
  it('follows the documented formula over the exact bytes that are sent', () => {
    const request = signV2Request(
      {
        url,
        accessKey,
        body: { z: 1, b: { d: null, c: undefined, a: 'é"' }, '10': [null, { y: 1, x: 2 }], '9': true },
      },
      { clock: fixedClock(AT), random: nodeRandom },
      nodePrimitives,
    );
    const body = '{"10":[null,{"x":2,"y":1}],"9":true,"b":{"a":"é\\""},"z":1}';
    expect(new TextDecoder().decode(request.body)).toBe(body);
    const hmac = (text: string) => createHmac('sha256', accessKey).update(text).digest('hex');
    expect(request.timestamp).toBe('1772352000000');
    expect(request.nonce).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(request.stages.bodyHash).toBe(hmac(body));
    const canonical = `${accessKey}${request.nonce}1772352000000${hmac(body)}`;
    expect(request.stages.canonical).toBe(canonical);
    expect(request.signature).toBe(hmac(canonical).toUpperCase());
    expect(request.url).toBe(
      `${url}?signature=${request.signature}&timestamp=1772352000000&nonce=${request.nonce}`,
    );
    expect(request.headers).toEqual([
      ['Accept', 'application/json'],
      ['Content-Type', 'application/json;charset=utf8'],
    ]);
  });

  it.each([
    ['https://a.example/p?x=1', 'https://a.example/p?x=1&signature='],
    ['https://a.example/p?', 'https://a.example/p?signature='],
    ['https://a.example/p?x=1&', 'https://a.example/p?x=1&signature='],
    ['https://a.example/p#part', 'https://a.example/p?signature='],
  ])('appends to %s', (target, beginning) => {
    expect(signed(undefined, target).url.startsWith(beginning)).toBe(true);
  });

  it('writes JSON that reads back as the same value without its nulls', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string(),
          fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
        ),
        (value) => {
          const text = canonicalJson(value);
          expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
  });
});

describe('verifying', () => {
  it('accepts any body, JSON or not, and refuses it with one bit changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(7), (body, at, bit) => {
        const request = signed(body);
        expect(verify(request)).toMatchObject({
          ok: true,
          unit: 'milliseconds',
          timestampMs: Date.parse(AT),
        });
        const changed = body.slice();
        const index = at % body.length;
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(verify({ url: request.url, body: changed })).toMatchObject({
          ok: false,
          failure: { code: 'SIGNATURE_MISMATCH', seen: request.signature },
        });
      }),
    );
  });

  it('accepts the signature in lower case', () => {
    const request = signed();
    const url = withParameter(request.url, 'signature', request.signature.toLowerCase());
    expect(verify({ url, body: request.body }).ok).toBe(true);
  });

  it.each([
    [60_000, true, null],
    [60_001, false, { code: 'TIMESTAMP_STALE', ageMs: 60_001, windowMs: 60_000, unit: 'milliseconds' }],
    [-60_000, true, null],
    [-60_001, false, { code: 'TIMESTAMP_FUTURE', aheadMs: 60_001, windowMs: 60_000, unit: 'milliseconds' }],
  ])('judges the window %i ms after the timestamp: %s', (afterMs, ok, failure) => {
    expect(verify(signed(), afterMs)).toMatchObject(failure ? { ok, failure } : { ok });
  });

  it('accepts seconds and says so', () => {
    const body = new Uint8Array();
    const timestamp = '1772352000';
    const hmac = (text: string | Uint8Array) => createHmac('sha256', accessKey).update(text).digest('hex');
    const signature = hmac(accessKey + 'n'.repeat(16) + timestamp + hmac(body));
    const target = `${url}?signature=${signature}&timestamp=${timestamp}&nonce=${'n'.repeat(16)}`;
    expect(verify({ url: target, body })).toMatchObject({
      ok: true,
      unit: 'seconds',
      timestampMs: Date.parse(AT),
    });
  });

  it.each([
    ['signature', null, { code: 'PARAMETER_MISSING', parameter: 'signature' }],
    ['timestamp', null, { code: 'PARAMETER_MISSING', parameter: 'timestamp' }],
    ['nonce', '', { code: 'PARAMETER_MISSING', parameter: 'nonce' }],
    ['signature', 'abc', { code: 'SIGNATURE_MALFORMED', seen: 'abc' }],
    ['timestamp', '20260301080000', { code: 'TIMESTAMP_INVALID', seen: '20260301080000' }],
    ['timestamp', '1772352000001', { code: 'SIGNATURE_MISMATCH' }],
    ['nonce', 'another-nonce-123', { code: 'SIGNATURE_MISMATCH' }],
  ])('refuses %s = %j', (name, value, failure) => {
    const request = signed();
    expect(verify({ url: withParameter(request.url, name, value), body: request.body })).toMatchObject({
      failure,
    });
  });

  it('refuses another key, and an empty one before anything else', () => {
    expect(verify(signed(), 0, 'other')).toMatchObject({ failure: { code: 'SIGNATURE_MISMATCH' } });
    expect(verify(signed(), 0, '')).toEqual({ ok: false, failure: { code: 'ACCESS_KEY_EMPTY' } });
  });

  it('leaves the window unjudged without a clock', () => {
    const policy = { accessKey, clock: null, nonces: null };
    expect(verifyV2Request(signed(), policy, nodePrimitives).ok).toBe(true);
  });
});

describe('the nonce cache', () => {
  it('refuses a replay for as long as the timestamp counts, and then forgets the nonce', () => {
    const clock = fixedClock(AT);
    const nonces = memoryNonceCache(clock);
    const request = signed();
    const attempt = () => verifyV2Request(request, { accessKey, clock, nonces }, nodePrimitives);
    expect(attempt().ok).toBe(true);
    clock.advanceMs(60_000);
    expect(attempt()).toMatchObject({ failure: { code: 'NONCE_REPLAYED', nonce: request.nonce } });
    clock.advanceMs(1);
    expect(attempt()).toMatchObject({ failure: { code: 'TIMESTAMP_STALE' } });
    expect(nonces.remember(request.nonce, Date.parse(AT) + 120_000)).toBe(true);
  });

  it('does not remember the nonce of a request that is not genuine', () => {
    const clock = fixedClock(AT);
    const nonces = memoryNonceCache(clock);
    const request = signed();
    const forged = { url: request.url, body: new Uint8Array(1) };
    expect(verifyV2Request(forged, { accessKey, clock, nonces }, nodePrimitives).ok).toBe(false);
    expect(verifyV2Request(request, { accessKey, clock, nonces }, nodePrimitives).ok).toBe(true);
  });
});
