/** `from` to `to` in the file; offsets of entries count from `base`, which is not zero where something was put before. */
export type DirectoryPlace = { count: number; from: number; to: number; base: number };

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
/** The longest comment, and what gateways and mail programs add behind the file. */
const AFTER_END = 0xffff + 4_096;

/**
 * Finds the directory of a zip by its end record, which is looked for backwards: its comment may be cut, and bytes may
 * have been added behind it. The first record counts that agrees with what it points to.
 */
export function findDirectory(file: Buffer): DirectoryPlace | null {
  const last = file.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - AFTER_END); at--) {
    if (file.readUInt32LE(at) !== END) continue;
    const place = readPlace(file, at);
    if (place) return place;
  }
  return null;
}

function readPlace(file: Buffer, end: number): DirectoryPlace | null {
  const short = {
    count: file.readUInt16LE(end + 10),
    size: file.readUInt32LE(end + 12),
    offset: file.readUInt32LE(end + 16),
  };
  if (file.readUInt16LE(end + 4) !== 0 || file.readUInt16LE(end + 8) !== short.count) return null;
  const long = longRecord(file, end);
  const isShort = short.count !== 0xffff && short.size !== 0xffffffff && short.offset !== 0xffffffff;
  if (!isShort && long === null) return null;
  const { count, size, offset } = isShort ? short : (long ?? short);
  // Two records that say different things are read differently by different programs.
  if (long && isShort && (long.count !== count || long.size !== size || long.offset !== offset)) return null;
  const to = long ? long.at : end;
  const base = to - size - offset;
  const from = to - size;
  if (base < 0 || from < 0) return null;
  // Anywhere but at the very end, a record without entries points to nothing that it could agree with.
  if (count === 0) return end + END_BYTES === file.length ? { count, from, to, base } : null;
  if (from + 4 > to || file.readUInt32LE(from) !== CENTRAL) return null;
  return { count, from, to, base };
}

/** The record of zip64 (APPNOTE 4.3.14), which writers put before the short one also where they need not. */
function longRecord(file: Buffer, end: number) {
  const locator = end - LOCATOR_BYTES;
  const at = locator - END64_BYTES;
  if (at < 0 || file.readUInt32LE(locator) !== LOCATOR64 || file.readUInt32LE(at) !== END64) return null;
  return {
    at,
    count: Number(file.readBigUInt64LE(at + 32)),
    size: Number(file.readBigUInt64LE(at + 40)),
    offset: Number(file.readBigUInt64LE(at + 48)),
  };
}
