import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Examined } from '@/lib/signing/hypotheses/examined';
import { explain } from '@/lib/signing/hypotheses/explain';
import { nodePrimitives } from '@/lib/signing/node-primitives';

const KEY = 'Kf7-key_9mX';
const NONCE = 'Qx7pT2mV9aLk4RsW';
const MS = '1795939232793';
const STAMP = '20261129080032793';
type Text = string | Uint8Array;
const join = (...parts: Text[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const hmac = (key: Text, message: Text, name = 'sha256') => createHmac(name, key).update(message);
const hash = (message: Text, name = 'sha256') => createHash(name).update(message);

const BODY =
  '{"activity":"newInstance","buyer":"Müller & <Söhne> / 张三","count":12,"price":12.780,"blank":"","none":null,"list":[{"y":1,"x":2}]}';
const sorted = JSON.stringify({
  activity: 'newInstance',
  blank: '',
  buyer: 'Müller & <Söhne> / 张三',
  count: 12,
  list: [{ x: 2, y: 1 }],
  none: null,
  price: 12.78,
});

/** A verifier of V2.0 that differs from the right one in what is given. */
function v2(own: {
  hashed?: Text;
  inner?: (body: Text) => Text;
  text?: (inner: Text) => Text;
  key?: Text;
  outer?: (text: Text) => string;
  body?: string;
}): Examined {
  const body = own.body ?? BODY;
  const key = own.key ?? KEY;
  const inner = own.inner ?? ((text: Text) => hmac(key, text).digest('hex'));
  const text = own.text ?? ((hashed: Text) => join(typeof key === 'string' ? key : KEY, NONCE, MS, hashed));
  const outer = own.outer ?? ((canonical: Text) => hmac(key, canonical).digest('hex'));
  return {
    profile: 'v2-request',
    accessKey: KEY,
    nonce: NONCE,
    timestamp: MS,
    body: Buffer.from(body),
    theirs: outer(text(inner(own.hashed ?? body))),
  };
}
const hashed = (text: Text, body?: string) =>
  v2(body === undefined ? { hashed: text } : { hashed: text, body });

const PARAMETERS: readonly (readonly [string, string])[] = [
  ['activity', 'newInstance'],
  ['customerName', "A&B *(x)* ~ 张三's+1"],
  ['email', 'J8ca+cqc/w=='],
  ['OrderId', 'CS1'],
  ['memo', ''],
  ['saasExtendParams', 'W3sibmFtZSI6ImEifV0='],
  ['timeStamp', STAMP],
];
const ASCII = [...PARAMETERS].sort(([a], [b]) => (a < b ? -1 : 1));
const written = (pairs: readonly (readonly [string, string])[], change = (value: string) => value) =>
  pairs.map(([name, value]) => `${name}=${change(value)}`).join('&');
const v1 = (text: Text, key: Text = KEY + STAMP, outer?: (key: Text, text: Text) => string): Examined => ({
  profile: 'v1-auth-token',
  accessKey: KEY,
  parameters: [...PARAMETERS, ['authToken', 'x']],
  theirs: (outer ?? ((own, message) => hmac(own, message).digest('base64')))(key, text),
});
const ANSWER = '{"resultCode":"000000","resultMsg":"成功","instanceId":"i/1","appInfo":{"b":1,"a":"x"}}';
const signed = (signature: string, body = ANSWER): Examined => ({
  profile: 'v1-body-sign',
  accessKey: KEY,
  headers: [['Body-Sign', `sign_type="HMAC-SHA256", signature="${signature}"`]],
  body: Buffer.from(body),
  requestTimestamp: STAMP,
});
const answer = (text: Text, key: Text = KEY, body = ANSWER) => signed(hmac(key, text).digest('base64'), body);
const slashes = (text: string) => text.replaceAll('/', '\\/');
const escaped = (text: string) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const upper = (text: string) =>
  text.replace(/\\u[0-9a-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`);
const inLines = (text: string, width: number) => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
const form = (value: string) =>
  encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`);

type Row = readonly [name: string, examined: Examined];

const BODIES: readonly Row[] = [
  ['sorted keys', hashed(sorted.replace('12.78}', '12.780}'))],
  ['sorted keys, numbers written again', hashed(sorted)],
  ['sorted keys without null', hashed(sorted.replace('"none":null,', ''))],
  [
    'sorted keys without null and empty ones',
    hashed(sorted.replace('"none":null,', '').replace('"blank":"",', '')),
  ],
  ['sorted keys with blanks of Python', hashed(escaped(sorted).replace(/([,:])(?=["\d[{n])/g, '$1 '))],
  ['sorted on the first level only', hashed(sorted.replace('{"x":2,"y":1}', '{"y":1,"x":2}'))],
  ['slashes', hashed(slashes(BODY))],
  ['escapes', hashed(escaped(BODY))],
  ['escapes in capitals', hashed(upper(escaped(BODY)))],
  ['escapes and slashes', hashed(slashes(escaped(BODY)))],
  ['decomposed letters', hashed(BODY.normalize('NFD'))],
  ['composed letters', hashed('{"a":"Müller"}', '{"a":"Müller"}'.normalize('NFD'))],
  ['compatibility forms', hashed('{"a":"ABC 1"}', '{"a":"ＡＢＣ 1"}')],
  ['lower case', hashed(BODY.toLowerCase())],
  ['upper case', hashed(BODY.toUpperCase())],
  ['all blanks out', hashed(BODY.replace(/\s/g, ''))],
  ['all line ends out', hashed('{"a":1,"b":2}', '{"a":1,\n"b":2}')],
  ['base64', hashed(Buffer.from(BODY).toString('base64'))],
  ['base64 with line ends', hashed(inLines(Buffer.from(BODY).toString('base64'), 76))],
  ['hexadecimal', hashed(Buffer.from(BODY).toString('hex'))],
  ['URL encoding', hashed(encodeURIComponent(BODY))],
  ['form encoding', hashed(form(BODY))],
  ['a hash', hashed(hash(BODY).digest('hex'))],
  ['an MD5', hashed(hash(BODY, 'md5').digest('hex'))],
  ['a JSON string', hashed(JSON.stringify(BODY))],
  ['numbers as texts', hashed(BODY.replace(/:(\d[\d.]*)/g, ':"$1"'))],
  [
    'integers as doubles',
    hashed('{"count":12.0,"list":[1.0,2.5]}', '{"count":12,"none":null,"list":[1,2.5]}'),
  ],
  ['joined values', hashed('newInstance12', '{"activity":"newInstance","count":12}')],
  [
    'query of the members',
    hashed('activity=newInstance&buyer=A B&count=12', '{"activity":"newInstance","buyer":"A B","count":12}'),
  ],
  [
    'query of the members, encoded',
    hashed('activity=newInstance&buyer=A+B&count=12', '{"activity":"newInstance","buyer":"A B","count":12}'),
  ],
  ['query of the members, not sorted', hashed('buyer=A&activity=x', '{"buyer":"A","activity":"x"}')],
  ['query of the members without empty ones', hashed('a=1&c=3', '{"c":"3","b":"","a":"1"}')],
  ['nothing', hashed('')],
  ['an empty object', hashed('{}')],
  ['null', hashed('null')],
  ['undefined', hashed('undefined')],
  ['a buffer printed by Node', hashed(JSON.stringify(Buffer.from('{"a":1}')), '{"a":1}')],
  ['bytes printed by Python', hashed(`b'{"a":1}'`, '{"a":1}')],
  ['a list of bytes of Java', hashed('[123, 34, 97, 34, 58, 49, 125]', '{"a":1}')],
  ['bytes joined by commas', hashed('123,34,97,34,58,49,125', '{"a":1}')],
  ['GBK', hashed(join('{"a":"', Buffer.from('d6d0cec4', 'hex'), '"}'), '{"a":"中文"}')],
  ['Big5', hashed(join('{"a":"', Buffer.from('a4a4a4e5', 'hex'), '"}'), '{"a":"中文"}')],
  ['a line end', hashed(`${BODY}\r\n`)],
  ['a zero byte', hashed(`${BODY}\0`)],
  ['the body twice', hashed(BODY + BODY)],
  ['the query and the body', hashed(`signature=x&timestamp=${MS}&nonce=${NONCE}${BODY}`)],
];

const PARTS: readonly Row[] = [
  ['a key in hexadecimal', v2({ key: Buffer.from(KEY).toString('hex') })],
  ['a key in base64', v2({ key: Buffer.from(KEY).toString('base64') })],
  ['a key with a line end', v2({ key: `${KEY}\n` })],
  ['the MD5 of the key', v2({ key: hash(KEY, 'md5').digest('hex') })],
  ['the SHA-256 of the key', v2({ key: hash(KEY).digest('hex') })],
  ['the SHA-256 of the key as bytes', v2({ key: hash(KEY).digest() })],
  ['key and message swapped', v2({ outer: (text) => hmac(text, KEY).digest('hex') })],
  [
    'both swapped',
    v2({ inner: (body) => hmac(body, KEY).digest('hex'), outer: (text) => hmac(text, KEY).digest('hex') }),
  ],
  [
    'MD5',
    v2({
      inner: (body) => hmac(KEY, body, 'md5').digest('hex'),
      outer: (text) => hmac(KEY, text, 'md5').digest('hex'),
    }),
  ],
  [
    'SHA-1',
    v2({
      inner: (body) => hmac(KEY, body, 'sha1').digest('hex'),
      outer: (text) => hmac(KEY, text, 'sha1').digest('hex'),
    }),
  ],
  [
    'SHA-512',
    v2({
      inner: (body) => hmac(KEY, body, 'sha512').digest('hex'),
      outer: (text) => hmac(KEY, text, 'sha512').digest('hex'),
    }),
  ],
  [
    'SHA-384',
    v2({
      inner: (body) => hmac(KEY, body, 'sha384').digest('hex'),
      outer: (text) => hmac(KEY, text, 'sha384').digest('hex'),
    }),
  ],
  ['SHA-512 outside only', v2({ outer: (text) => hmac(KEY, text, 'sha512').digest('hex') })],
  ['MD5 of the body', v2({ inner: (body) => hash(body, 'md5').digest('hex') })],
  ['MD5 of the body in capitals', v2({ inner: (body) => hash(body, 'md5').digest('hex').toUpperCase() })],
  ['MD5 of the body in base64', v2({ inner: (body) => hash(body, 'md5').digest('base64') })],
  ['plain MD5 outside', v2({ outer: (text) => hash(text, 'md5').digest('hex') })],
  ['an inner value in base64url', v2({ inner: (body) => hmac(KEY, body).digest('base64url') })],
  [
    'an inner value in base64 with a line end',
    v2({ inner: (body) => `${hmac(KEY, body).digest('base64')}\n` }),
  ],
  [
    'an inner value in hexadecimal with a line end',
    v2({ inner: (body) => `${hmac(KEY, body).digest('hex')}\n` }),
  ],
  ['the inner HMAC twice', v2({ inner: (body) => hmac(KEY, hmac(KEY, body).digest('hex')).digest('hex') })],
  ['the outer HMAC twice', v2({ outer: (text) => hmac(KEY, hmac(KEY, text).digest('hex')).digest('hex') })],
  [
    'the outer HMAC twice, of bytes',
    v2({ outer: (text) => hmac(KEY, hmac(KEY, text).digest()).digest('hex') }),
  ],
  [
    'a plain hash that is hashed again',
    v2({ inner: (body) => hash(hash(body).digest('hex')).digest('hex') }),
  ],
  ['no inner value at all', v2({ text: () => KEY + NONCE + MS })],
  ['no nonce', v2({ text: (inner) => join(KEY, MS, inner) })],
  ['no key', v2({ text: (inner) => join(NONCE, MS, inner) })],
  ['body hash first', v2({ text: (inner) => join(inner, KEY, NONCE, MS) })],
  ['sorted by value', v2({ text: (inner) => [KEY, NONCE, MS, String(inner)].sort().join('') })],
  ['blank lines', v2({ text: (inner) => [KEY, NONCE, MS, inner].join('\n') })],
  ['bars', v2({ text: (inner) => [KEY, NONCE, MS, inner].join('|') })],
  [
    'names and values',
    v2({ text: (inner) => `accessKey=${KEY}&nonce=${NONCE}&timestamp=${MS}&signature=${inner}` }),
  ],
  ['method and path in front', v2({ text: (inner) => join('POST', '/saas/produce', KEY, NONCE, MS, inner) })],
  ['seconds', v2({ text: (inner) => join(KEY, NONCE, MS.slice(0, 10), inner) })],
  [
    'rounded seconds',
    v2({ text: (inner) => join(KEY, NONCE, String(Math.round(Number(MS) / 1000)), inner) }),
  ],
  ['a timestamp that is a double', v2({ text: (inner) => join(KEY, NONCE, `${MS}.0`, inner) })],
  ['a timestamp in exponents', v2({ text: (inner) => join(KEY, NONCE, '1.795939232793E12', inner) })],
  ['a time in UTC', v2({ text: (inner) => join(KEY, NONCE, '20261129080032793', inner) })],
  ['a timestamp of 16 digits', v2({ text: (inner) => join(KEY, NONCE, `${MS}000`, inner) })],
  ['a nonce in capitals', v2({ text: (inner) => join(KEY, NONCE.toUpperCase(), MS, inner) })],
  ['a value in base64url', v2({ outer: (text) => hmac(KEY, text).digest('base64url') })],
  [
    'a value in base64 of hexadecimal',
    v2({ outer: (text) => Buffer.from(hmac(KEY, text).digest('hex')).toString('base64') }),
  ],
  [
    'a value in base64 of hexadecimal in capitals',
    v2({ outer: (text) => Buffer.from(hmac(KEY, text).digest('hex').toUpperCase()).toString('base64') }),
  ],
  [
    'a value with colons',
    v2({ outer: (text) => hmac(KEY, text).digest('hex').match(/../g)?.join(':') ?? '' }),
  ],
  [
    'a value with hyphens, as BitConverter writes',
    v2({ outer: (text) => hmac(KEY, text).digest('hex').toUpperCase().match(/../g)?.join('-') ?? '' }),
  ],
  ['a value with 0x', v2({ outer: (text) => `0x${hmac(KEY, text).digest('hex')}` })],
  ['a value in decimal bytes', v2({ outer: (text) => [...hmac(KEY, text).digest()].join(',') })],
  ['a value of 40 digits', v2({ outer: (text) => hmac(KEY, text).digest('hex').slice(0, 40) })],
  ['a value with its algorithm', v2({ outer: (text) => `sha256=${hmac(KEY, text).digest('hex')}` })],
  ['a value in quotes', v2({ outer: (text) => `"${hmac(KEY, text).digest('hex')}"` })],
  ['a body in front of the parts', v2({ inner: (body) => body, text: (body) => join(body, KEY, NONCE, MS) })],
  ['the body itself', v2({ inner: (body) => body })],
];

const TOKENS: readonly Row[] = [
  ['the order of arrival', v1(written(PARAMETERS))],
  [
    'the order without case',
    v1(written([...PARAMETERS].sort(([a], [b]) => a.toLowerCase().localeCompare(b.toLowerCase())))),
  ],
  ['the order of a locale', v1(written([...PARAMETERS].sort(([a], [b]) => a.localeCompare(b))))],
  ['the descending order', v1(written(ASCII.toReversed()))],
  ['empty ones left out', v1(written(ASCII.filter(([, value]) => value)))],
  ['encodeURIComponent', v1(written(ASCII, encodeURIComponent))],
  ['URLEncoder of Java', v1(written(ASCII, (value) => form(value).replaceAll('%2A', '*')))],
  [
    'rawurlencode',
    v1(
      written(ASCII, (value) =>
        form(value).replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~'),
      ),
    ),
  ],
  [
    'the encoder of AWS, ~ as %7E',
    v1(written(ASCII, (value) => form(value).replaceAll('+', '%20').replaceAll('*', '%2A'))),
  ],
  ['encoded twice', v1(written(ASCII, (value) => encodeURIComponent(encodeURIComponent(value))))],
  ['a plus as a blank', v1(written(ASCII, (value) => value.replaceAll('+', ' ')))],
  [
    'names in lower case',
    v1(
      written(
        [...PARAMETERS]
          .map(([name, value]) => [name.toLowerCase(), value] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    ),
  ],
  ['values alone', v1(ASCII.map(([, value]) => value).join(''))],
  ['names and values without signs', v1(ASCII.map((pair) => pair.join('')).join(''))],
  ['an ampersand at the end', v1(`${written(ASCII)}&`)],
  ['a question mark in front', v1(`?${written(ASCII)}`)],
  ['the path in front', v1(`/saas/produce?${written(ASCII)}`)],
  ['the method in front', v1(`GET&${encodeURIComponent('/')}&${encodeURIComponent(written(ASCII))}`)],
  ['the key behind', v1(`${written(ASCII)}${KEY}`)],
  ['the key as a parameter', v1(`${written(ASCII)}&key=${KEY}`)],
  ['the key around', v1(`${KEY}${written(ASCII)}${KEY}`)],
  ['no timeStamp in the key', v1(written(ASCII), KEY)],
  ['timeStamp in front of the key', v1(written(ASCII), STAMP + KEY)],
  ['a timeStamp of 14 digits in the key', v1(written(ASCII), KEY + STAMP.slice(0, 14))],
  ['a timeStamp in milliseconds in the key', v1(written(ASCII), KEY + MS)],
  ['MD5', v1(written(ASCII), KEY + STAMP, (key, text) => hash(join(text, key), 'md5').digest('hex'))],
  ['SHA-1', v1(written(ASCII), KEY + STAMP, (key, text) => hmac(key, text, 'sha1').digest('base64'))],
  ['SHA-512', v1(written(ASCII), KEY + STAMP, (key, text) => hmac(key, text, 'sha512').digest('base64'))],
  ['plain SHA-256', v1(written(ASCII), KEY + STAMP, (key, text) => hash(join(key, text)).digest('base64'))],
  ['swapped', v1(written(ASCII), KEY + STAMP, (key, text) => hmac(text, key).digest('base64'))],
  ['hexadecimal', v1(written(ASCII), KEY + STAMP, (key, text) => hmac(key, text).digest('hex'))],
  [
    'hexadecimal in capitals',
    v1(written(ASCII), KEY + STAMP, (key, text) => hmac(key, text).digest('hex').toUpperCase()),
  ],
  [
    'base64 of hexadecimal',
    v1(written(ASCII), KEY + STAMP, (key, text) =>
      Buffer.from(hmac(key, text).digest('hex')).toString('base64'),
    ),
  ],
  [
    'base64 without padding',
    v1(written(ASCII), KEY + STAMP, (key, text) => hmac(key, text).digest('base64').replace('=', '')),
  ],
  [
    'base64 that is URL-encoded',
    v1(written(ASCII), KEY + STAMP, (key, text) => encodeURIComponent(hmac(key, text).digest('base64'))),
  ],
  ['an e-mail that was decrypted', v1(written(ASCII.filter(([name]) => name !== 'email')))],
  [
    'the base64 of a parameter decoded',
    v1(written(ASCII, (value) => (value.startsWith('W3s') ? '[{"name":"a"}]' : value))),
  ],
  ['no OrderId', v1(written(ASCII.filter(([name]) => name !== 'OrderId')))],
  ['JSON', v1(JSON.stringify(Object.fromEntries(ASCII)))],
];

const ANSWERS: readonly Row[] = [
  ['PHP', answer(slashes(escaped(ANSWER)))],
  ['Python', answer(escaped(ANSWER).replace(/([,:])(?=["\d[{])/g, '$1 '))],
  [
    'sorted keys',
    answer('{"appInfo":{"a":"x","b":1},"instanceId":"i/1","resultCode":"000000","resultMsg":"成功"}'),
  ],
  [
    'sorted keys on the first level',
    answer('{"appInfo":{"b":1,"a":"x"},"instanceId":"i/1","resultCode":"000000","resultMsg":"成功"}'),
  ],
  ['a line end', answer(`${ANSWER}\n`)],
  ['indented', answer(JSON.stringify(JSON.parse(ANSWER), null, 2))],
  ['indented with tabs', answer(JSON.stringify(JSON.parse(ANSWER), null, '\t'))],
  ['indented, with CR LF', answer(JSON.stringify(JSON.parse(ANSWER), null, 2).replaceAll('\n', '\r\n'))],
  ['compact, sent indented', answer(ANSWER, KEY, JSON.stringify(JSON.parse(ANSWER), null, 2))],
  ['GBK', answer(join('{"resultMsg":"', Buffer.from('b3c9b9a6', 'hex'), '"}'), KEY, '{"resultMsg":"成功"}')],
  ['the key and the timeStamp', answer(ANSWER, KEY + STAMP)],
  ['base64 of hexadecimal', signed(Buffer.from(hmac(KEY, ANSWER).digest('hex')).toString('base64'))],
  ['hexadecimal', signed(hmac(KEY, ANSWER).digest('hex'))],
  ['plain SHA-256', signed(hash(ANSWER).digest('base64'))],
  ['SHA-256 with the key behind', signed(hash(ANSWER + KEY).digest('base64'))],
  ['SHA-1', signed(hmac(KEY, ANSWER, 'sha1').digest('base64'))],
  ['MD5', signed(hmac(KEY, ANSWER, 'md5').digest('base64'))],
  ['the appInfo alone', answer('{"b":1,"a":"x"}')],
  [
    'a query of the members',
    answer('instanceId=i&resultCode=000000', KEY, '{"resultCode":"000000","instanceId":"i"}'),
  ],
  ['without appInfo', answer('{"resultCode":"000000","resultMsg":"成功","instanceId":"i/1"}')],
  ['the request’s text', answer('activity=newInstance&timeStamp=20261129080032793')],
];

/** What no calculation can tell from these facts. */
const UNTOLD = new Set([
  'the request’s text',
  'the query and the body',
  'method and path in front',
  'the path in front',
  'the method in front',
]);

describe.each([
  ['a body that was made another one', BODIES],
  ['parts, keys and digests of V2.0', PARTS],
  ['a token of V1.0', TOKENS],
  ['a Body-Sign', ANSWERS],
])('%s', (_family, rows) => {
  it.each(rows)('%s', (name, examined) => {
    const xray = explain(examined, nodePrimitives);
    expect(xray.verdict).toBe(UNTOLD.has(name) ? 'UNEXPLAINED' : 'EXPLAINED');
  });
});
