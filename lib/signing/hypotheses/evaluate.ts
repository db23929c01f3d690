import { compareUnits, type Parameter } from '../canonical';
import { fromHex, joinBytes, toBase64, toBytes, toHex } from '../encoding';
import type { Stages } from '../failure';
import type { Bytes, Digests } from '../primitives';
import type {
  Inner,
  InnerEncoding,
  KeyHash,
  OtherDigest,
  Outer,
  OutputEncoding,
  Part,
  Recipe,
} from './recipe';

/** Of SHA-1 and SHA-256. */
const BLOCK_BYTES = 64;

function joinKey(recipe: Recipe, digests: Digests): Bytes {
  const { decodedKey, keyHash, keyPrefix, accessKey, keySuffix } = recipe;
  const key = decodedKey ?? (keyHash === null ? accessKey : hashKey(accessKey, keyHash, digests));
  return typeof key === 'string'
    ? keyPrefix + key + keySuffix
    : joinBytes(toBytes(keyPrefix), key, toBytes(keySuffix));
}

function hashKey(accessKey: string, { name, form }: KeyHash, digests: Digests): Bytes {
  const bytes = digests.hash(name, accessKey);
  const hex = toHex(bytes);
  return form === 'bytes' ? bytes : form === 'hex' ? hex : hex.toUpperCase();
}

/** The key as the canonical text has it. */
const keyPart = ({ accessKey, keyHash }: Recipe, digests: Digests): string =>
  keyHash?.isEverywhere ? String(hashKey(accessKey, keyHash, digests)) : accessKey;

const OTHERS: Readonly<Record<OtherDigest, (key: Bytes, message: Bytes, digests: Digests) => Uint8Array>> = {
  'hmac-md5': (key, message, { hmac }) => hmac('md5', key, message),
  'hmac-sha384': (key, message, { hmac }) => hmac('sha384', key, message),
  'hmac-sha512': (key, message, { hmac }) => hmac('sha512', key, message),
  'plain-md5': (_key, message, { hash }) => hash('md5', message),
  'plain-sha512': (_key, message, { hash }) => hash('sha512', message),
  'md5-text-and-key': (key, message, { hash }) => hash('md5', joinBytes(toBytes(message), toBytes(key))),
  'md5-key-and-text': (key, message, { hash }) => hash('md5', joinBytes(toBytes(key), toBytes(message))),
  'hmac-twice': (key, message, { hmac }) => hmac('sha256', key, toHex(hmac('sha256', key, message))),
  'hmac-twice-bytes': (key, message, { hmac }) => hmac('sha256', key, hmac('sha256', key, message)),
  'plain-twice': (_key, message, { hash }) => hash('sha256', toHex(hash('sha256', message))),
};
const isOther = (how: string): how is OtherDigest => how in OTHERS;

function digest(how: Outer | 'hashed-md5', key: Bytes, message: Bytes, digests: Digests): Uint8Array {
  if (isOther(how)) return OTHERS[how](key, message, digests);
  switch (how) {
    case 'plain-sha256':
      return digests.hash('sha256', message);
    case 'plain-sha1':
      return digests.hash('sha1', message);
    case 'key-and-text':
      return digests.hash('sha256', joinBytes(toBytes(key), toBytes(message)));
    case 'text-and-key':
      return digests.hash('sha256', joinBytes(toBytes(message), toBytes(key)));
    case 'swapped-hmac':
      return digests.hmac('sha256', message, key);
    case 'hashed-text':
      return digests.hmac('sha256', key, toHex(digests.hash('sha256', message)));
    case 'hashed-md5':
      return digests.hmac('sha256', key, toHex(digests.hash('md5', message)));
    default:
      return digests.hmac(how === 'hmac-sha1' ? 'sha1' : 'sha256', key, message);
  }
}

/** The same digest of a body, as far as both have it. */
const toOuter = (inner: Exclude<Inner, 'unhashed' | 'hmac' | 'swapped-hmac'>): Outer | 'hashed-md5' =>
  inner === 'key-and-body' ? 'key-and-text' : inner === 'body-and-key' ? 'text-and-key' : inner;

const KEYLESS: readonly Inner[] = ['plain-sha256', 'plain-sha1', 'plain-md5', 'plain-sha512', 'plain-twice'];

/** The body's digest in lower-case hexadecimal, which most pairs of mistakes share. */
function innerHex(recipe: Recipe, digests: Digests): string {
  const { body, inner } = recipe;
  const { bytes } = body;
  if (KEYLESS.includes(inner))
    return body.digest(inner, () => toHex(digest(toOuter(inner as 'plain-sha256'), '', bytes, digests)));
  const key = joinKey(recipe, digests);
  const id = `${inner}\n${typeof key !== 'string' ? `decoded ${toHex(toBytes(key))}` : key}`;
  return body.digest(id, () => {
    if (inner === 'hmac' || inner === 'unhashed') return digests.hmacText('sha256', key, bytes, 'hex');
    if (inner !== 'swapped-hmac') return toHex(digest(toOuter(inner), key, bytes, digests));
    // A key longer than a block counts as its hash (RFC 2104 §2), which is known by now.
    const plain = fromHex(innerHex({ ...recipe, inner: 'plain-sha256' }, digests)) ?? bytes;
    return digests.hmacText('sha256', bytes.length > BLOCK_BYTES ? plain : bytes, key, 'hex');
  });
}

/** Each byte without its leading zero, as `Integer.toHexString` prints it. */
const bytewise = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16)).join('');

const INNER_TEXTS: Readonly<Record<Exclude<InnerEncoding, 'bytes'>, (hex: string) => string>> = {
  hex: (hex) => hex,
  'upper-hex': (hex) => hex.toUpperCase(),
  base64: (hex) => toBase64(fromHex(hex) ?? new Uint8Array()),
  'base64-of-hex': (hex) => toBase64(toBytes(hex)),
  'zeros-lost': (hex) => bytewise(fromHex(hex) ?? new Uint8Array()),
  'base64-url': (hex) => urlAlphabet(fromHex(hex) ?? new Uint8Array()).replace(/(?<!=)=+$/, ''),
  'base64-line': (hex) => `${toBase64(fromHex(hex) ?? new Uint8Array())}\n`,
  'hex-line': (hex) => `${hex}\n`,
};

/** The body's hash as it enters the canonical text; as hexadecimal where it enters as bytes. */
function innerText(recipe: Recipe, digests: Digests): string {
  const { innerEncoding } = recipe;
  return INNER_TEXTS[innerEncoding === 'bytes' ? 'hex' : innerEncoding](innerHex(recipe, digests));
}

const PARAMETER_ORDERS: Readonly<Record<Recipe['parameterOrder'], (a: Parameter, b: Parameter) => number>> = {
  ascending: ([a], [b]) => compareUnits(a, b),
  descending: ([a], [b]) => compareUnits(b, a),
  'ignoring-case': ([a], [b]) => compareUnits(a.toLowerCase(), b.toLowerCase()),
  'by-value': ([, a], [, b]) => compareUnits(a, b),
  'as-received': () => 0,
};

const asIs = (text: string) => text;

function parametersText(recipe: Recipe, digests: Digests): string {
  const { parameters, query, isQueryUsed, parameterOrder, layout } = recipe;
  if (isQueryUsed && query !== null) return query;
  const { equals, joiner, hasNames, before, behind, quote = asIs, whole = asIs } = layout;
  const text = parameters
    .toSorted(PARAMETER_ORDERS[parameterOrder])
    .map(([name, value]) => (hasNames ? `${quote(name)}${equals}${quote(value)}` : quote(value)))
    .join(joiner);
  const framed = (frame: string) => frame.replace('{key}', () => keyPart(recipe, digests));
  return whole(framed(before) + text + framed(behind));
}

function joinCanonical(recipe: Recipe, digests: Digests): Bytes {
  const { message, body, order, joiner, bodyName, inner, innerEncoding, charset } = recipe;
  const writeLabel = (part: Part) => (bodyName === null ? '' : `${part === 'body' ? bodyName : part}=`);
  if (message === 'body') return body.bytes;
  if (message === 'parameters') {
    const text = parametersText(recipe, digests);
    return charset ? charset(text) : text;
  }
  if (recipe.isSorted) {
    const hashed = () => (inner === 'unhashed' ? (body.text ?? '') : innerText(recipe, digests));
    const texts = order.map((part) => (part === 'body' ? hashed() : recipe[part]));
    return texts.toSorted(compareUnits).join(joiner);
  }
  const partText = (part: Part) =>
    part === 'accessKey' ? keyPart(recipe, digests) : part === 'body' ? '' : recipe[part];
  const isText = inner !== 'unhashed' && innerEncoding !== 'bytes';
  if (isText)
    return order
      .map((part) => writeLabel(part) + (part === 'body' ? innerText(recipe, digests) : partText(part)))
      .join(joiner);
  const held = inner === 'unhashed' ? body.bytes : (fromHex(innerHex(recipe, digests)) ?? new Uint8Array());
  const at = order.indexOf('body');
  const texts = order.map((part) => writeLabel(part) + partText(part));
  const before = texts.slice(0, at + 1).join(joiner);
  const behind = ['', ...texts.slice(at + 1)].join(joiner);
  return joinBytes(toBytes(before), held, toBytes(behind));
}

const urlAlphabet = (bytes: Uint8Array) => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_');
const digitPairs = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
const OUTPUTS: Readonly<Record<OutputEncoding, (digest: Uint8Array) => string>> = {
  hex: toHex,
  'base64-of-hex': (bytes) => toBase64(toBytes(toHex(bytes))),
  'base64-of-upper-hex': (bytes) => toBase64(toBytes(toHex(bytes).toUpperCase())),
  base64: toBase64,
  'base64-unpadded': (bytes) => toBase64(bytes).replace(/={1,2}$/, ''),
  'base64-url-alphabet': (bytes) => urlAlphabet(bytes).replace(/={1,2}$/, ''),
  'base64-url-padded': urlAlphabet,
  'base64-percent-encoded': (bytes) => encodeURIComponent(toBase64(bytes)),
  'base64-plus-lost': (bytes) => toBase64(bytes).replaceAll('+', ' '),
  'hex-zeros-lost': bytewise,
  'hex-front-zeros-lost': (bytes) => toHex(bytes).replace(/^0+/, ''),
  'hex-first-half': (bytes) => toHex(bytes.subarray(0, bytes.length / 2)),
  'hex-cut': toHex,
  'hex-colons': (bytes) => digitPairs(bytes).join(':'),
  'hex-hyphens': (bytes) => digitPairs(bytes).join('-'),
  'hex-0x': (bytes) => `0x${toHex(bytes)}`,
  'hex-quoted': (bytes) => `"${toHex(bytes)}"`,
  'hex-labelled': (bytes) => `sha256=${toHex(bytes)}`,
  'decimal-bytes': (bytes) => bytes.join(','),
};

/** What the recipe yields. Hexadecimal is lower case. */
export function evaluate(recipe: Recipe, digests: Digests): string {
  const { encoding, outer, outputLength } = recipe;
  const canonical = joinCanonical(recipe, digests);
  if (outer === 'hmac' && (encoding === 'hex' || encoding === 'base64'))
    return digests.hmacText('sha256', joinKey(recipe, digests), canonical, encoding);
  const written = OUTPUTS[encoding](digest(outer, joinKey(recipe, digests), canonical, digests));
  return outputLength > 0 ? written.slice(0, outputLength) : written;
}

/** The stages of a recipe for display: a page sets ours beside those that contain the mistake. */
export function computeStages(recipe: Recipe, digests: Digests): Stages & { payload: Uint8Array } {
  const isHashed = recipe.message === 'parts' && recipe.inner !== 'unhashed';
  return {
    payload: recipe.body.bytes,
    bodyHash: isHashed ? innerText(recipe, digests) : null,
    canonical: joinCanonical(recipe, digests),
    signature: evaluate(recipe, digests),
  };
}
