import { crc32, deflateRawSync } from 'node:zlib';
import { centralHeader, endRecord, localHeader, type PackedEntry } from './zip-layout';

export type ZipEntry = { name: string; bytes: Uint8Array };

/** An entry as it goes into a zip: deflated, or as it is. */
export function packEntry({ name, bytes }: ZipEntry, method: PackedEntry['method'] = 8): PackedEntry {
  const packed = method === 8 ? deflateRawSync(bytes) : bytes;
  return { name, method, crc: crc32(bytes), packed, size: bytes.length };
}

/**
 * A zip file (APPNOTE 6.3.10) whose bytes follow from its input alone: entries in the given order, all dated `at`
 * (UTC, to two seconds).
 */
export function writeZip(entries: readonly ZipEntry[], at: Date): Uint8Array<ArrayBuffer> {
  const writer = zipWriter(at);
  const pieces = entries.flatMap((entry) => writer.add(packEntry(entry)));
  return new Uint8Array(Buffer.concat([...pieces, ...writer.end()]));
}

/** The same piece by piece: one entry is in memory at a time. */
export async function* streamZip(entries: AsyncIterable<PackedEntry>, at: Date): AsyncGenerator<Uint8Array> {
  const writer = zipWriter(at);
  for await (const entry of entries) yield* writer.add(entry);
  yield* writer.end();
}

function zipWriter(at: Date) {
  const directory: Uint8Array[] = [];
  let offset = 0;
  return {
    add: (entry: PackedEntry): Uint8Array[] => {
      const header = localHeader(entry, at);
      directory.push(centralHeader(entry, at, offset));
      offset += header.length + entry.packed.length;
      return [header, entry.packed];
    },
    end: (): Uint8Array[] => {
      const bytes = directory.reduce((sum, { length }) => sum + length, 0);
      return [...directory, endRecord({ entries: directory.length, bytes, offset })];
    },
  };
}
