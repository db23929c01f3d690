import { compareUnits, type Parameter, parameterValue } from '../canonical';
import { joinBytes, toBase64, toBytes, toHex } from '../encoding';
import type { Stages } from '../failure';
import type { Bytes, Digests } from '../primitives';

/** How the body enters the canonical text of V2.0. */
export type Inner = 'hmac' | 'swapped-hmac' | 'plain-sha256' | 'unhashed';
export type Outer = 'hmac' | 'swapped-hmac' | 'plain-sha256' | 'hmac-sha1';
export type OutputEncoding =
  | 'hex'
  | 'base64'
  | 'base64-unpadded'
  | 'base64-url-alphabet'
  | 'base64-of-hex'
  | 'base64-percent-encoded'
  | 'base64-plus-lost';

/**
 * A signature calculation as data: what a profile prescribes, and what a mistake changes. All four profiles are the
 * same machine with other settings, which is why one search serves them all.
 */
export type Recipe = {
  /** `parts`: V2.0 request and kit · `parameters`: authToken · `body`: Body-Sign. */
  message: 'parts' | 'parameters' | 'body';
  accessKey: string;
  /** The bytes that the key stands for under the HMAC, when it was decoded first; null: its UTF-8 text. */
  decodedKey: Uint8Array | null;
  /** Appended to the key under the HMAC: the timeStamp in `authToken`. */
  keySuffix: string;
  nonce: string;
  timestamp: string;
  /** A text where the bytes are UTF-8, which it then stands for. */
  body: Bytes;
  order: readonly ('accessKey' | 'nonce' | 'timestamp')[];
  inner: Inner;
  innerEncoding: 'hex' | 'upper-hex' | 'base64';
  parameters: readonly Parameter[];
  parameterOrder: 'ascending' | 'descending' | 'as-received' | 'ignoring-case';
  outer: Outer;
  encoding: OutputEncoding;
};

export const BLANK_RECIPE: Recipe = {
  message: 'parts',
  accessKey: '',
  decodedKey: null,
  keySuffix: '',
  nonce: '',
  timestamp: '',
  body: '',
  order: ['accessKey', 'nonce', 'timestamp'],
  inner: 'hmac',
  innerEncoding: 'hex',
  parameters: [],
  parameterOrder: 'ascending',
  outer: 'hmac',
  encoding: 'hex',
};

/** Inner hashes already calculated of the body that came last, by settings: pairs of mistakes share most of them. */
export type InnerCache = { body: Bytes | null; hashes: Map<string, Uint8Array> };
export const newInnerCache = (): InnerCache => ({ body: null, hashes: new Map() });

const keyOf = (recipe: Recipe) =>
  recipe.decodedKey
    ? joinBytes(recipe.decodedKey, toBytes(recipe.keySuffix))
    : recipe.accessKey + recipe.keySuffix;

function digest(
  how: Outer,
  key: string | Uint8Array,
  message: string | Uint8Array,
  digests: Digests,
): Uint8Array {
  if (how === 'plain-sha256') return digests.hash('sha256', message);
  if (how === 'swapped-hmac') return digests.hmac('sha256', message, key);
  return digests.hmac(how === 'hmac-sha1' ? 'sha1' : 'sha256', key, message);
}

function innerDigest(recipe: Recipe, digests: Digests, cache: InnerCache): Uint8Array {
  const how = recipe.inner === 'unhashed' ? 'hmac' : recipe.inner;
  const key = recipe.decodedKey ? `decoded ${toHex(recipe.decodedKey)}` : recipe.accessKey;
  const id = [how, key, recipe.keySuffix].join(' ');
  if (cache.body !== recipe.body) {
    cache.body = recipe.body;
    cache.hashes.clear();
  }
  const inner = cache.hashes.get(id) ?? digest(how, keyOf(recipe), recipe.body, digests);
  cache.hashes.set(id, inner);
  return inner;
}

const INNER_TEXTS: Readonly<Record<Recipe['innerEncoding'], (bytes: Uint8Array) => string>> = {
  hex: toHex,
  'upper-hex': (bytes) => toHex(bytes).toUpperCase(),
  base64: toBase64,
};

const innerText = (recipe: Recipe, digests: Digests, cache: InnerCache): string =>
  INNER_TEXTS[recipe.innerEncoding](innerDigest(recipe, digests, cache));

const PARAMETER_ORDERS: Readonly<Record<Recipe['parameterOrder'], (a: string, b: string) => number>> = {
  ascending: compareUnits,
  descending: (a, b) => compareUnits(b, a),
  'ignoring-case': (a, b) => compareUnits(a.toLowerCase(), b.toLowerCase()),
  'as-received': () => 0,
};

function canonicalOf(recipe: Recipe, digests: Digests, cache: InnerCache): string | Uint8Array {
  if (recipe.message === 'body') return recipe.body;
  if (recipe.message === 'parameters') {
    const compare = PARAMETER_ORDERS[recipe.parameterOrder];
    const sorted = recipe.parameters.toSorted(([a], [b]) => compare(a, b));
    return sorted.map(([name, value]) => `${name}=${value}`).join('&');
  }
  const head = recipe.order.map((part) => recipe[part]).join('');
  if (recipe.inner === 'unhashed')
    return typeof recipe.body === 'string' ? head + recipe.body : joinBytes(toBytes(head), recipe.body);
  return head + innerText(recipe, digests, cache);
}

const OUTPUTS: Readonly<Record<OutputEncoding, (digest: Uint8Array) => string>> = {
  hex: toHex,
  'base64-of-hex': (bytes) => toBase64(toBytes(toHex(bytes))),
  base64: toBase64,
  'base64-unpadded': (bytes) => toBase64(bytes).replace(/=+$/, ''),
  'base64-url-alphabet': (bytes) =>
    toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  'base64-percent-encoded': (bytes) => encodeURIComponent(toBase64(bytes)),
  'base64-plus-lost': (bytes) => toBase64(bytes).replaceAll('+', ' '),
};

/** What the recipe yields. Hexadecimal is lower case. */
export function evaluate(recipe: Recipe, digests: Digests, cache: InnerCache = newInnerCache()): string {
  const canonical = canonicalOf(recipe, digests, cache);
  return OUTPUTS[recipe.encoding](digest(recipe.outer, keyOf(recipe), canonical, digests));
}

/** The stages of a recipe for display: a page sets ours beside those that contain the mistake. */
export function stagesOf(recipe: Recipe, digests: Digests): Stages & { payload: Uint8Array } {
  const isHashed = recipe.message === 'parts' && recipe.inner !== 'unhashed';
  return {
    payload: toBytes(recipe.body),
    bodyHash: isHashed ? innerText(recipe, digests, newInnerCache()) : null,
    canonical: canonicalOf(recipe, digests, newInnerCache()),
    signature: evaluate(recipe, digests),
  };
}

/** The recipe's timeStamp in V1.0, where it is a parameter. */
export const timeStampOf = (parameters: readonly Parameter[]): string =>
  parameterValue(parameters, 'timeStamp') ?? '';
