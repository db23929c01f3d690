/** An entry as it is in a zip. `method` is 0 (stored) or 8 (deflated); `size` counts its bytes unpacked. */
export type PackedEntry = {
  name: string;
  method: 0 | 8;
  crc: number;
  packed: Uint8Array;
  size: number;
};

const UTF8_NAMES = 0x0800;
const VERSION = 20;
/** What larger files need (zip64) is not written. */
const LONGEST = 0xffffffff;
const MOST_ENTRIES = 0xffff;

/** What stands before the packed bytes of an entry (APPNOTE 4.3.7). @param at to two seconds, UTC */
export function localHeader(entry: PackedEntry, at: Date): Uint8Array {
  return Buffer.concat([word(0x04034b50), facts(entry, at), Buffer.from(entry.name, 'utf8')]);
}

/** The line of an entry in the directory (APPNOTE 4.3.12). @throws RangeError for an offset that needs zip64 */
export function centralHeader(entry: PackedEntry, at: Date, offset: number): Uint8Array {
  if (offset > LONGEST) throw new RangeError('the zip is too long');
  const where = Buffer.alloc(14);
  where.writeUInt32LE(offset, 10);
  const version = word(VERSION).subarray(0, 2);
  const name = Buffer.from(entry.name, 'utf8');
  return Buffer.concat([word(0x02014b50), version, facts(entry, at), where, name]);
}

/** What a zip ends with (APPNOTE 4.3.16). @throws RangeError for one that needs zip64 */
export function endRecord(directory: { entries: number; bytes: number; offset: number }): Uint8Array {
  const { entries, bytes, offset } = directory;
  if (offset > LONGEST || entries > MOST_ENTRIES) throw new RangeError('the zip is too long');
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries, 4);
  end.writeUInt16LE(entries, 6);
  end.writeUInt32LE(bytes, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([word(0x06054b50), end]);
}

function facts({ name, method, crc, packed, size }: PackedEntry, at: Date): Buffer {
  const { time, date } = dosTime(at);
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(VERSION, 0);
  bytes.writeUInt16LE(UTF8_NAMES, 2);
  bytes.writeUInt16LE(method, 4);
  bytes.writeUInt16LE(time, 6);
  bytes.writeUInt16LE(date, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed.length, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(Buffer.byteLength(name), 22);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** DOS time knows the years 1980 to 2107. */
function dosTime(at: Date): { time: number; date: number } {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107) - 1980;
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}
