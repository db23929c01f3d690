import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_BYTES } from '@/app/(desk)/toolkit/byte-source';
import { type CheckInputs, checkMessage } from '@/app/(desk)/toolkit/check/check-message';
import { EXAMPLE_KEY, exampleMessage } from '@/app/(desk)/toolkit/check/example';
import { judgeCheck } from '@/app/(desk)/toolkit/check/judge-check';
import { fixedClock } from '@/lib/core/clock';
import { toBytes } from '@/lib/signing/encoding';
import { signV1Request } from '@/lib/signing/profiles/v1-auth-token';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { signV2Kit } from '@/lib/signing/profiles/v2-kit';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import { PROFILES } from '@/lib/signing/wire-message';

const KEY = 'c7f0a1-access-key';
const BODY = '{"activity":"queryInstance","instanceId":"a/b","testFlag":"1"}';
const NONCE = '0123456789abcdef0123456789abcdef';
const TIMESTAMP = '1775000000000';
const zeros = (length: number) => new Uint8Array(length);

const inputs = (given: Partial<CheckInputs> & { raw?: string }): CheckInputs => ({
  profile: null,
  accessKey: KEY,
  message: { form: 'raw', bytes: toBytes(given.raw ?? '') },
  theirs: '',
  otherKey: '',
  requestTimestamp: '',
  ...given,
});

const check = (given: Parameters<typeof inputs>[0]) => checkMessage(inputs(given), purePrimitives);

/** The check of a message that can be read. */
function checked(given: Parameters<typeof inputs>[0]) {
  const result = check(given);
  if (!result.ok) throw new Error(result.problem);
  return result;
}

function sign(signedBody: string, accessKey = KEY): string {
  const parts = { accessKey, nonce: NONCE, timestamp: TIMESTAMP, body: toBytes(signedBody) };
  return stagesV2Request(parts, purePrimitives).signature.toUpperCase();
}

const v2Request = (signature: string, body = BODY) =>
  `POST /produce?signature=${signature}&timestamp=${TIMESTAMP}&nonce=${NONCE} HTTP/1.1\r\nHost: x\r\n\r\n${body}`;

describe('checkMessage', () => {
  it('recognises and accepts a message of every profile', () => {
    const kit = signV2Kit(
      { key: KEY, payload: toBytes(BODY) },
      { clock: fixedClock('2026-03-01T00:00:00Z'), random: zeros },
      purePrimitives,
    );
    const kitHead = kit.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
    const v1 = signV1Request(
      {
        url: '/produce',
        accessKey: KEY,
        parameters: [
          ['timeStamp', '20260301000000000'],
          ['a', 'b+c'],
        ],
      },
      purePrimitives,
    );
    const bodySign = signV1Body({ accessKey: KEY, body: toBytes(BODY) }, purePrimitives);
    const messages = {
      'v2-request': v2Request(sign(BODY)),
      'v2-kit': `POST /produceAPI/v2/tenantSync HTTP/1.1\n${kitHead}\n\n${BODY}`,
      'v1-auth-token': `GET ${v1.url} HTTP/1.1\n\n`,
      'v1-body-sign': `HTTP/1.1 200 OK\nBody-Sign: ${bodySign}\n\n${BODY}`,
    };
    for (const profile of PROFILES) {
      const result = checked({ raw: messages[profile] });
      expect(result.profile).toBe(profile);
      expect(judgeCheck(result)).toEqual({ kind: 'right' });
    }
  });

  it('reads parts as it reads the whole', () => {
    const message = {
      form: 'parts',
      url: ` /produce?signature=${sign(BODY)}&timestamp=${TIMESTAMP}&nonce=${NONCE}`,
      headers: 'Host: x\nno header at all\n',
      body: toBytes(BODY),
    } as const;
    const result = checked({ message });
    expect(judgeCheck(result)).toEqual({ kind: 'right' });
    expect(result.message.headers).toEqual([['Host', 'x']]);
    expect(result.start).toBeNull();
  });

  it('names the mistake behind the value in the message', () => {
    const verdict = judgeCheck(checked({ raw: v2Request(sign(`${BODY}\n`)) }));
    expect(verdict).toEqual({ kind: 'explained', mistakes: ['body-newline-added'], alternatives: [] });
  });

  it('names the mistake behind a value given beside a message that is right', () => {
    const raw = v2Request(sign(BODY));
    const result = checked({ raw, theirs: ` ${sign(BODY.replace('/', '\\/'))} ` });
    expect(result.subject).toBe('theirs');
    expect(result.verification.ok).toBe(true);
    expect(judgeCheck(result)).toMatchObject({ kind: 'explained', mistakes: ['body-slash-escaped'] });
  });

  it('tries the other key, and the timestamp of the request for a response', () => {
    const other = 'an-older-key';
    const raw = v2Request(sign(BODY, other));
    expect(judgeCheck(checked({ raw }))).toMatchObject({ kind: 'unexplained' });
    expect(judgeCheck(checked({ raw, otherKey: other }))).toMatchObject({ mistakes: ['key-other'] });

    const wrong = signV1Body({ accessKey: KEY + TIMESTAMP, body: toBytes(BODY) }, purePrimitives);
    const response = `HTTP/1.1 200 OK\nBody-Sign: ${wrong}\n\n${BODY}`;
    expect(judgeCheck(checked({ raw: response }))).toMatchObject({ kind: 'unexplained' });
    expect(judgeCheck(checked({ raw: response, requestTimestamp: TIMESTAMP }))).toMatchObject({
      mistakes: ['key-with-timestamp'],
    });
  });

  it('takes a whole Body-Sign header as the calculated value', () => {
    const right = signV1Body({ accessKey: KEY, body: toBytes(BODY) }, purePrimitives);
    const response = `HTTP/1.1 200 OK\nBody-Sign: ${right}\n\n${BODY}`;
    const wrong = signV1Body({ accessKey: KEY, body: toBytes(`${BODY}\n`) }, purePrimitives);
    expect(judgeCheck(checked({ raw: response, theirs: right }))).toEqual({ kind: 'right' });
    expect(judgeCheck(checked({ raw: response, theirs: wrong }))).toMatchObject({
      mistakes: ['body-newline-added'],
    });
  });

  it('says honestly that no known mistake reproduces a value', () => {
    const verdict = judgeCheck(checked({ raw: v2Request('AB'.repeat(32)) }));
    expect(verdict).toMatchObject({ kind: 'unexplained', failure: { code: 'SIGNATURE_MISMATCH' } });
  });

  it('says what keeps it from calculating', () => {
    expect(judgeCheck(checked({ raw: v2Request(sign(BODY)), accessKey: '' }))).toEqual({
      kind: 'failed',
      failure: { code: 'ACCESS_KEY_EMPTY' },
    });
    const raw = `POST /p?signature=${sign(BODY)}&timestamp=${TIMESTAMP} HTTP/1.1\n\n${BODY}`;
    expect(judgeCheck(checked({ raw }))).toEqual({
      kind: 'failed',
      failure: { code: 'PARAMETER_MISSING', parameter: 'nonce' },
    });
  });

  it('leaves the age to a note: an old message can be right', () => {
    const result = checked({ raw: v2Request(sign(BODY)) });
    expect(result.timestamp).toEqual({ unit: 'milliseconds', ms: Number(TIMESTAMP) });
  });

  it('tells what it was not given', () => {
    expect(check({ raw: '' })).toEqual({ ok: false, problem: 'NOTHING_GIVEN' });
    expect(check({ raw: 'hello' })).toEqual({ ok: false, problem: 'NOT_A_MESSAGE' });
    expect(check({ raw: 'GET / HTTP/1.1\n\n' })).toEqual({ ok: false, problem: 'PROFILE_UNKNOWN' });
    const large = { form: 'raw', bytes: new Uint8Array(MAX_BYTES + 1) } as const;
    expect(check({ message: large })).toEqual({ ok: false, problem: 'TOO_LARGE' });
  });

  it('never throws, whatever is pasted', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('{"a":[[[', '%E0%A4%A', '"\\ud800"', '{"__proto__":1}', '\ufeff{}', ',="";'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(null, ...PROFILES),
        hostile,
        hostile,
        fc.uint8Array({ maxLength: 60 }),
        hostile,
        hostile,
        (profile, url, headers, body, theirs, key) => {
          const common = { profile, theirs, accessKey: key, otherKey: theirs, requestTimestamp: url };
          const parts = {
            form: 'parts',
            url: `?nonce=${url}&timestamp=1&signature=${url}`,
            headers,
            body,
          } as const;
          const kit = { ...parts, headers: `x-nonce: a\nx-timestamp: b\nx-sign: ${theirs}\n${headers}` };
          const raw = {
            form: 'raw',
            bytes: toBytes(`POST ${url} HTTP/1.1\n${headers}\n\n${theirs}`),
          } as const;
          for (const message of [parts, kit, raw]) {
            const result = checkMessage({ ...common, message }, purePrimitives);
            if (result.ok) judgeCheck(result);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('exampleMessage', () => {
  it('is a mistake that the search names', () => {
    const raw = exampleMessage(1_775_000_000_000, zeros, purePrimitives);
    const verdict = judgeCheck(checked({ raw, accessKey: EXAMPLE_KEY }));
    expect(verdict).toMatchObject({ kind: 'explained', mistakes: ['body-spaces'] });
  });
});
