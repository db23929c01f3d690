import type { FileProblem } from '../rules/file-problem';
import { findDirectory } from './find-directory';

/** Why a file is not taken as a zip. */
export type ZipProblem = Extract<
  FileProblem,
  'NOT_A_ZIP' | 'ENCRYPTED' | 'TOO_MANY_ENTRIES' | 'TOO_LARGE_INSIDE' | 'RATIO_TOO_HIGH'
>;

export type ZipLimits = {
  entries: number;
  /** Bytes of all entries, inflated. */
  totalBytes: number;
  /** Inflated to deflated size of one entry beyond `ratioFromBytes`. */
  ratio: number;
  ratioFromBytes: number;
};

/** One entry: its packed bytes, and what the directory claims of it. `method` is 0 (stored) or 8 (deflated). */
export type ZipMember = { name: string; method: 0 | 8; packed: Uint8Array; size: number };
export type ZipDirectory = { ok: true; members: ZipMember[] } | { ok: false; reason: ZipProblem };

const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ZIP64 = 0xffffffff;
const ZIP64_FIELD = 1;

type Listed = { name: string; method: number; packed: number; size: number; offset: number };

const refused = (reason: ZipProblem) => ({ ok: false, reason }) as const;

/**
 * Reads the directory of a zip from a stranger and judges what it claims before a byte is inflated: numbers, sizes and
 * ratios within the limits, no encryption, no method but stored and deflated, no entries that overlap each other or the
 * directory, and the same name in both places where an entry is named.
 */
export function readDirectory(bytes: Uint8Array, limits: ZipLimits): ZipDirectory {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(file);
  if (directory === null) return refused('NOT_A_ZIP');
  const { count, base } = directory;
  if (count > limits.entries) return refused('TOO_MANY_ENTRIES');
  const listed: Listed[] = [];
  const names = new Set<string>();
  let at = directory.from;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.to || file.readUInt32LE(at) !== CENTRAL) return refused('NOT_A_ZIP');
    if ((file.readUInt16LE(at + 8) & 1) !== 0) return refused('ENCRYPTED');
    const entry = readEntry(file, at);
    // Two entries of one name are read differently by different programs.
    if (entry === null || names.has(entry.name.toLowerCase())) return refused('NOT_A_ZIP');
    names.add(entry.name.toLowerCase());
    listed.push({ ...entry, offset: entry.offset + base });
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  if (listed.reduce((sum, { size }) => sum + size, 0) > limits.totalBytes) return refused('TOO_LARGE_INSIDE');
  const isBomb = ({ size, packed }: Listed) =>
    size > limits.ratioFromBytes && size / Math.max(packed, 1) > limits.ratio;
  if (listed.some(isBomb)) return refused('RATIO_TOO_HIGH');
  const members = locate(file, listed, directory.from);
  return members === null ? refused('NOT_A_ZIP') : { ok: true, members };
}

function readEntry(file: Buffer, at: number): Listed | null {
  const nameEnd = at + 46 + file.readUInt16LE(at + 28);
  const extraEnd = nameEnd + file.readUInt16LE(at + 30);
  if (extraEnd > file.length) return null;
  const claims = {
    size: file.readUInt32LE(at + 24),
    packed: file.readUInt32LE(at + 20),
    offset: file.readUInt32LE(at + 42),
  };
  const whole = Object.values(claims).includes(ZIP64)
    ? withLongFields(claims, file.subarray(nameEnd, extraEnd))
    : claims;
  if (whole === null) return null;
  return { ...whole, name: file.toString('utf8', at + 46, nameEnd), method: file.readUInt16LE(at + 10) };
}

/** Streaming writers keep all sizes in a field of eight bytes each (APPNOTE 4.5.3), however small they are. */
function withLongFields<C extends Record<string, number>>(claims: C, extra: Buffer): C | null {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== ZIP64_FIELD)
    at += 4 + extra.readUInt16LE(at + 2);
  if (at + 4 > extra.length) return null;
  const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
  at += 4;
  const whole: Record<string, number> = { ...claims };
  for (const name of Object.keys(claims)) {
    if (claims[name] !== ZIP64) continue;
    if (at + 8 > end) return null;
    whole[name] = Number(extra.readBigUInt64LE(at));
    at += 8;
  }
  return whole as C;
}

function locate(file: Buffer, listed: readonly Listed[], end: number): ZipMember[] | null {
  const members = new Map<Listed, ZipMember>();
  let free = 0;
  for (const entry of [...listed].sort((a, b) => a.offset - b.offset)) {
    const { offset, packed, method, name, size } = entry;
    if (offset < free || offset + 30 > end || file.readUInt32LE(offset) !== LOCAL) return null;
    if (method !== 0 && method !== 8) return null;
    const nameEnd = offset + 30 + file.readUInt16LE(offset + 26);
    if (file.toString('utf8', offset + 30, nameEnd) !== name) return null;
    const from = nameEnd + file.readUInt16LE(offset + 28);
    free = from + packed;
    if (free > end || (method === 0 && packed !== size)) return null;
    members.set(entry, { name: partName(name), method, packed: file.subarray(from, free), size });
  }
  return listed.flatMap((entry) => members.get(entry) ?? []);
}

/** Some writers separate folders as Windows does, some begin with the root. */
const partName = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '');
