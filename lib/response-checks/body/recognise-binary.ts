import { toText } from '@/lib/signing/encoding';

/** Formats with a beginning of their own; those that any text could have are not among them. */
const BEGINNINGS: readonly (readonly [format: string, bytes: string])[] = [
  ['Java serialization', 'aced0005'],
  ['PNG', '89504e470d0a1a0a'],
  ['JPEG', 'ffd8ff'],
  ['ZIP', '504b0304'],
  ['PDF', '255044462d'],
  ['GIF', '474946383961'],
  ['.NET BinaryFormatter', '0001000000ffffffff'],
];
const MOST_BYTES = 64 * 1024;
const NAME = /^[\w .:/-]{1,60}$/;

/** The format of a body that is no text, told by its structure; null for text and for what has no known one. */
export function recogniseBinary(body: Uint8Array): string | null {
  if (body.length < 4 || body.length > MOST_BYTES || !hasControls(body)) return null;
  const hex = [...body.subarray(0, 9)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const [format] = BEGINNINGS.find(([, bytes]) => hex.startsWith(bytes)) ?? [];
  return format ?? FORMATS.find(([, isFormat]) => isFormat(body))?.[0] ?? null;
}

/** Bytes that no text has, or that are no text at all. */
const hasControls = (body: Uint8Array): boolean =>
  body.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) ||
  toText(body) === null;

const FORMATS: readonly (readonly [format: string, isFormat: (body: Uint8Array) => boolean])[] = [
  ['TLS', ([first = 0, major, minor = 9]) => first >= 0x14 && first <= 0x17 && major === 3 && minor <= 4],
  ['pickle (Python)', (body) => body[0] === 0x80 && (body[1] ?? 9) <= 5 && body.at(-1) === 0x2e],
  ['MessagePack', isMessagePack],
  ['CBOR', isCbor],
  ['BSON', (body) => littleEndian(body) === body.length && body.at(-1) === 0],
  ['gRPC', (body) => (body[0] ?? 9) <= 1 && bigEndian(body.subarray(1)) === body.length - 5],
  ['Protocol Buffers', isProtobuf],
];

const littleEndian = (bytes: Uint8Array): number => bigEndian(bytes.slice(0, 4).reverse());
const bigEndian = (bytes: Uint8Array): number =>
  bytes.length < 4 ? -1 : bytes.subarray(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);

/** The text of a length at a place, where it can be a name of a member. */
const isName = (body: Uint8Array, from: number, length: number): boolean =>
  length > 0 && from + length < body.length && NAME.test(toText(body.slice(from, from + length)) ?? '');

/** A map whose first key is a text: 0x80 to 0x8f or 0xde, then 0xa0 to 0xbf or 0xd9. */
function isMessagePack(body: Uint8Array): boolean {
  const [first = 0] = body;
  if (!(first >= 0x81 && first <= 0x8f) && first !== 0xde) return false;
  const at = first === 0xde ? 3 : 1;
  const key = body[at] ?? 0;
  if (key === 0xd9) return isName(body, at + 2, body[at + 1] ?? 0);
  return key > 0xa0 && key <= 0xbf && isName(body, at + 1, key - 0xa0);
}

/** A map whose first key is a text: 0xa1 to 0xb7 or 0xbf, then 0x60 to 0x78. */
function isCbor(body: Uint8Array): boolean {
  const [first = 0, key = 0, length = 0] = body;
  if (!(first >= 0xa1 && first <= 0xb7) && first !== 0xbf) return false;
  if (key === 0x78) return isName(body, 3, length);
  return key > 0x60 && key <= 0x77 && isName(body, 2, key - 0x60);
}

/** Fields up to the last byte: each a tag of a known kind, and at least one text among them. */
function isProtobuf(body: Uint8Array): boolean {
  let at = 0;
  let texts = 0;
  while (at < body.length) {
    const tag = readVarint(body, at);
    if (tag === null || tag.value < 8 || tag.value > 8 * 1000) return false;
    at = tag.end;
    const kind = tag.value % 8;
    const value = kind === 0 || kind === 2 ? readVarint(body, at) : null;
    if ((kind === 0 || kind === 2) && value === null) return false;
    if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else if (value === null) return false;
    else at = kind === 2 ? value.end + value.value : value.end;
    if (kind === 2 && value !== null && isPrintable(body.subarray(value.end, at))) texts += 1;
  }
  return at === body.length && texts > 0;
}

const isPrintable = (bytes: Uint8Array): boolean => bytes.length > 1 && !hasControls(bytes);

function readVarint(body: Uint8Array, from: number): { value: number; end: number } | null {
  let value = 0;
  for (let at = from; at < Math.min(body.length, from + 5); at += 1) {
    const byte = body[at] ?? 0;
    value += (byte & 0x7f) * 128 ** (at - from);
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return null;
}
