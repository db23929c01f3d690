import { type Hypothesis, hypothesis, type Rank } from './hypothesis';
import { KEY_HYPOTHESES } from './key-hypotheses';
import { PART_HYPOTHESES } from './part-hypotheses';
import type { OutputEncoding, Recipe } from './recipe';

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
] satisfies readonly Hypothesis[];
