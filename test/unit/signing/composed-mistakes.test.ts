import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Examined } from '@/lib/signing/hypotheses/examined';
import { explain } from '@/lib/signing/hypotheses/explain';
import { nodePrimitives } from '@/lib/signing/node-primitives';

const hmac = (key: string, message: string | Uint8Array) => createHmac('sha256', key).update(message);

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Values = { [name: string]: Json };
/** A seller who has read the body into values, and hashes what it makes of them. */
type Writer = (values: Values) => string;

function v2(accessKey: string, sent: string, hashed: string): Examined {
  const [nonce, timestamp] = ['Qx7pT2mV9aLk4RsW', '1666677988730'];
  const inner = hmac(accessKey, hashed).digest('hex');
  const theirs = hmac(accessKey, accessKey + nonce + timestamp + inner).digest('hex');
  return { profile: 'v2-request', accessKey, nonce, timestamp, body: Buffer.from(sent), theirs };
}

function token(
  accessKey: string,
  parameters: readonly (readonly [string, string])[],
  signed: string,
): Examined {
  const stamp = parameters.find(([name]) => name === 'timeStamp')?.[1] ?? '';
  const theirs = hmac(accessKey + stamp, signed).digest('base64');
  return { profile: 'v1-auth-token', accessKey, parameters, theirs };
}

function explainNames(examined: Examined): string[] {
  const xray = explain(examined, nodePrimitives);
  if (xray.verdict !== 'EXPLAINED') return [xray.verdict];
  // Names that were left out have no order of their own.
  return [xray.mistakes, ...xray.alternatives].map((names) =>
    (names.every((name) => name.includes('left-out')) ? names.toSorted() : names).join(' and '),
  );
}

/** Every text among the values, changed. */
const mapped = (value: Json, change: (text: string) => Json): Json => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapped(item, change)]));
};
const compact = (values: unknown) => JSON.stringify(values);
const filtered =
  (change: (text: string) => string, write: (values: Json) => string = compact): Writer =>
  (values) =>
    write(mapped(values, change));
const escapedBy = (all: Record<string, string>) => (text: string) =>
  [...text].map((unit) => all[unit] ?? unit).join('');
const html = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const php = (values: unknown) =>
  JSON.stringify(values)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const plain = (value: Json) => (typeof value === 'string' ? value : String(value));
const joined = (values: Values, pair: (name: string, value: Json) => string, comma: string) =>
  Object.entries(values)
    .map(([name, value]) => pair(name, value))
    .join(comma);
const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const replaced = (from: Json, to: Json, values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === from ? to : value]));

const FLAT: Values = {
  activity: 'newInstance',
  note: ` Müller & <Söhne> "A" / 'B' 华😀 `,
  blank: '',
  none: null,
  count: 12,
};
const NESTED: Values = {
  activity: 'newInstance',
  info: { sku: 'a"b', n: 1, list: [1, 'x'] },
  tags: ['x', 'y'],
};

const quoted = escapedBy({ ...html, '"': '&quot;', "'": '&#039;' });
const stripped = (text: string) => text.replace(/<[^>]*>/g, '');
/** What frameworks do to every value that comes in: Laravel trims and makes nothing of `""`, ThinkPHP filters in a chain. */
const FILTERED_TWICE: readonly (readonly [name: string, values: Values, write: Writer])[] = [
  [
    'body-values-filtered:trim and body-values-changed:"" → null',
    FLAT,
    (values) => compact(mapped(values, (text) => text.trim() || null)),
  ],
  [
    'body-values-filtered:trim and body-values-changed:"" → null and writer-php',
    FLAT,
    (values) => php(mapped(values, (text) => text.trim() || null)),
  ],
  [
    'body-values-filtered:trim and body-values-filtered:html039',
    FLAT,
    filtered((text) => quoted(text.trim())),
  ],
  [
    'body-values-filtered:trim and body-values-filtered:html039 and writer-php',
    FLAT,
    filtered((text) => quoted(text.trim()), php),
  ],
  [
    'body-values-filtered:tagsStripped and body-values-filtered:trim',
    { ...FLAT, note: '<b> x</b> ' },
    filtered((text) => stripped(text).trim()),
  ],
  [
    'body-values-filtered:trim and body-values-filtered:tagsStripped and body-values-filtered:html039',
    FLAT,
    filtered((text) => quoted(stripped(text.trim()))),
  ],
];

const WRITERS: readonly (readonly [name: string, values: Values, write: Writer])[] = [
  ['body-values-filtered:trim', FLAT, filtered((text) => text.trim())],
  ['body-values-filtered:emojiRemoved', FLAT, filtered((text) => text.replace('😀', ''))],
  ['body-values-filtered:emojiQuestions', FLAT, filtered((text) => text.replace('😀', '????'))],
  ['body-values-filtered:emojiReplaced', FLAT, filtered((text) => text.replace('😀', '\ufffd'))],
  ['body-values-filtered:decomposed', FLAT, filtered((text) => text.normalize('NFD'))],
  ['body-values-filtered:html039', FLAT, filtered(escapedBy({ ...html, '"': '&quot;', "'": '&#039;' }))],
  ['body-values-filtered:html', FLAT, filtered(escapedBy({ ...html, '"': '&#34;', "'": '&#39;' }))],
  [
    'body-values-filtered:html',
    FLAT,
    filtered(escapedBy({ ...html, '"': '&quot;', "'": '&#x27;', '/': '&#x2F;' })),
  ],
  [
    'body-values-filtered:html039 and writer-php',
    FLAT,
    filtered(escapedBy({ ...html, '"': '&quot;', "'": '&#039;' }), php),
  ],
  ['body-values-filtered:trim and writer-php', FLAT, filtered((text) => text.trim(), php)],
  ['body-values-changed:null → ""', FLAT, (values) => compact(replaced(null, '', values))],
  ['body-values-changed:null → "null"', FLAT, (values) => compact(replaced(null, 'null', values))],
  ['body-values-changed:"" → null', FLAT, (values) => compact(replaced('', null, values))],
  ['body-values-changed:null → "" and writer-php', FLAT, (values) => php(replaced(null, '', values))],
  [
    'body-nested-as-text:JSON',
    NESTED,
    ({ activity, info, tags }) =>
      compact({ activity, info: compact(info ?? null), tags: compact(tags ?? null) }),
  ],
  [
    'body-nested-as-text:[object Object]',
    NESTED,
    ({ activity, info, tags }) => compact({ activity, info: String(info), tags: String(tags) }),
  ],
  ['body-nested-as-text:Java', { a: { b: 1, c: 'x' } }, () => '{"a":"{b=1, c=x}"}'],
  [
    'body-printed-object:NewInstanceRequest(a=1)',
    FLAT,
    (values) => `NewInstanceRequest(${joined(values, (name, value) => `${name}=${plain(value)}`, ', ')})`,
  ],
  ['body-printed-object:Foo(a=1)', { bar: 1 }, () => 'Foo(bar=1)'],
  [
    'body-printed-object:ProduceReq[a=1]',
    FLAT,
    (values) => `ProduceReq[${joined(values, (name, value) => `${name}=${plain(value)}`, ', ')}]`,
  ],
  [
    'body-printed-object:NewInstanceDTO { A = 1 }',
    FLAT,
    (values) =>
      `NewInstanceDTO { ${joined(values, (name, value) => `${pascal(name)} = ${value === null ? '' : plain(value)}`, ', ')} }`,
  ],
  [
    "body-printed-object:OrderParam{a='1'}",
    FLAT,
    (values) =>
      `OrderParam{${joined(values, (name, value) => `${name}=${typeof value === 'string' ? `'${value}'` : value}`, ', ')}}`,
  ],
  ['body-printed:node', FLAT, (values) => inspect(values)],
  ['body-printed:node', NESTED, (values) => inspect(values)],
  [
    'body-printed:node',
    { a: { b: { c: { d: 1 } } }, e: "it's", 'f-g': [true, null, []] },
    (values) => inspect(values),
  ],
  [
    'body-printed:phpPrint',
    { a: 'x', b: { c: true, d: null }, e: [1.5] },
    () =>
      'Array\n(\n    [a] => x\n    [b] => Array\n        (\n            [c] => 1\n            [d] => \n        )\n\n    [e] => Array\n        (\n            [0] => 1.5\n        )\n\n)\n',
  ],
  [
    'body-printed:phpExport',
    { a: "it's", b: { c: true, d: null } },
    () => "array (\n  'a' => 'it\\'s',\n  'b' => \n  array (\n    'c' => true,\n    'd' => NULL,\n  ),\n)",
  ],
  [
    'body-printed:phpDump',
    { a: 'é', b: { c: true, d: 1 } },
    () =>
      'array(2) {\n  ["a"]=>\n  string(2) "é"\n  ["b"]=>\n  array(2) {\n    ["c"]=>\n    bool(true)\n    ["d"]=>\n    int(1)\n  }\n}\n',
  ],
  [
    'body-printed:phpSerialize',
    { a: 'é', b: [true, null, 1, 1.5] },
    () => 'a:2:{s:1:"a";s:2:"é";s:1:"b";a:4:{i:0;b:1;i:1;N;i:2;i:1;i:3;d:1.5;}}',
  ],
  ['body-printed:goStruct', { a: 'x', b: null, c: [1, 2] }, () => '{A:x B:<nil> C:[1 2]}'],
  ['body-printed:pydantic', { a: "it's", b: null, c: [1] }, () => `a="it's" b=None c=[1]`],
  ['body-printed:openStruct', { a: 'x', b: null }, () => '#<OpenStruct a="x", b=nil>'],
  [
    'body-keys-hash-map and body-printed:java',
    { activity: 'x', businessId: 'b', orderId: 'o', testFlag: '1' },
    () => '{testFlag=1, activity=x, orderId=o, businessId=b}',
  ],
  ['body-keys-ascending and body-as-pairs', { b: 'x', a: 1 }, () => 'a=1&b=x'],
  [
    'body-one-left-out:blank and body-one-left-out:count',
    FLAT,
    ({ activity, note, none }) => compact({ activity, note, none }),
  ],
  ...FILTERED_TWICE,
];

describe('what a seller makes of the values of a body', () => {
  it.each(WRITERS)('%s is named', (name, values, write) => {
    for (const accessKey of ['Kf7-key_9mX', 'a+b/c=='])
      expect(explainNames(v2(accessKey, compact(values), write(values)))).toContain(name);
  });
});

const SORTED = [
  ['activity', 'newInstance'],
  ['customerName', ` A&B "C" <D> 'E' / + %20 华 `],
  ['orderAmount', '0.00'],
  ['timeStamp', '20201112093815663'],
  ['userId', ''],
] as const;
const text = (all: readonly (readonly [string, string])[]) => all.map((pair) => pair.join('=')).join('&');
const withValues = (change: (value: string) => string) =>
  SORTED.map(([name, value]) => [name, change(value)] as const);
const without = (...names: string[]) => SORTED.filter(([name]) => !names.includes(name));
const strict = (value: string) =>
  [...Buffer.from(value)]
    .map((byte) => {
      const unit = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(unit) ? unit : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
const escaped = escapedBy({ ...html, '"': '&#34;', "'": '&#39;' });

const TOKENS: readonly (readonly [name: string, signed: string])[] = [
  [
    'parameters-encoded-twice:rawurlencode + rawurlencode',
    text(withValues((value) => strict(strict(value)))),
  ],
  [
    'parameters-encoded-twice:urllib.parse.quote + rawurlencode',
    text(withValues((value) => strict(strict(value).replaceAll('%2F', '/')))),
  ],
  ['parameters-filtered:html', text(withValues(escaped))],
  [
    'parameters-trimmed and parameters-filtered:tagsStripped and parameters-filtered:html039',
    text(withValues((value) => quoted(stripped(value.trim())))),
  ],
  ['parameters-trimmed and parameters-empty-as:null', text(withValues((value) => value.trim() || 'null'))],
  [
    'parameters-trimmed and parameters-filtered:html39',
    text(withValues((value) => escapedBy({ ...html, '"': '&quot;', "'": '&#39;' })(value.trim()))),
  ],
  [
    'parameters-trimmed and parameters-encoded-by:rawurlencode',
    text(withValues((value) => strict(value.trim()))),
  ],
  [
    'parameters-filtered:html and parameters-encoded-by:rawurlencode',
    text(withValues((value) => strict(escaped(value)))),
  ],
  [
    'parameters-one-left-out:orderAmount and parameters-one-left-out:userId',
    text(without('orderAmount', 'userId')),
  ],
  [
    'parameters-one-left-out:activity and parameters-without-timestamp',
    text(without('activity', 'timeStamp')),
  ],
  [
    'parameters-one-left-out:activity and parameters-one-left-out:orderAmount and parameters-one-left-out:userId',
    text(without('activity', 'orderAmount', 'userId')),
  ],
  [
    'parameters-one-added:authToken and parameters-one-added:key',
    text(
      [...SORTED, ['authToken', ''], ['key', 'Kf7-key_9mX']].toSorted(([a], [b]) => (a < b ? -1 : 1)) as [
        string,
        string,
      ][],
    ),
  ],
];

describe('what a seller makes of the parameters', () => {
  it.each(TOKENS)('%s is named', (name, signed) => {
    expect(explainNames(token('Kf7-key_9mX', SORTED.toReversed(), signed))).toContain(name);
  });
});

const [KEY, NONCE, STAMP, SENT] = ['Kf7-key_9mX', 'Qx7pT2mV9aLk4RsW', '1666677988730', '{"a":"1"}'];
const inner = hmac(KEY, SENT).digest('hex');
const PARTS: readonly (readonly [name: string, text: string])[] = [
  ['order-timestamp-first and parts-joined:&', [KEY, STAMP, NONCE, inner].join('&')],
  [
    'parts-order:nonce + timestamp + accessKey + body and parts-joined:&',
    [NONCE, STAMP, KEY, inner].join('&'),
  ],
  ['profile-kit and parts-order:nonce + timestamp + accessKey + body', NONCE + STAMP + KEY + SENT],
  ['profile-kit and parts-joined:newline', [KEY, NONCE, STAMP, SENT].join('\n')],
];

describe('how a seller puts the parts together', () => {
  it.each(PARTS)('%s is named', (name, text) => {
    const theirs = hmac(KEY, text).digest('hex');
    const body = Buffer.from(SENT);
    const names = explainNames({
      profile: 'v2-request',
      accessKey: KEY,
      nonce: NONCE,
      timestamp: STAMP,
      body,
      theirs,
    });
    expect(names).toContain(name);
  });
});

describe('two mistakes that nobody makes together', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', ' ', '&', '<', '"', '/', 'é', '华', '😀', '+'),
    maxLength: 12,
  });
  const one = fc.constantFrom(...WRITERS.map(([, , write]) => write).slice(0, 14));

  it('are explained by nothing but what reproduces them', () => {
    fc.assert(
      fc.property(
        texts,
        texts,
        one,
        fc.constantFrom('reversed', 'tripled', 'shortened'),
        (a, b, write, how) => {
          const values = { activity: a, note: b, blank: '', none: null };
          const written = write(values);
          const hashed = {
            reversed: [...written].toReversed().join(''),
            tripled: written.repeat(3),
            shortened: written.slice(1),
          }[how];
          expect(explainNames(v2('Kf7-key_9mX', compact(values), hashed))).toEqual(['UNEXPLAINED']);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('show what they reproduce in the stages', () => {
    for (const [, values, write] of WRITERS.slice(0, 18)) {
      const examined = v2('Kf7-key_9mX', compact(values), write(values));
      const xray = explain(examined, nodePrimitives);
      expect(xray.verdict === 'EXPLAINED' && Buffer.from(xray.theirs.payload).toString()).toBe(write(values));
    }
  });
});
