/** No screen and no camera makes more; a decoder would need gigabytes for it. Pixels. */
const PIXELS_MAXIMUM = 100_000_000;

const isSize = (width: number, height: number): boolean =>
  width > 0 && height > 0 && width * height <= PIXELS_MAXIMUM;

const viewBytes = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Whether the bytes are one PNG from its signature to its last chunk: what carries another file behind or instead of the
 * picture is none (PNG, Third Edition, §5).
 */
export function isWholePng(bytes: Uint8Array): boolean {
  const view = viewBytes(bytes);
  let hasData = false;
  for (let at = 8, index = 0; at + 12 <= bytes.length; index++) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    const next = at + 12 + length;
    if (next > bytes.length) return false;
    if (index === 0 && (type !== IHDR || length !== 13)) return false;
    if (index === 0 && !isSize(view.getUint32(at + 8), view.getUint32(at + 12))) return false;
    if (type === IDAT) hasData = true;
    if (type === IEND) return hasData && length === 0 && next === bytes.length;
    at = next;
  }
  return false;
}

const IHDR = 0x49484452;
const IDAT = 0x49444154;
const IEND = 0x49454e44;

/** Whether the bytes are one JPEG from its first marker to its end marker (ITU-T T.81, annex B). */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const view = viewBytes(bytes);
  let hasFrame = false;
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI) return hasFrame && at + 2 === bytes.length;
    if (at + 4 > bytes.length) return false;
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return false;
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

/** The next marker after coded data, in which FF is followed by 00 or by a restart marker. */
function findMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
