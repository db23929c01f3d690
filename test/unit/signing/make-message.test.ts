import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { toBytes } from '@/lib/signing/encoding';
import { makeMessage, type UnsignedMessage } from '@/lib/signing/make-message';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import { PROFILES, recogniseProfile, verifyMessage } from '@/lib/signing/wire-message';

const clock = fixedClock('2026-03-01T08:00:00.123Z');
const sources = { clock, random: (length: number) => new Uint8Array(length) };
const accessKey = 'c7f0a1-access-key';
const unsigned = (made: Partial<UnsignedMessage>): UnsignedMessage => ({
  profile: 'v2-request',
  url: 'https://saas.example.com/produce',
  accessKey,
  body: toBytes('{"activity":"queryInstance"}'),
  parameters: [],
  ...made,
});

describe.each(PROFILES)('a message made by the rule of %s', (profile) => {
  it('is recognised and accepted by its own verifier, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' }))),
        (body, parameters) => {
          // Names that the protocol itself uses would be read as its own.
          const others = parameters.filter(([name]) => !/^(authToken|timeStamp|signature)$/.test(name));
          const made = makeMessage(unsigned({ profile, body, parameters: others }), sources, purePrimitives);
          const { url, headers } = made.request ?? { url: '', headers: made.headers };
          const message = { url, headers, body: made.request?.body ?? body };
          expect(recogniseProfile(message)).toBe(profile);
          expect(verifyMessage(profile, message, { accessKey, clock, nonces: null }, nodePrimitives).ok).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe('makeMessage', () => {
  it('takes the time of a V1.0 call from the clock, unless the call brings one', () => {
    const make = (parameters: UnsignedMessage['parameters']) =>
      makeMessage(unsigned({ profile: 'v1-auth-token', parameters }), sources, nodePrimitives);
    expect(make([['activity', 'queryInstance']]).values.timeStamp).toBe('20260301080000123');
    expect(make([['timeStamp', '20200101000000000']]).values.timeStamp).toBe('20200101000000000');
  });

  it('signs what stands in the query of a V1.0 address together with the parameters', () => {
    const made = makeMessage(
      unsigned({
        profile: 'v1-auth-token',
        url: 'https://saas.example.com/p?shop=1#top',
        parameters: [['a', 'b c+']],
      }),
      sources,
      nodePrimitives,
    );
    expect(made.request?.url).toMatch(
      /^https:\/\/saas\.example\.com\/p\?shop=1&a=b%20c%2B&timeStamp=\d{17}&authToken=/,
    );
    expect(made.request).toMatchObject({ method: 'GET', body: new Uint8Array() });
  });

  it('makes a header and no request where nothing can be sent', () => {
    expect(
      makeMessage(unsigned({ profile: 'v1-body-sign', url: null }), sources, nodePrimitives),
    ).toMatchObject({
      request: null,
      headers: [['Body-Sign', expect.stringMatching(/^sign_type="HMAC-SHA256", signature="[^"]{44}"$/)]],
    });
    expect(
      makeMessage(unsigned({ profile: 'v2-kit', url: null }), sources, nodePrimitives).request,
    ).toBeNull();
  });
});
