import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { explain } from '@/lib/signing/hypotheses/explain';
import { nodePrimitives, nodeRandom } from '@/lib/signing/node-primitives';
import { signV1Request } from '@/lib/signing/profiles/v1-auth-token';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { signV2Kit } from '@/lib/signing/profiles/v2-kit';
import { signV2Request } from '@/lib/signing/profiles/v2-request';
import {
  examineMessage,
  PROFILES,
  type Profile,
  recogniseProfile,
  verifyMessage,
  type WireMessage,
} from '@/lib/signing/wire-message';

const clock = fixedClock('2026-03-01T08:00:00.123Z');
const sources = { clock, random: nodeRandom };
const url = 'https://saas.example.com/produce';
const none = new Uint8Array();

/** A message that the rule of `profile` signs, for any key and body. */
function signed(profile: Profile, accessKey: string, body: Uint8Array): WireMessage {
  if (profile === 'v2-request') {
    const request = signV2Request({ url, accessKey, body }, sources, nodePrimitives);
    return { url: request.url, headers: request.headers, body };
  }
  if (profile === 'v2-kit')
    return {
      url,
      headers: signV2Kit({ key: accessKey, payload: body }, sources, nodePrimitives).headers,
      body,
    };
  if (profile === 'v1-body-sign')
    return { url: '', headers: [['Body-Sign', signV1Body({ accessKey, body }, nodePrimitives)]], body };
  const parameters = [
    ['note', new TextDecoder().decode(body)],
    ['timeStamp', '20260301080000123'],
  ] as const;
  return { url: signV1Request({ url, accessKey, parameters }, nodePrimitives).url, headers: [], body: none };
}

describe.each(PROFILES)('%s', (profile) => {
  const key = fc.string({ minLength: 1, maxLength: 80 });
  const body = fc.uint8Array({ maxLength: 200 });

  it('is recognised, verified, and examined as correct, for any key and body', () => {
    fc.assert(
      fc.property(key, body, (accessKey, bytes) => {
        const message = signed(profile, accessKey, bytes);
        expect(recogniseProfile(message)).toBe(profile);
        expect(verifyMessage(profile, message, { accessKey, clock, nonces: null }, nodePrimitives).ok).toBe(
          true,
        );
        const prepared = examineMessage(profile, message, { accessKey, otherKeys: [] });
        expect(prepared.ok && explain(prepared.examined, nodePrimitives).verdict).toBe('CORRECT');
      }),
    );
  });

  it('is refused with another key, an empty one, and nothing that was signed', () => {
    const message = signed(profile, 'k', none);
    const verify = (one: WireMessage, accessKey: string) =>
      verifyMessage(profile, one, { accessKey, clock, nonces: null }, nodePrimitives).ok;
    expect(verify(message, 'k2')).toBe(false);
    expect(verify(message, '')).toBe(false);
    expect(verify({ url: '', headers: [], body: none }, 'k')).toBe(false);
  });
});

it('nothing is recognised in a message without a signature', () => {
  expect(recogniseProfile({ url, headers: [['Content-Type', 'text/html']], body: none })).toBeNull();
});

describe('examining', () => {
  const known = { accessKey: 'k', otherKeys: [] };

  it('uses the value of the other side where it is named', () => {
    const request = examineMessage('v2-request', signed('v2-request', 'k', none), {
      ...known,
      theirs: 'abc',
    });
    expect(request).toMatchObject({ ok: true, examined: { theirs: 'abc' } });
    const answer = examineMessage('v1-body-sign', signed('v1-body-sign', 'k', none), {
      ...known,
      theirs: 'abc=',
    });
    expect(answer).toMatchObject({
      ok: true,
      examined: { headers: [['Body-Sign', expect.stringContaining('"abc="')]] },
    });
  });

  it.each([
    ['v2-request', '?signature=a&timestamp=1666677988730', 'nonce'],
    ['v2-request', '?signature=a&nonce=n', 'timestamp'],
    ['v2-kit', '', 'x-nonce'],
  ] as const)('of %s%s misses %s', (profile, query, parameter) => {
    const result = examineMessage(profile, { url: query, headers: [], body: none }, known);
    expect(result).toEqual({ ok: false, failure: { code: 'PARAMETER_MISSING', parameter } });
  });
});
