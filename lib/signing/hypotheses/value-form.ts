import type { OutputEncoding, Recipe } from './recipe';

/** The characters of a digest in `encoding`; a digest of SHA-1 has 20 bytes, one of SHA-256 has 32. */
function describeForm(encoding: OutputEncoding, digestBytes: number): RegExp {
  const hex = 2 * digestBytes;
  const base64 = Math.ceil((digestBytes * 4) / 3);
  const padding = '='.repeat((3 - (digestBytes % 3)) % 3);
  const base64OfHex = Math.ceil((hex * 4) / 3);
  return {
    hex: new RegExp(`^[0-9a-f]{${hex}}$`, 'i'),
    base64: new RegExp(`^[A-Za-z0-9+/]{${base64}}${padding}$`),
    'base64-unpadded': new RegExp(`^[A-Za-z0-9+/]{${base64}}$`),
    'base64-url-alphabet': new RegExp(`^[\\w-]{${base64}}$`),
    'base64-url-padded': new RegExp(`^[\\w-]{${base64}}=$`),
    'base64-of-hex': new RegExp(`^[A-Za-z0-9]{${base64OfHex}}==$`),
    'base64-of-upper-hex': new RegExp(`^[A-Za-z0-9]{${base64OfHex}}==$`),
    // Each byte loses at most one digit.
    'hex-zeros-lost': new RegExp(`^[0-9a-f]{${digestBytes},${hex - 1}}$`, 'i'),
    'hex-front-zeros-lost': new RegExp(`^[1-9a-f][0-9a-f]{${hex - 9},${hex - 2}}$`, 'i'),
    'hex-first-half': new RegExp(`^[0-9a-f]{${digestBytes}}$`, 'i'),
    'hex-cut': new RegExp(`^[0-9a-f]{16,${hex - 1}}$`, 'i'),
    'hex-colons': new RegExp(`^(?:[0-9a-f]{2}:){${digestBytes - 1}}[0-9a-f]{2}$`, 'i'),
    'hex-hyphens': new RegExp(`^(?:[0-9a-f]{2}-){${digestBytes - 1}}[0-9a-f]{2}$`, 'i'),
    'hex-0x': new RegExp(`^0x[0-9a-f]{${hex}}$`, 'i'),
    'hex-quoted': new RegExp(`^"[0-9a-f]{${hex}}"$`, 'i'),
    'hex-labelled': new RegExp(`^sha256=[0-9a-f]{${hex}}$`, 'i'),
    'decimal-bytes': new RegExp(`^(?:\\d{1,3},){${digestBytes - 1}}\\d{1,3}$`),
    'base64-percent-encoded': /%3D$/,
    // A space at the beginning was trimmed.
    'base64-plus-lost': new RegExp(`^[A-Za-z0-9/ ]{1,${base64}}=$`),
  }[encoding];
}

const DIGEST_BYTES: readonly (readonly [RegExp, number])[] = [
  [/md5/, 16],
  [/sha1$/, 20],
  [/sha384$/, 48],
  [/sha512$/, 64],
];

/** Tells of a recipe whether it can yield a value of this form at all, which spares most recipes their digests. */
export function canYieldForm(value: string): (recipe: Recipe) => boolean {
  const known = new Map<string, boolean>();
  return ({ encoding, outer }) => {
    const digestBytes = DIGEST_BYTES.find(([name]) => name.test(outer))?.[1] ?? 32;
    const id = `${encoding} ${digestBytes}`;
    const isPossible = known.get(id) ?? describeForm(encoding, digestBytes).test(value);
    known.set(id, isPossible);
    return isPossible;
  };
}
