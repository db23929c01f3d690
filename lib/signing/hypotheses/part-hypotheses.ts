import { type Hypothesis, hypothesis, ofShort, type Rank, shortIfRare } from './hypothesis';
import { type InnerEncoding, PARTS, type Part, type Recipe } from './recipe';

const hashesBody = (recipe: Recipe) => recipe.message === 'parts' && recipe.inner !== 'unhashed';

const inner = <const Id extends string>(id: Id, value: Recipe['inner'], rank: Rank = 3) =>
  hypothesis(
    id,
    'inner',
    (recipe) => (hashesBody(recipe) && recipe.inner !== value ? { ...recipe, inner: value } : null),
    rank,
  );

const innerEncoding = <const Id extends string>(id: Id, value: InnerEncoding, rank: Rank = 3) =>
  hypothesis(
    id,
    'innerEncoding',
    (recipe) =>
      hashesBody(recipe) && recipe.innerEncoding !== value ? { ...recipe, innerEncoding: value } : null,
    rank,
  );

const order = <const Id extends string>(id: Id, value: readonly Part[], rank: Rank = 2) =>
  hypothesis(
    id,
    'order',
    (recipe) => (recipe.message === 'parts' ? { ...recipe, order: value } : null),
    rank,
  );

/** By the name that people know. */
const INNER_DIGESTS: readonly (readonly [Recipe['inner'], string, Rank])[] = [
  ['plain-md5', 'MD5', 2],
  ['hmac-md5', 'HMAC-MD5', 4],
  ['plain-sha512', 'SHA-512', 4],
  ['hmac-sha512', 'HMAC-SHA512', 4],
  ['hmac-twice', 'HMAC(HMAC)', 4],
  ['plain-twice', 'SHA-256(SHA-256)', 4],
  ['hashed-text', 'HMAC(SHA-256)', 4],
  ['hashed-md5', 'HMAC(MD5)', 4],
  ['md5-text-and-key', 'MD5(body + key)', 4],
];
const INNER_FORMS: readonly (readonly [InnerEncoding, string])[] = [
  ['base64-url', 'base64url'],
  ['base64-line', 'base64 + \\n'],
  ['hex-line', 'hex + \\n'],
];

/** Named by themselves: the likeliest. */
const NAMED_ORDERS = {
  'order-timestamp-first': ['accessKey', 'timestamp', 'nonce', 'body'],
  'order-reversed': ['timestamp', 'nonce', 'accessKey', 'body'],
  'order-without-key': ['nonce', 'timestamp', 'body'],
} as const satisfies Record<string, readonly Part[]>;

function permutations(parts: readonly Part[]): Part[][] {
  if (parts.length === 0) return [[]];
  return parts.flatMap((first) =>
    permutations(parts.filter((part) => part !== first)).map((rest) => [first, ...rest]),
  );
}

const spelt = (parts: readonly Part[]) => parts.join(' + ');
const KNOWN_ORDERS = [PARTS, ...Object.values(NAMED_ORDERS)].map(spelt);

const endsOtherwise = (parts: readonly Part[]) => Number(parts.at(-1) !== 'body');

/** Every other order of the four parts, and of those that remain where one is forgotten. */
const OTHER_ORDERS: readonly Hypothesis<'parts-order' | 'parts-left-out'>[] = [
  ...permutations(PARTS).map((parts) => ({ id: 'parts-order' as const, parts })),
  ...PARTS.flatMap((missing) =>
    permutations(PARTS.filter((part) => part !== missing)).map((parts) => ({
      id: 'parts-left-out' as const,
      parts,
    })),
  ),
]
  .filter(({ parts }) => !KNOWN_ORDERS.includes(spelt(parts)))
  // Likelier first: who changes the order mostly leaves the body at the end.
  .toSorted((a, b) => a.parts.length - b.parts.length || endsOtherwise(a.parts) - endsOtherwise(b.parts))
  .map(({ id, parts }) => ({
    ...order(id, parts, id === 'parts-order' ? 3 : 4),
    detail: spelt(parts),
  }));

const JOINERS = ['&', ':', '.', '|', '-', '_', '+', ',', ';', '/', ' ', '\n'];
/** As a sentence can show it. */
const SPELT_JOINERS: Readonly<Record<string, string>> = { ' ': 'space', '\n': 'newline', ',': 'comma' };

const BODY_NAMES = ['body', 'data', 'payload', 'content', 'signature', 'sign'];
const WITHOUT_KEY: readonly Part[] = ['nonce', 'timestamp', 'body'];
const BY_NAME: readonly Part[] = ['accessKey', 'body', 'nonce', 'timestamp'];

/** `nonce=…&timestamp=…`, as V1.0 and many other interfaces join what they sign. */
const named = (bodyName: string, parts: readonly Part[]) => ({
  ...hypothesis(
    'parts-named',
    'joiner',
    (recipe) => (recipe.message === 'parts' ? { ...recipe, order: parts, joiner: '&', bodyName } : null),
    4,
  ),
  detail: parts.map((part) => `${part === 'body' ? bodyName : part}=…`).join('&'),
});

/** The hash or the text of the body, or neither of them. */
const SORTED: Readonly<Record<string, Partial<Recipe>>> = {
  '': {},
  Body: { inner: 'unhashed' },
  Alone: { order: ['accessKey', 'timestamp', 'nonce'] },
};
/** Sorted by value and hashed, as verifiers of messages from WeChat do. */
const sorted = Object.entries({ sha1: 'plain-sha1', sha256: 'plain-sha256', hmac: 'hmac' } as const).flatMap(
  ([name, outer]) =>
    Object.entries(SORTED).map(([held, change]) => ({
      ...hypothesis(
        'parts-sorted',
        'order',
        (recipe) =>
          recipe.message === 'parts' && recipe.body.text !== null
            ? { ...recipe, ...change, outer, isSorted: true }
            : null,
        4,
      ),
      detail: name + held,
    })),
);
/** What programs make of a number of milliseconds. */
const TIMES: readonly (readonly [detail: string, write: (ms: number) => string])[] = [
  ['1666677988730.0', (ms) => `${ms}.0`],
  ['1.66667798873E12', (ms) => ms.toExponential().replace(/e\+?/, 'E')],
  ['1.66667798873e+12', (ms) => ms.toExponential()],
  ['round(…/1000)', (ms) => String(Math.round(ms / 1000))],
  ['…/1000.0', (ms) => String(ms / 1000)],
  ['…000', (ms) => `${ms}000`],
  ...[0, 8].flatMap((hours) => {
    const zone = hours === 0 ? 'UTC' : 'UTC+8';
    const digits = (ms: number) => new Date(ms + hours * 3_600_000).toISOString().replace(/\D/g, '');
    return [
      [`yyyyMMddHHmmssSSS ${zone}`, digits],
      [`yyyyMMddHHmmss ${zone}`, (ms: number) => digits(ms).slice(0, 14)],
      [`yyyy-MM-dd HH:mm:ss ${zone}`, (ms: number) => spelled(digits(ms), ' ')],
      [`yyyy-MM-ddTHH:mm:ss ${zone}`, (ms: number) => spelled(digits(ms), 'T')],
    ] as const;
  }),
];
const spelled = (digits: string, between: string): string =>
  digits.replace(/^(.{4})(..)(..)(..)(..)(..).*$/, `$1-$2-$3${between}$4:$5:$6`);

/** Instants that a calendar has: others are digits by chance. */
const timestamp = (write: (ms: number) => string) =>
  hypothesis(
    'timestamp-written',
    'timestamp',
    (recipe) => {
      if (recipe.message !== 'parts' || !/^\d{13}$/.test(recipe.timestamp)) return null;
      const written = write(Number(recipe.timestamp));
      return written === recipe.timestamp || written === recipe.timestamp.slice(0, 10)
        ? null
        : { ...recipe, timestamp: written };
    },
    4,
  );

export const PART_HYPOTHESES = [
  hypothesis('profile-kit', 'inner', (recipe) =>
    hashesBody(recipe) ? { ...recipe, inner: 'unhashed' } : null,
  ),
  hypothesis('profile-v2-request', 'inner', (recipe) =>
    recipe.message === 'parts' && recipe.inner === 'unhashed' ? { ...recipe, inner: 'hmac' } : null,
  ),
  hypothesis('profile-body-sign', 'message', (recipe) =>
    recipe.message === 'parts' ? { ...recipe, message: 'body', encoding: 'base64' } : null,
  ),
  inner('inner-plain-sha256', 'plain-sha256', 1),
  inner('inner-swapped', 'swapped-hmac', 2),
  inner('inner-hmac-sha1', 'hmac-sha1'),
  inner('inner-plain-sha1', 'plain-sha1'),
  inner('inner-key-and-body', 'key-and-body'),
  inner('inner-body-and-key', 'body-and-key'),
  ...INNER_DIGESTS.map(([value, detail, rank]) => ({
    ...shortIfRare(inner('inner-other-digest', value, rank)),
    detail,
  })),
  ...INNER_FORMS.map(([value, detail]) => ({
    ...ofShort(innerEncoding('inner-written', value, 4)),
    detail,
  })),
  innerEncoding('inner-upper-case', 'upper-hex', 2),
  innerEncoding('inner-base64', 'base64', 2),
  innerEncoding('inner-bytes', 'bytes'),
  innerEncoding('inner-base64-of-hex', 'base64-of-hex'),
  innerEncoding('inner-hex-zeros-lost', 'zeros-lost'),
  order('order-timestamp-first', NAMED_ORDERS['order-timestamp-first']),
  order('order-reversed', NAMED_ORDERS['order-reversed']),
  order('order-without-key', NAMED_ORDERS['order-without-key']),
  ...JOINERS.map((joiner) => ({
    ...hypothesis(
      'parts-joined',
      'joiner',
      (recipe) => (recipe.message === 'parts' ? { ...recipe, joiner } : null),
      3,
    ),
    detail: SPELT_JOINERS[joiner] ?? joiner,
  })),
  ...BODY_NAMES.flatMap((name) => [named(name, PARTS), named(name, BY_NAME), named(name, WITHOUT_KEY)]),
  ...OTHER_ORDERS,
  ...sorted,
  hypothesis(
    'timestamp-in-seconds',
    'timestamp',
    (recipe) =>
      recipe.message === 'parts' && /^\d{13}$/.test(recipe.timestamp)
        ? { ...recipe, timestamp: recipe.timestamp.slice(0, 10) }
        : null,
    1,
  ),
  hypothesis('timestamp-in-milliseconds', 'timestamp', (recipe) =>
    recipe.message === 'parts' && /^\d{10}$/.test(recipe.timestamp)
      ? { ...recipe, timestamp: `${recipe.timestamp}000` }
      : null,
  ),
  ...TIMES.map(([detail, write]) => ({ ...ofShort(timestamp(write)), detail })),
  hypothesis('nonce-plus-lost', 'nonce', (recipe) =>
    recipe.nonce.includes('+') ? { ...recipe, nonce: recipe.nonce.replaceAll('+', ' ') } : null,
  ),
  hypothesis('nonce-percent-encoded', 'nonce', (recipe) => {
    const nonce = encodeURIComponent(recipe.nonce);
    return nonce === recipe.nonce ? null : { ...recipe, nonce };
  }),
  hypothesis(
    'nonce-other-case',
    'nonce',
    (recipe) => {
      const nonce = recipe.nonce.toLowerCase();
      return nonce === recipe.nonce ? null : { ...recipe, nonce };
    },
    3,
  ),
  hypothesis(
    'nonce-upper-case',
    'nonce',
    (recipe) => {
      const nonce = recipe.nonce.toUpperCase();
      return nonce === recipe.nonce ? null : { ...recipe, nonce };
    },
    4,
  ),
] satisfies readonly Hypothesis[];
