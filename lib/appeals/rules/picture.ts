import { PICTURE_MEGAPIXELS } from '@/lib/core/policy';

export type PictureKind = 'png' | 'jpg';

/** A larger one would need hundreds of megabytes to be looked at. */
export const PIXELS_MAXIMUM = PICTURE_MEGAPIXELS * 1_000_000;

const isSize = (width: number, height: number): boolean =>
  width > 0 && height > 0 && width * height <= PIXELS_MAXIMUM;

const viewBytes = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Whether the bytes are one picture from their beginning to their end, and hold nothing but what is seen: no place where it was
 * taken, no text, no second picture, no other file behind or between.
 */
export const isPlainPicture = (bytes: Uint8Array, kind: PictureKind): boolean =>
  kind === 'png' ? isPlainPng(bytes) : isPlainJpeg(bytes);

const chunkType = (name: string): number =>
  name.split('').reduce((code, sign) => code * 256 + sign.charCodeAt(0), 0);
const [IHDR, IDAT, IEND] = [chunkType('IHDR'), chunkType('IDAT'), chunkType('IEND')];
/** What a decoder needs to show the pixels (PNG, Third Edition, §11). */
const SEEN_CHUNKS = new Set(
  ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'].map(chunkType),
);

function isPlainPng(bytes: Uint8Array): boolean {
  const view = viewBytes(bytes);
  let hasData = false;
  for (let at = 8, index = 0; at + 12 <= bytes.length; index++) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    const next = at + 12 + length;
    if (next > bytes.length || !SEEN_CHUNKS.has(type)) return false;
    if (index === 0 && (type !== IHDR || length !== 13)) return false;
    if (index === 0 && !isSize(view.getUint32(at + 8), view.getUint32(at + 12))) return false;
    if (type === IDAT) hasData = true;
    if (type === IEND) return hasData && length === 0 && next === bytes.length;
    at = next;
  }
  return false;
}

/** ITU-T T.81, annex B. */
function isPlainJpeg(bytes: Uint8Array): boolean {
  const view = viewBytes(bytes);
  let hasFrame = false;
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI) return hasFrame && at + 2 === bytes.length;
    if (at + 4 > bytes.length) return false;
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length || isHidden(marker, length)) return false;
    if (isFrame(marker)) {
      if (length < 8 || !isSize(view.getUint16(at + 7), view.getUint16(at + 5))) return false;
      hasFrame = true;
    }
    at = marker === SOS ? findMarker(bytes, end) : end;
  }
  return false;
}

const SOS = 0xda;
const EOI = 0xd9;
/** The markers C0 to CF begin a frame, but for the tables among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const APP0 = 0xe0;
const APP14 = 0xee;
const COM = 0xfe;
/** What programs say beside the picture, but for the segments of JFIF and Adobe, which say how it is coded. */
function isHidden(marker: number, length: number): boolean {
  if (marker === APP0) return length !== 16;
  if (marker === APP14) return length !== 14;
  return (marker > APP0 && marker <= 0xef) || marker === COM;
}

/** The next marker after coded data, in which FF is followed by 00 or by a restart marker. */
function findMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
