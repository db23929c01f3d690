import { type Hypothesis, hypothesis, ofShort, type Rank, shortIfRare } from './hypothesis';
import { KEY_HYPOTHESES } from './key-hypotheses';
import { PART_HYPOTHESES } from './part-hypotheses';
import { HEX_STYLES, type HexStyle, type OutputEncoding, type Recipe } from './recipe';

/** A setting that differs from the profile's; null where the recipe has it already. */
function setting<const Id extends string, Name extends keyof Recipe>(
  id: Id,
  name: Name,
  value: Recipe[Name],
  rank: Rank = 2,
) {
  return hypothesis(
    id,
    name,
    (recipe) => (recipe[name] === value ? null : { ...recipe, [name]: value }),
    rank,
  );
}

const encoding = <const Id extends string>(id: Id, value: OutputEncoding, rank: Rank = 2) =>
  setting(id, 'encoding', value, rank);

/** Only where a digit is lost: all other digests come out right. */
const hexDigits = <const Id extends string>(id: Id, value: OutputEncoding) =>
  hypothesis(
    id,
    'encoding',
    (recipe) => (recipe.encoding === 'hex' ? { ...recipe, encoding: value } : null),
    3,
  );

/** By the name that people know. */
const OUTER_DIGESTS: readonly (readonly [Recipe['outer'], string, Rank])[] = [
  ['hmac-md5', 'HMAC-MD5', 3],
  ['hmac-sha384', 'HMAC-SHA384', 4],
  ['hmac-sha512', 'HMAC-SHA512', 3],
  ['plain-md5', 'MD5', 3],
  ['plain-sha512', 'SHA-512', 4],
  ['md5-text-and-key', 'MD5(text + key)', 3],
  ['md5-key-and-text', 'MD5(key + text)', 3],
  ['hmac-twice', 'HMAC(hex(HMAC))', 4],
  ['hmac-twice-bytes', 'HMAC(HMAC)', 4],
  ['plain-twice', 'SHA-256(SHA-256)', 4],
];
const BOTH_DIGESTS = [
  ['hmac-md5', 'HMAC-MD5'],
  ['hmac-sha1', 'HMAC-SHA1'],
  ['hmac-sha384', 'HMAC-SHA384'],
  ['hmac-sha512', 'HMAC-SHA512'],
  ['plain-md5', 'MD5'],
] as const;
/** Digits that a column or a mask left. A shorter text is any other value. */
const CUT = /^[\da-f]{20,63}$/i;
/** A mistake of its own. */
const HALF = 32;

/** Mistakes in everything but the body and the parameters. */
export const CALCULATION_HYPOTHESES = [
  ...PART_HYPOTHESES,
  ...KEY_HYPOTHESES,
  setting('outer-plain-sha256', 'outer', 'plain-sha256'),
  setting('outer-swapped', 'outer', 'swapped-hmac'),
  setting('outer-hmac-sha1', 'outer', 'hmac-sha1', 3),
  setting('outer-key-and-text', 'outer', 'key-and-text', 3),
  setting('outer-text-and-key', 'outer', 'text-and-key', 3),
  setting('outer-plain-sha1', 'outer', 'plain-sha1', 3),
  setting('outer-hashed-text', 'outer', 'hashed-text', 3),
  ...OUTER_DIGESTS.map(([value, detail, rank]) => ({
    ...shortIfRare(setting('outer-other-digest', 'outer', value, rank)),
    detail,
  })),
  ...BOTH_DIGESTS.map(([outer, detail]) => ({
    ...ofShort(
      hypothesis(
        'both-other-digest',
        'outer',
        (recipe) => (recipe.message === 'parts' ? { ...recipe, outer, inner: outer } : null),
        4,
      ),
    ),
    detail,
  })),
  encoding('output-hex', 'hex', 1),
  encoding('output-base64', 'base64', 1),
  encoding('output-base64-unpadded', 'base64-unpadded'),
  encoding('output-base64-url', 'base64-url-alphabet'),
  encoding('output-base64-url-padded', 'base64-url-padded', 3),
  encoding('output-base64-of-hex', 'base64-of-hex'),
  encoding('output-base64-of-upper-hex', 'base64-of-upper-hex', 3),
  encoding('output-percent-encoded', 'base64-percent-encoded'),
  encoding('output-plus-lost', 'base64-plus-lost'),
  hexDigits('output-hex-zeros-lost', 'hex-zeros-lost'),
  hexDigits('output-hex-front-zeros-lost', 'hex-front-zeros-lost'),
  hexDigits('output-hex-half', 'hex-first-half'),
  ...Object.entries(HEX_STYLES).map(([value, detail]) => ({
    ...hypothesis(
      'output-hex-written',
      'encoding',
      (recipe) => (recipe.encoding === 'hex' ? { ...recipe, encoding: value as HexStyle } : null),
      3,
    ),
    detail,
  })),
  hypothesis(
    'output-hex-cut',
    'encoding',
    (recipe, { theirs }) =>
      recipe.encoding === 'hex' && CUT.test(theirs) && theirs.length !== HALF
        ? { ...recipe, encoding: 'hex-cut', outputLength: theirs.length }
        : null,
    4,
  ),
] satisfies readonly Hypothesis[];
