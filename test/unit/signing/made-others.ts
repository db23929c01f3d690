import { createHash, createHmac } from 'node:crypto';
import type { Examined } from '@/lib/signing/hypotheses/examined';

type Made = readonly [name: string, examined: Examined];

const KEY = 'Ab+12/cd34Ef=56ab78';
const NONCE = 'Qx7pT2mV9aLk4RsW';
const MS = '1666677988730';
const BODY = '{"a":1}';
const hmac = (key: string | Uint8Array, message: string | Uint8Array, hash = 'sha256') =>
  createHmac(hash, key).update(message);
const plain = (message: string, hash = 'sha256') => createHash(hash).update(message).digest('hex');
const join = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));

const v2 = (theirs: string, key = KEY, nonce = NONCE): Examined => ({
  profile: 'v2-request',
  accessKey: key,
  nonce,
  timestamp: MS,
  body: Buffer.from(BODY),
  theirs,
});
const inner = (key: string | Uint8Array = KEY) => hmac(key, BODY).digest('hex');
const head = KEY + NONCE + MS;
const withInner = (hash: string | Uint8Array) => v2(hmac(KEY, join(head, hash)).digest('hex'));
const withText = (text: string) => v2(hmac(KEY, text).digest('hex'));
/** The seller's own key where KooGallery has `right`. */
const withKey = (right: string, used: string | Uint8Array, shown = right) =>
  v2(hmac(used, join(shown, NONCE, MS, inner(used))).digest('hex'), right);
const readAs = (right: string, used: string) => withKey(right, used, used);

const bytewise = (digest: Buffer) => [...digest].map((byte) => byte.toString(16)).join('');

export const MADE_CALCULATIONS: readonly Made[] = [
  ['inner-hmac-sha1', withInner(hmac(KEY, BODY, 'sha1').digest('hex'))],
  ['inner-plain-sha1', withInner(plain(BODY, 'sha1'))],
  ['inner-key-and-body', withInner(plain(KEY + BODY))],
  ['inner-body-and-key', withInner(plain(BODY + KEY))],
  ['inner-bytes', withInner(hmac(KEY, BODY).digest())],
  ['inner-other-digest:MD5', withInner(plain(BODY, 'md5'))],
  ['inner-other-digest:HMAC(HMAC)', withInner(hmac(KEY, inner()).digest('hex'))],
  ['inner-written:hex + \\n', withInner(`${inner()}\n`)],
  ['outer-other-digest:HMAC-SHA512', v2(hmac(KEY, head + inner(), 'sha512').digest('hex'))],
  ['outer-other-digest:MD5(text + key)', v2(plain(head + inner() + KEY, 'md5'))],
  [
    'both-other-digest:HMAC-MD5',
    v2(hmac(KEY, head + hmac(KEY, BODY, 'md5').digest('hex'), 'md5').digest('hex')),
  ],
  ['output-hex-written:0x1234', v2(`0x${hmac(KEY, head + inner()).digest('hex')}`)],
  [
    'output-hex-cut',
    v2(
      hmac(KEY, head + inner())
        .digest('hex')
        .slice(0, 50),
    ),
  ],
  ['nonce-upper-case', withText(KEY + NONCE.toUpperCase() + MS + inner())],
  ['timestamp-written:1.66667798873E12', withText(`${KEY}${NONCE}1.66667798873E12${inner()}`)],
  ['timestamp-written:yyyyMMddHHmmssSSS UTC+8', withText(`${KEY}${NONCE}20221025140628730${inner()}`)],
  ['key-hashed:md5, hex', readAs(KEY, plain(KEY, 'md5'))],
  ['key-hashed:HMAC: sha256', withKey(KEY, createHash('sha256').update(KEY).digest(), KEY)],
  ['inner-base64-of-hex', withInner(Buffer.from(inner()).toString('base64'))],
  ['inner-hex-zeros-lost', withInner(bytewise(hmac(KEY, BODY).digest()))],
  ['parts-joined:&', withText([KEY, NONCE, MS, inner()].join('&'))],
  ['parts-joined:newline', withText([KEY, NONCE, MS, inner()].join('\n'))],
  ['parts-order:nonce + timestamp + accessKey + body', withText(NONCE + MS + KEY + inner())],
  ['parts-order:body + timestamp + nonce + accessKey', withText(inner() + MS + NONCE + KEY)],
  ['parts-left-out:accessKey + timestamp + body', withText(KEY + MS + inner())],
  [
    'parts-named:accessKey=…&nonce=…&timestamp=…&body=…',
    withText(`accessKey=${KEY}&nonce=${NONCE}&timestamp=${MS}&body=${inner()}`),
  ],
  [
    'parts-named:nonce=…&timestamp=…&payload=…',
    withText(`nonce=${NONCE}&timestamp=${MS}&payload=${inner()}`),
  ],
  ['nonce-other-case', withText(KEY + NONCE.toLowerCase() + MS + inner())],
  ['key-crlf', readAs(KEY, `${KEY}\r\n`)],
  ['key-carriage-return', readAs(KEY, `${KEY}\r`)],
  ['key-space-behind', readAs(KEY, `${KEY} `)],
  ['key-space-in-front', readAs(KEY, ` ${KEY}`)],
  ['key-in-quotes', readAs(KEY, `"${KEY}"`)],
  ['key-in-single-quotes', readAs(KEY, `'${KEY}'`)],
  ['key-character-behind:U+00A0', readAs(KEY, `${KEY}\u00a0`)],
  ['key-character-behind:U+0009', readAs(KEY, `${KEY}\t`)],
  ['key-character-behind:\\n', readAs(KEY, `${KEY}\\n`)],
  ['key-between-marks:` `', readAs(KEY, `\`${KEY}\``)],
  ['key-between-marks:“ ”', readAs('a$&b', '“a$&b”')],
  ['key-quotes-lost', readAs(`'${KEY}'`, KEY)],
  ['key-bom', readAs(KEY, `\ufeff${KEY}`)],
  ['key-escaped', readAs('a"b$c', 'a\\"b\\$c')],
  ['key-unescaped', readAs('a\\nb\\\\c', 'anb\\c')],
  ['key-comment-cut', readAs('abc #def', 'abc')],
  ['key-variable-lost', readAs('abc$def-gh', 'abc-gh')],
  ['key-equals-cut', readAs('abc==', 'abc')],
  ['key-first-cut', readAs(KEY, KEY.slice(1))],
  ['key-last-cut', readAs(KEY, KEY.slice(0, -1))],
  ['key-percent-encoded', readAs(KEY, 'Ab%2B12%2Fcd34Ef%3D56ab78')],
  ['key-percent-decoded', readAs('a%2Bb', 'a+b')],
  ['key-plus-lost', readAs(KEY, 'Ab 12/cd34Ef=56ab78')],
  ['key-other-base64-alphabet', readAs(KEY, 'Ab-12_cd34Ef=56ab78')],
  ['key-html-escaped', readAs('a&b<c', 'a&amp;b&lt;c')],
  ['key-base64-encoded', readAs('key', 'a2V5')],
  ['key-hex-encoded', readAs('key', '6b6579')],
  ['key-missing:undefined', readAs(KEY, 'undefined')],
  ['key-missing:(empty)', readAs(KEY, '')],
  ['key-base64url-decoded', withKey('a2V5_-', Buffer.from('a2V5_-', 'base64url'))],
  ['key-behind-timestamp', v2(hmac(MS + KEY, head + hmac(MS + KEY, BODY).digest('hex')).digest('hex'))],
  ['outer-key-and-text', v2(plain(KEY + head + inner()))],
  ['outer-text-and-key', v2(plain(head + inner() + KEY))],
  ['outer-plain-sha1', v2(plain(head + inner(), 'sha1'))],
  ['outer-hashed-text', withText(plain(head + inner()))],
  ['parts-sorted:sha1', v2(plain([KEY, NONCE, MS, inner()].sort().join(''), 'sha1'))],
  ['parts-sorted:sha1Body', v2(plain([KEY, NONCE, MS, BODY].sort().join(''), 'sha1'))],
  ['parts-sorted:sha1Alone', v2(plain([KEY, NONCE, MS].sort().join(''), 'sha1'))],
  ['parts-sorted:sha256Body', v2(plain([KEY, NONCE, MS, BODY].sort().join('')))],
  ['parts-sorted:hmacBody', withText([KEY, NONCE, MS, BODY].sort().join(''))],
  ['output-hex-zeros-lost', zeroInside()],
  [
    'output-hex-half',
    v2(
      hmac(KEY, head + inner())
        .digest('hex')
        .slice(0, 32),
    ),
  ],
  ['output-hex-front-zeros-lost', frontZero()],
];

/** Of a nonce whose signature begins with a zero: some of the first hundred do. */
function frontZero(): Examined {
  for (let at = 0; at < 1_000; at++) {
    const nonce = `nonce${at}`;
    const signature = hmac(KEY, KEY + nonce + MS + inner()).digest('hex');
    if (signature.startsWith('0')) return v2(signature.slice(1), KEY, nonce);
  }
  throw new Error('No signature begins with a zero.');
}

/** Of a nonce whose signature has a byte below 16 that is not the first. */
function zeroInside(): Examined {
  for (let at = 0; at < 1_000; at++) {
    const nonce = `nonce${at}`;
    const digest = hmac(KEY, KEY + nonce + MS + inner()).digest();
    if ((digest[0] ?? 0) > 15 && digest.some((byte) => byte < 16)) return v2(bytewise(digest), KEY, nonce);
  }
  throw new Error('No signature has a zero inside.');
}

const STAMP = '20201112093815663';
const PARAMETERS = [
  ['orderId', 'CS1'],
  ['activity', 'newInstance'],
  ['name', ` Zhang (A) & <b>*'x'~ 华+/\u00e9 `],
  ['userId', ''],
  ['count', '0'],
  ['timeStamp', STAMP],
] as const;
type Pairs = readonly (readonly [string, string])[];
const sorted: Pairs = [...PARAMETERS].sort(([a], [b]) => (a < b ? -1 : 1));
const text = (all: Pairs, equals = '=', joiner = '&') => all.map((pair) => pair.join(equals)).join(joiner);
const lowered = PARAMETERS.map(([name, value]) => [name.toLowerCase(), value] as const).toSorted(
  ([a], [b]) => (a < b ? -1 : 1),
);
const token = (message: string | Uint8Array, key: string = KEY + STAMP) =>
  hmac(key, message).digest('base64');
const TOKEN = token(text(sorted));
const QUERY = `orderId=CS1&activity=newInstance&timeStamp=${STAMP}`;
const v1 = (theirs: string): Examined => ({
  profile: 'v1-auth-token',
  accessKey: KEY,
  parameters: [...PARAMETERS, ['authToken', TOKEN]],
  query: `${QUERY}&authToken=x`,
  theirs,
});
const named = (value: string) =>
  v1(token(text(sorted.map((pair) => (pair[0] === 'name' ? ['name', value] : pair)))));
const without = (name: string) => v1(token(text(sorted.filter((pair) => pair[0] !== name))));

const inBytes = (value: string, bytes: readonly number[]): Examined => ({
  ...{ profile: 'v1-auth-token', accessKey: KEY, query: '' },
  parameters: [
    ['name', value],
    ['timeStamp', STAMP],
  ],
  theirs: token(join('name=', Uint8Array.from(bytes), `&timeStamp=${STAMP}`)),
});

export const MADE_TOKENS: readonly Made[] = [
  [
    'parameters-encoded-by:rawurlencode',
    named('%20Zhang%20%28A%29%20%26%20%3Cb%3E%2A%27x%27~%20%E5%8D%8E%2B%2F%C3%A9%20'),
  ],
  [
    'parameters-encoded-by:urlencode',
    named('+Zhang+%28A%29+%26+%3Cb%3E%2A%27x%27%7E+%E5%8D%8E%2B%2F%C3%A9+'),
  ],
  [
    'parameters-encoded-by:HttpUtility.UrlEncode',
    named('+Zhang+(A)+%26+%3cb%3e*%27x%27%7e+%e5%8d%8e%2b%2f%c3%a9+'),
  ],
  [
    'parameters-encoded-by:URLEncoder with %20',
    named('%20Zhang%20%28A%29%20%26%20%3Cb%3E*%27x%27%7E%20%E5%8D%8E%2B%2F%C3%A9%20'),
  ],
  ['parameters-encoded-by:quote_plus', named('+Zhang+%28A%29+%26+%3Cb%3E%2A%27x%27~+%E5%8D%8E%2B%2F%C3%A9+')],
  [
    'parameters-encoded-by:Uri.EscapeDataString in lower case',
    named('%20Zhang%20%28A%29%20%26%20%3cb%3e%2a%27x%27~%20%e5%8d%8e%2b%2f%c3%a9%20'),
  ],
  [
    'parameters-encoded-by:urllib.parse.quote',
    named('%20Zhang%20%28A%29%20%26%20%3Cb%3E%2A%27x%27~%20%E5%8D%8E%2B/%C3%A9%20'),
  ],
  ['parameters-encoded-by:encodeURI', named("%20Zhang%20(A)%20&%20%3Cb%3E*'x'~%20%E5%8D%8E+/%C3%A9%20")],
  ['parameters-filtered:html', named(` Zhang (A) &amp; &lt;b&gt;*'x'~ 华+/\u00e9 `)],
  ['parameters-filtered:html039', named(' Zhang (A) &amp; &lt;b&gt;*&#039;x&#039;~ 华+/\u00e9 ')],
  ['parameters-filtered:brackets', named(' Zhang &#40;A&#41; & &lt;b&gt;*&#39;x&#39;~ 华+/\u00e9 ')],
  ['parameters-filtered:fullWidth', named(' Zhang (A) ＆ ＜b＞*‘x‘~ 华+/\u00e9 ')],
  ['parameters-filtered:fullWidthBrackets', named(' Zhang （A） ＆ ＜b＞*‘x‘~ 华+/\u00e9 ')],
  ['parameters-filtered:tagsStripped', named(` Zhang (A) & *'x'~ 华+/\u00e9 `)],
  ['parameters-filtered:slashes', named(" Zhang (A) & <b>*\\'x\\'~ 华+/\u00e9 ")],
  ['parameters-trimmed', named(`Zhang (A) & <b>*'x'~ 华+/\u00e9`)],
  ['parameters-by-value', v1(token(text([...PARAMETERS].sort(([, a], [, b]) => (a < b ? -1 : 1)))))],
  [
    'parameters-falsy-removed',
    v1(token(text(sorted.filter(([name]) => name !== 'userId' && name !== 'count')))),
  ],
  ['parameters-query-as-sent', v1(token(QUERY))],
  ['parameters-joined:a=1b=2', v1(token(text(sorted, '=', '')))],
  ['parameters-joined:a1b2', v1(token(text(sorted, '', '')))],
  ['parameters-joined:a=1&b=2&', v1(token(`${text(sorted)}&`))],
  ['parameters-joined:a=1&b=2&key=accessKey', v1(token(`${text(sorted)}&key=${KEY}`))],
  ['parameters-joined:accessKeya=1&b=2', v1(token(KEY + text(sorted)))],
  ['parameters-joined:1&2', v1(token(sorted.map(([, value]) => value).join('&')))],
  ['parameters-in-charset:ISO-8859-1', v1(token(Buffer.from(text(sorted).replaceAll('华', '?'), 'latin1')))],
  ['parameters-in-charset:latin1 (Node.js)', v1(token(Buffer.from(text(sorted), 'latin1')))],
  ['parameters-in-charset:UTF-16LE', v1(token(Buffer.from(text(sorted), 'utf16le')))],
  ['parameters-in-charset:GB18030', inBytes('中文😀', [0xd6, 0xd0, 0xce, 0xc4, 0x94, 0x39, 0xfc, 0x36])],
  ['parameters-in-charset:Big5', inBytes('中文', [0xa4, 0xa4, 0xa4, 0xe5])],
  ['parameters-in-charset:Shift_JIS', inBytes('中文', [0x92, 0x86, 0x95, 0xb6])],
  [
    'parameters-misread-as:ISO-8859-1',
    named(Buffer.from(` Zhang (A) & <b>*'x'~ 华+/\u00e9 `).toString('latin1')),
  ],
  ['parameters-empty-as:null', v1(token(text(sorted.map(([name, value]) => [name, value || 'null']))))],
  ['parameters-stand-in:[object Object]', v1(token('[object Object]'))],
  ['parameters-joined:{a=1, b=2}', v1(token(`{${text(sorted, '=', ', ')}}`))],
  ['parameters-joined:{"a":"1","b":"2"}', v1(token(JSON.stringify(Object.fromEntries(sorted))))],
  ['parameters-joined:encodeURIComponent(a=1&b=2)', v1(token(encodeURIComponent(text(sorted))))],
  ['parameters-one-left-out:count', without('count')],
  ['parameters-one-left-out:orderId', without('orderId')],
  [
    'parameters-with-token:authToken',
    v1(token(text([['activity', 'newInstance'], ['authToken', TOKEN], ...sorted.slice(1)]))),
  ],
  ['parameters-one-added:accessKey', v1(token(text([['accessKey', KEY], ...sorted])))],
  [
    'parameters-one-added:authToken',
    v1(token(text([['activity', 'newInstance'], ['authToken', ''], ...sorted.slice(1)]))),
  ],
  ['key-behind-timestamp', v1(token(text(sorted), STAMP + KEY))],
  ['key-joined-to-timestamp', v1(token(text(sorted), `${KEY}&${STAMP}`))],
  ['key-timestamp-shortened', v1(token(text(sorted), KEY + STAMP.slice(0, 14)))],
  [
    'key-timestamp-in-milliseconds:UTC',
    v1(token(text(sorted), `${KEY}${Date.UTC(2020, 10, 12, 9, 38, 15, 663)}`)),
  ],
  ['parameters-names-lower-case', v1(token(text(lowered)))],
  ['key-timestamp-only', v1(token(text(sorted), STAMP))],
  ['output-base64-url-padded', v1(TOKEN.replaceAll('+', '-').replaceAll('/', '_'))],
  [
    'output-base64-of-upper-hex',
    v1(
      Buffer.from(
        hmac(KEY + STAMP, text(sorted))
          .digest('hex')
          .toUpperCase(),
      ).toString('base64'),
    ),
  ],
];
