import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Examined } from '@/lib/signing/hypotheses/examined';
import { explain } from '@/lib/signing/hypotheses/explain';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { Bytes, Digests } from '@/lib/signing/primitives';
import { stagesV1AuthToken } from '@/lib/signing/profiles/v1-auth-token';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { stagesV2Kit } from '@/lib/signing/profiles/v2-kit';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';

const accessKey = fc.string({ minLength: 1, maxLength: 40 });
const nonce = fc.string({ minLength: 16, maxLength: 64 });
const timestamp = fc.constantFrom('1666677988730', '1666677988');
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map((text) => new TextEncoder().encode(text)),
);
const withOtherKeys = (examined: Examined): Examined => ({
  ...examined,
  otherKeys: ['old', examined.accessKey],
});

describe('a correct signature', () => {
  it('of a V2.0 request is never explained as a mistake, in either case', () => {
    fc.assert(
      fc.property(accessKey, nonce, timestamp, body, fc.boolean(), (key, n, t, bytes, isUpper) => {
        const parts = { accessKey: key, nonce: n, timestamp: t, body: bytes };
        const { signature } = stagesV2Request(parts, nodePrimitives);
        const theirs = isUpper ? signature.toUpperCase() : signature;
        const examined = withOtherKeys({ profile: 'v2-request', ...parts, theirs });
        expect(explain(examined, nodePrimitives).verdict).toBe('CORRECT');
      }),
    );
  });

  it('of a kit request is never explained as a mistake', () => {
    fc.assert(
      fc.property(accessKey, nonce, timestamp, body, (key, n, t, bytes) => {
        const theirs = stagesV2Kit({ key, nonce: n, timestamp: t, payload: bytes }, nodePrimitives).signature;
        const examined: Examined = {
          profile: 'v2-kit',
          accessKey: key,
          nonce: n,
          timestamp: t,
          body: bytes,
          theirs,
        };
        expect(explain(withOtherKeys(examined), nodePrimitives).verdict).toBe('CORRECT');
      }),
    );
  });

  it('of V1.0 is never explained as a mistake, whether token or answer', () => {
    fc.assert(
      fc.property(accessKey, fc.array(fc.tuple(fc.string(), fc.string())), body, (key, parameters, bytes) => {
        const theirs = stagesV1AuthToken({ accessKey: key, parameters }, nodePrimitives).signature;
        const token: Examined = { profile: 'v1-auth-token', accessKey: key, parameters, theirs };
        expect(explain(withOtherKeys(token), nodePrimitives).verdict).toBe('CORRECT');
        const header = signV1Body({ accessKey: key, body: bytes }, nodePrimitives);
        const answer: Examined = {
          profile: 'v1-body-sign',
          accessKey: key,
          headers: [['Body-Sign', header]],
          body: bytes,
        };
        expect(explain(withOtherKeys(answer), nodePrimitives).verdict).toBe('CORRECT');
      }),
    );
  });
});

const items = Array.from({ length: 95 }, (_, id) => ({
  name: `naïve café <${id}> & "quoted" / path 华为云`,
  id,
  none: null,
  nested: { b: 1.5, a: [1, 2, 3] },
}));
const large = new TextEncoder().encode(JSON.stringify({ items }));
const unexplained: Examined = {
  profile: 'v2-request',
  accessKey: 'd3c1a8f0-2b7e-4c55-9f10-6a4e2b7c8d90',
  nonce: 'RLLUammMSInlrNWb',
  timestamp: '1666677988730',
  body: large,
  theirs: '0'.repeat(64),
};

describe('a value that no known mistake reproduces', () => {
  it('is said to be unexplained, with our own calculation', () => {
    const xray = explain(unexplained, nodePrimitives);
    expect(xray).toMatchObject({ verdict: 'UNEXPLAINED', mistakes: [] });
    expect(xray.ours.payload).toEqual(large);
  });

  it.each(['v2-request', 'v2-kit'] as const)(
    'costs a bounded number of digests for a body of 10 kB in %s',
    (profile) => {
      expect(large.length).toBeGreaterThan(10_000);
      const work = { digests: 0, bytes: 0 };
      const counted = (...messages: Bytes[]) => {
        work.digests++;
        for (const message of messages) work.bytes += Buffer.byteLength(message);
      };
      const digests: Digests = {
        hash: (name, message) => {
          counted(message);
          return nodePrimitives.hash(name, message);
        },
        hmac: (name, key, message) => {
          counted(key, message);
          return nodePrimitives.hmac(name, key, message);
        },
        hmacText: (name, key, message, encoding) => {
          counted(key, message);
          return nodePrimitives.hmacText(name, key, message, encoding);
        },
      };
      expect(explain({ ...unexplained, profile }, digests).verdict).toBe('UNEXPLAINED');
      // What 50 ms allow for: time itself says more about the machine than about the search.
      expect(work.digests).toBeLessThan(700);
      expect(work.bytes).toBeLessThan(4_200_000);
    },
  );

  it('costs no digest where no calculation yields a value of that form', () => {
    let calculated = 0;
    const digests: Digests = {
      ...nodePrimitives,
      hmacText: (...given) => {
        calculated++;
        return nodePrimitives.hmacText(...given);
      },
    };
    expect(explain({ ...unexplained, theirs: 'no digest at all' }, digests).verdict).toBe('UNEXPLAINED');
    expect(calculated).toBeLessThanOrEqual(2);
  });

  it('still names a mistake of form in the header', () => {
    const value = 'sign_type=HMAC-SHA256, signature=AAAA';
    const headers = [['body-sign', value]] as const;
    const xray = explain({ profile: 'v1-body-sign', accessKey: 'k', headers, body: large }, nodePrimitives);
    expect(xray).toMatchObject({ verdict: 'UNEXPLAINED', mistakes: ['header-recased', 'header-unquoted'] });
  });

  it('is not searched for when there is no value', () => {
    expect(explain({ ...unexplained, theirs: ' ' }, nodePrimitives).verdict).toBe('NOTHING_TO_EXAMINE');
    const none = explain(
      { profile: 'v1-body-sign', accessKey: 'k', headers: [], body: large },
      nodePrimitives,
    );
    expect(none.verdict).toBe('NOTHING_TO_EXAMINE');
  });
});

describe('inputs that two mistakes turn into the same bytes', () => {
  it('get one explanation and its alternatives', () => {
    const parts = { accessKey: 'k', nonce: 'RLLUammMSInlrNWb', timestamp: '1666677988730' };
    const sent = new TextEncoder().encode('{"a": 1}');
    const compact = new TextEncoder().encode('{"a":1}');
    const theirs = stagesV2Request({ ...parts, body: compact }, nodePrimitives).signature;
    expect(explain({ profile: 'v2-request', ...parts, body: sent, theirs }, nodePrimitives)).toMatchObject({
      mistakes: ['body-reserialised'],
      alternatives: [['body-compacted']],
    });
  });

  it('get both explanations beside a second mistake too', () => {
    const parts = { accessKey: 'k', nonce: 'RLLUammMSInlrNWb' };
    const body = new TextEncoder().encode('{"a":1}');
    const { signature } = stagesV2Request({ ...parts, timestamp: '1666677988', body }, nodePrimitives);
    const sent = { ...parts, timestamp: '1666677988730', body: new TextEncoder().encode('{"a": 1}') };
    expect(explain({ profile: 'v2-request', ...sent, theirs: signature }, nodePrimitives)).toMatchObject({
      mistakes: ['body-reserialised', 'timestamp-in-seconds'],
      alternatives: [['body-compacted', 'timestamp-in-seconds']],
    });
  });

  it('are read again when a caller changes the bytes in place', () => {
    const parts = { accessKey: 'k', nonce: 'RLLUammMSInlrNWb', timestamp: '1666677988730' };
    const body = new TextEncoder().encode('{"a":1}\n');
    const examine = (signed: string) => {
      const theirs = stagesV2Request(
        { ...parts, body: new TextEncoder().encode(signed) },
        nodePrimitives,
      ).signature;
      return explain({ profile: 'v2-request', ...parts, body, theirs }, nodePrimitives);
    };
    expect(examine('{"a":1}')).toMatchObject({ mistakes: ['body-trimmed'] });
    body.set([0x32], 5);
    expect(examine('{"a":2}')).toMatchObject({ mistakes: ['body-trimmed'] });
  });
});
