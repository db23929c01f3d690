import { createHash, createHmac } from 'node:crypto';
import type { Examined } from '@/lib/signing/hypotheses/examined';
import type { Mistake } from '@/lib/signing/hypotheses/explain';

export const KEY = 'Ab12cd34Ef56ab78';
export const NONCE = 'a+b c/0123456789';
export const MS = '1666677988730';
export const bytes = (text: string) => new TextEncoder().encode(text);
export const hmac = (key: string | Uint8Array, message: string | Uint8Array) =>
  createHmac('sha256', key).update(message);
export const sha = (message: string | Uint8Array) => createHash('sha256').update(message);

/** Members out of order, a null, a number that does not survive, both kinds of escapes, and what languages escape. */
export const BODY = `{"b":"naïve <a> & 'b'=c / 华","a":12.780,"n":null,"é":"caf\\u00e9","list":[{"y":1,"x":2}]}`;

/** The seller's side, by hand: what a verifier computes from its own idea of body, key and so on. */
export function seller(
  mine: { body?: string | Uint8Array; key?: string | Uint8Array; head?: string; timestamp?: string } = {},
) {
  const key = mine.key ?? KEY;
  const inner = hmac(key, mine.body ?? BODY).digest('hex');
  const head = mine.head ?? `${typeof key === 'string' ? key : KEY}${NONCE}${mine.timestamp ?? MS}`;
  return hmac(key, head + inner).digest('hex');
}

export const v2 = (theirs: string, body: string = BODY, timestamp = MS): Examined => ({
  profile: 'v2-request',
  accessKey: KEY,
  nonce: NONCE,
  timestamp,
  body: bytes(body),
  theirs,
});
export const withBody = (signed: string | Uint8Array, sent = BODY) => v2(seller({ body: signed }), sent);

const PARAMETERS = [
  ['orderId', 'CS190666'],
  ['activity', 'newInstance'],
  ['email', 'J8ca+cqc/w=='],
  ['note', '50%25 off now'],
  ['Zeta', ''],
  ['testFlag', '1'],
  ['timeStamp', '20201112893875663'],
] as const;
export const text = (parameters: readonly (readonly [string, string])[]) =>
  parameters.map((pair) => pair.join('=')).join('&');
export const sorted = [...PARAMETERS].sort(([a], [b]) => (a < b ? -1 : 1));
const stamp = '20201112893875663';
export const token = (message: string, key = KEY + stamp) => hmac(key, message).digest('base64');
export const v1 = (theirs: string): Examined => ({
  profile: 'v1-auth-token',
  accessKey: KEY,
  parameters: PARAMETERS,
  theirs,
});
const values = (change: (value: string) => string) =>
  v1(token(text(sorted.map(([name, value]) => [name, change(value)]))));
const form = (value: string) => encodeURIComponent(value).replaceAll('%20', '+');

/** Its signature contains a plus sign. */
export const ANSWER = '{"resultCode":"000000","resultMsg":"ok 0"}';
const signed = hmac(KEY, ANSWER).digest('base64');
export const answer = (value: string, name = 'Body-Sign'): Examined => ({
  profile: 'v1-body-sign',
  accessKey: KEY,
  headers: [[name, value]],
  body: bytes(ANSWER),
  requestTimestamp: stamp,
});
const bodySign = (signature: string) => answer(`sign_type="HMAC-SHA256", signature="${signature}"`);
const signInner = (inner: string) => v2(hmac(KEY, KEY + NONCE + MS + inner).digest('hex'));
const correctText = KEY + NONCE + MS + hmac(KEY, BODY).digest('hex');
const hexKey = 'a1b2c3d4e5f6a7b8c9';
const withKey = (examined: Examined, accessKey: string): Examined => ({ ...examined, accessKey });

/** Mistakes made by hand, one of each kind; `made-bodies` and `made-others` hold the rest. */
export const MADE = {
  'header-recased': answer(`sign_type="HMAC-SHA256", signature="${signed}"`, 'Body-sign'),
  'header-unquoted': answer(`sign_type=HMAC-SHA256, signature=${signed}`),
  'header-sign-type': answer(`sign_type="SHA256", signature="${signed}"`),
  'body-reserialised': withBody(JSON.stringify(JSON.parse(BODY))),
  'body-spaces': withBody(BODY.replaceAll(',"', ', "').replaceAll(':', ': ')),
  'body-compacted': withBody('{"b":[1.0,2],"a":{}}', '{ "b": [ 1.0, 2 ],\n "a": { } }'),
  'body-indented-2': withBody('{\n  "b": 1,\n  "a": [\n    1.0\n  ]\n}', '{"b":1,"a":[1.0]}'),
  'body-indented-4': withBody('{\n    "b": 1,\n    "a": [\n        1.0\n    ]\n}', '{"b":1,"a":[1.0]}'),
  'body-keys-ascending': withBody('{"a":{"c":1.0,"d":2},"b":1}', '{"b":1,"a":{"d":2,"c":1.0}}'),
  'body-keys-descending': withBody('{"b":1,"a":{"d":2,"c":1.0}}', '{"a":{"c":1.0,"d":2},"b":1}'),
  'body-nulls-removed': withBody('{"b":1.0,"c":[null]}', '{"b":1.0,"a":null,"c":[null]}'),
  'body-python': withBody('{"b": "na\\u00efve", "a": 1.0}', '{"b":"naïve","a":1.0}'),
  'body-unicode-escaped': withBody('{"b":"na\\u00efve \\ud83d\\ude80/"}', '{"b":"naïve 🚀/"}'),
  'body-unicode-unescaped': withBody(
    '{"b":"naïve \\\\u00ef \\n",  "a":1}',
    '{"b":"na\\u00efve \\\\u00ef \\n",  "a":1}',
  ),
  'body-slash-escaped': withBody('{"b":"é\\/\\/"}', '{"b":"é/\\/"}'),
  'body-php': withBody('{"b":"\\u00e9\\/"}', '{"b":"é/"}'),
  'body-escaped-go': withBody('{"b":"\\u003ca\\u003e \\u0026 =\'"}', '{"b":"<a> & =\'"}'),
  'body-escaped-gson': withBody('{"b":"\\u003ca\\u003e \\u0026 \\u003d\\u0027"}', '{"b":"<a> & =\'"}'),
  'body-latin1': withBody(Buffer.from(BODY).toString('latin1')),
  'body-ascii': withBody(BODY.replaceAll('ï', '?').replaceAll('华', '?').replaceAll('é', '?')),
  'body-newline-added': withBody(`${BODY}\n`),
  'body-trimmed': withBody(BODY, ` ${BODY}\r\n`),
  'body-crlf': withBody('{\r\n"a":1.0}', '{\n"a":1.0}'),
  'body-lf': withBody('{\n"a":1.0}', '{\r\n"a":1.0}'),
  'body-bom-added': withBody(`\ufeff${BODY}`),
  'body-bom-removed': withBody(BODY, `\ufeff${BODY}`),
  'body-as-json-string': withBody(JSON.stringify(BODY)),
  'body-empty': withBody(''),
  'body-replaced': {
    ...v2(seller({ body: '{"a":"\ufffd"}' })),
    body: Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xe9, 0x22, 0x7d]),
  } as Examined,
  'parameters-plus-lost': values((value) => value.replaceAll('+', ' ')),
  'parameters-not-decoded': values(encodeURIComponent),
  'parameters-not-form-decoded': values(form),
  'parameters-decoded-twice': values((value) => value.replaceAll('%25', '%')),
  'parameters-encoded-twice': values((value) => form(form(value))),
  'parameters-as-received': v1(token(text(PARAMETERS))),
  'parameters-descending': v1(token(text(sorted.toReversed()))),
  'parameters-ignoring-case': v1(token(text([...sorted.slice(1), sorted[0] ?? PARAMETERS[0]]))),
  'parameters-empty-removed': v1(token(text(sorted.filter(([, value]) => value !== '')))),
  'parameters-without-timestamp': v1(token(text(sorted.filter(([name]) => name !== 'timeStamp')))),
  'parameters-without-test-flag': v1(token(text(sorted.filter(([name]) => name !== 'testFlag')))),
  'profile-kit': v2(hmac(KEY, KEY + NONCE + MS + BODY).digest('hex')),
  'profile-v2-request': { ...v2(seller()), profile: 'v2-kit' } as Examined,
  'profile-body-sign': v2(hmac(KEY, BODY).digest('base64')),
  'inner-plain-sha256': signInner(sha(BODY).digest('hex')),
  'inner-swapped': signInner(hmac(BODY, KEY).digest('hex')),
  'inner-upper-case': signInner(hmac(KEY, BODY).digest('hex').toUpperCase()),
  'inner-base64': signInner(hmac(KEY, BODY).digest('base64')),
  'order-timestamp-first': v2(seller({ head: KEY + MS + NONCE })),
  'order-reversed': v2(seller({ head: MS + NONCE + KEY })),
  'order-without-key': v2(seller({ head: NONCE + MS })),
  'timestamp-in-seconds': v2(seller({ timestamp: '1666677988' })),
  'timestamp-in-milliseconds': v2(seller({ timestamp: '1666677988000' }), BODY, '1666677988'),
  'nonce-plus-lost': v2(seller({ head: KEY + NONCE.replaceAll('+', ' ') + MS })),
  'nonce-percent-encoded': v2(seller({ head: KEY + encodeURIComponent(NONCE) + MS })),
  'key-trimmed': withKey(v2(seller()), `${KEY} \n`),
  'key-newline': v2(seller({ key: `${KEY}\n` })),
  'key-lower-case': v2(seller({ key: KEY.toLowerCase() })),
  'key-upper-case': v2(seller({ key: KEY.toUpperCase() })),
  'key-hex-decoded': withKey(
    v2(seller({ key: Buffer.from(hexKey, 'hex'), head: hexKey + NONCE + MS })),
    hexKey,
  ),
  'key-base64-decoded': v2(seller({ key: Buffer.from(KEY, 'base64') })),
  'key-without-timestamp': v1(token(text(sorted), KEY)),
  'key-with-timestamp': bodySign(hmac(KEY + stamp, ANSWER).digest('base64')),
  'outer-plain-sha256': v2(sha(correctText).digest('hex')),
  'outer-swapped': v2(hmac(correctText, KEY).digest('hex')),
  'outer-hmac-sha1': v2(createHmac('sha1', KEY).update(correctText).digest('hex')),
  'output-hex': bodySign(hmac(KEY, ANSWER).digest('hex')),
  'output-base64': v2(hmac(KEY, correctText).digest('base64')),
  'output-base64-unpadded': bodySign(signed.replaceAll('=', '')),
  'output-base64-url': v2(hmac(KEY, correctText).digest('base64url')),
  'output-base64-of-hex': bodySign(Buffer.from(hmac(KEY, ANSWER).digest('hex')).toString('base64')),
  'output-percent-encoded': v1(encodeURIComponent(token(text(sorted)))),
  'output-plus-lost': bodySign(signed.replaceAll('+', ' ')),
  'key-other': {
    ...v2(seller({ key: 'the-key-of-last-year' })),
    otherKeys: ['unused', 'the-key-of-last-year'],
  },
} satisfies Partial<Record<Mistake, Examined>>;
