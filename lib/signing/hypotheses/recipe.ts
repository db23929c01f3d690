import { compareUnits, type Parameter, parameterValue } from '../canonical';
import { fromHex, joinBytes, toBase64, toBytes, toHex } from '../encoding';
import type { Stages } from '../failure';
import type { Digests } from '../primitives';
import { Body } from './body';

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
  body: Body;
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
  body: Body.ofText(''),
  order: ['accessKey', 'nonce', 'timestamp'],
  inner: 'hmac',
  innerEncoding: 'hex',
  parameters: [],
  parameterOrder: 'ascending',
  outer: 'hmac',
  encoding: 'hex',
};

/** Of SHA-1 and SHA-256. */
const BLOCK_BYTES = 64;

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

/** The body's digest in lower-case hexadecimal, which most pairs of mistakes share. */
function innerHex(recipe: Recipe, digests: Digests): string {
  const { body, decodedKey } = recipe;
  const key = keyOf(recipe);
  const { bytes } = body;
  if (recipe.inner === 'plain-sha256')
    return body.digest('plain', () => toHex(digests.hash('sha256', bytes)));
  const isSwapped = recipe.inner === 'swapped-hmac';
  const id = [
    isSwapped,
    decodedKey ? `decoded ${toHex(decodedKey)}` : recipe.accessKey,
    recipe.keySuffix,
  ].join('\n');
  return body.digest(id, () => {
    if (!isSwapped) return digests.hmacText('sha256', key, bytes, 'hex');
    // A key longer than a block counts as its hash (RFC 2104 §2), which is known by now.
    const plain = fromHex(innerHex({ ...recipe, inner: 'plain-sha256' }, digests)) ?? bytes;
    return digests.hmacText('sha256', bytes.length > BLOCK_BYTES ? plain : bytes, key, 'hex');
  });
}

function innerText(recipe: Recipe, digests: Digests): string {
  const hex = innerHex(recipe, digests);
  if (recipe.innerEncoding === 'hex') return hex;
  return recipe.innerEncoding === 'base64' ? toBase64(fromHex(hex) ?? new Uint8Array()) : hex.toUpperCase();
}

const PARAMETER_ORDERS: Readonly<Record<Recipe['parameterOrder'], (a: string, b: string) => number>> = {
  ascending: compareUnits,
  descending: (a, b) => compareUnits(b, a),
  'ignoring-case': (a, b) => compareUnits(a.toLowerCase(), b.toLowerCase()),
  'as-received': () => 0,
};

function canonicalOf(recipe: Recipe, digests: Digests): string | Uint8Array {
  if (recipe.message === 'body') return recipe.body.bytes;
  if (recipe.message === 'parameters') {
    const compare = PARAMETER_ORDERS[recipe.parameterOrder];
    const sorted = recipe.parameters.toSorted(([a], [b]) => compare(a, b));
    return sorted.map(([name, value]) => `${name}=${value}`).join('&');
  }
  const head = recipe.order.map((part) => recipe[part]).join('');
  if (recipe.inner === 'unhashed') return joinBytes(toBytes(head), recipe.body.bytes);
  return head + innerText(recipe, digests);
}

const OUTPUTS: Readonly<Record<OutputEncoding, (digest: Uint8Array) => string>> = {
  hex: toHex,
  'base64-of-hex': (bytes) => toBase64(toBytes(toHex(bytes))),
  base64: toBase64,
  'base64-unpadded': (bytes) => toBase64(bytes).replace(/={1,2}$/, ''),
  'base64-url-alphabet': (bytes) =>
    toBase64(bytes)
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/={1,2}$/, ''),
  'base64-percent-encoded': (bytes) => encodeURIComponent(toBase64(bytes)),
  'base64-plus-lost': (bytes) => toBase64(bytes).replaceAll('+', ' '),
};

/** What the recipe yields. Hexadecimal is lower case. */
export function evaluate(recipe: Recipe, digests: Digests): string {
  const { encoding, outer } = recipe;
  const canonical = canonicalOf(recipe, digests);
  if (outer === 'hmac' && (encoding === 'hex' || encoding === 'base64'))
    return digests.hmacText('sha256', keyOf(recipe), canonical, encoding);
  return OUTPUTS[encoding](digest(outer, keyOf(recipe), canonical, digests));
}

/** The characters of a digest in `encoding`; a digest of SHA-1 has 20 bytes, one of SHA-256 has 32. */
function formOf(encoding: OutputEncoding, digestBytes: number): RegExp {
  const hex = 2 * digestBytes;
  const base64 = Math.ceil((digestBytes * 4) / 3);
  const base64OfHex = Math.ceil((hex * 4) / 3);
  return {
    hex: new RegExp(`^[0-9a-f]{${hex}}$`, 'i'),
    base64: new RegExp(`^[A-Za-z0-9+/]{${base64}}=$`),
    'base64-unpadded': new RegExp(`^[A-Za-z0-9+/]{${base64}}$`),
    'base64-url-alphabet': new RegExp(`^[\\w-]{${base64}}$`),
    'base64-of-hex': new RegExp(`^[A-Za-z0-9]{${base64OfHex}}==$`),
    'base64-percent-encoded': /%3D$/,
    // A space at the beginning was trimmed.
    'base64-plus-lost': new RegExp(`^[A-Za-z0-9/ ]{1,${base64}}=$`),
  }[encoding];
}

/** Tells of a recipe whether it can yield a value of this form at all, which spares most recipes their digests. */
export function yieldsFormOf(value: string): (recipe: Recipe) => boolean {
  const known = new Map<string, boolean>();
  return ({ encoding, outer }) => {
    const digestBytes = outer === 'hmac-sha1' ? 20 : 32;
    const id = `${encoding} ${digestBytes}`;
    const isPossible = known.get(id) ?? formOf(encoding, digestBytes).test(value);
    known.set(id, isPossible);
    return isPossible;
  };
}

/** The stages of a recipe for display: a page sets ours beside those that contain the mistake. */
export function stagesOf(recipe: Recipe, digests: Digests): Stages & { payload: Uint8Array } {
  const isHashed = recipe.message === 'parts' && recipe.inner !== 'unhashed';
  return {
    payload: recipe.body.bytes,
    bodyHash: isHashed ? innerText(recipe, digests) : null,
    canonical: canonicalOf(recipe, digests),
    signature: evaluate(recipe, digests),
  };
}

/** The recipe's timeStamp in V1.0, where it is a parameter. */
export const timeStampOf = (parameters: readonly Parameter[]): string =>
  parameterValue(parameters, 'timeStamp') ?? '';
