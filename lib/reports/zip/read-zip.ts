import { inflateRawSync } from 'node:zlib';
import type { ZipEntry } from './write-zip';

/** Why a file is not taken as a zip. */
export type ZipRefusal =
  | 'NOT_A_ZIP'
  | 'ENCRYPTED'
  | 'TOO_MANY_ENTRIES'
  | 'TOO_LARGE_INSIDE'
  | 'RATIO_TOO_HIGH';
export type ZipReading = { ok: true; entries: ZipEntry[] } | { ok: false; reason: ZipRefusal };

export type ZipLimits = {
  entries: number;
  /** Bytes of all entries, inflated. */
  totalBytes: number;
  /** Inflated to deflated size of one entry beyond `ratioFromBytes`. */
  ratio: number;
  ratioFromBytes: number;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;

type Listed = { name: string; method: number; packed: number; size: number; offset: number };
type Listing = { ok: true; entries: Listed[] } | { ok: false; reason: ZipRefusal };

/**
 * Reads a zip from a stranger. What its directory claims is judged before a byte is inflated, and inflating stops at
 * the claimed size, so that a claim cannot lie. Zip64, encryption and methods other than stored and deflated are refused.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits): ZipReading {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const listing = readDirectory(file, limits);
  if (!listing.ok) return listing;
  const total = listing.entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.totalBytes) return refused('TOO_LARGE_INSIDE');
  const isBomb = ({ size, packed }: Listed) =>
    size > limits.ratioFromBytes && size / Math.max(packed, 1) > limits.ratio;
  if (listing.entries.some(isBomb)) return refused('RATIO_TOO_HIGH');
  const entries: ZipEntry[] = [];
  for (const listed of listing.entries) {
    const content = inflate(file, listed);
    if (content === null) return refused('NOT_A_ZIP');
    entries.push({ name: listed.name, bytes: content });
  }
  return { ok: true, entries };
}

const refused = (reason: ZipRefusal) => ({ ok: false, reason }) as const;

function readDirectory(file: Buffer, limits: ZipLimits): Listing {
  const end = findEnd(file);
  if (end === null) return refused('NOT_A_ZIP');
  const count = file.readUInt16LE(end + 10);
  if (count > limits.entries) return refused('TOO_MANY_ENTRIES');
  let at = file.readUInt32LE(end + 16);
  const entries: Listed[] = [];
  const names = new Set<string>();
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || file.readUInt32LE(at) !== CENTRAL) return refused('NOT_A_ZIP');
    if ((file.readUInt16LE(at + 8) & 1) !== 0) return refused('ENCRYPTED');
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    // Two entries of one name are read differently by different programs.
    if (names.has(name.toLowerCase())) return refused('NOT_A_ZIP');
    names.add(name.toLowerCase());
    entries.push({
      name,
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return { ok: true, entries };
}

/** The end record stands last, before a comment of its own length. */
function findEnd(file: Buffer): number | null {
  const first = Math.max(0, file.length - 22 - LONGEST_COMMENT);
  for (let at = file.length - 22; at >= first; at--)
    if (file.readUInt32LE(at) === END && at + 22 + file.readUInt16LE(at + 20) === file.length) return at;
  return null;
}

function inflate(file: Buffer, { method, packed, size, offset }: Listed): Uint8Array | null {
  if (packed === ZIP64 || size === ZIP64 || offset + 30 > file.length) return null;
  if (file.readUInt32LE(offset) !== LOCAL) return null;
  const from = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (from + packed > file.length) return null;
  const content = file.subarray(from, from + packed);
  if (method === 0) return packed === size ? content : null;
  if (method !== 8) return null;
  try {
    const inflated = inflateRawSync(content, { maxOutputLength: Math.max(size, 1) });
    return inflated.length === size ? inflated : null;
  } catch {
    return null;
  }
}
