import { createHash, type KeyObject, verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256Hex } from '@/lib/core/bytes';
import { FileRefused } from '@/lib/reports/rules/file-problem';
import { inflateMember } from '@/lib/reports/zip/inflate-member';
import { readDirectory, type ZipLimits, type ZipMember } from '@/lib/reports/zip/read-directory';
import { centralHeader, endRecord, localHeader, type PackedEntry } from '@/lib/reports/zip/zip-layout';
import { keyFingerprint, readPublicKey, toPublicPem } from './passport-key';
import { canonicalText } from './rules/canonical-text';
import { KEY_ENTRY, MANIFEST_ENTRY, type Manifest, manifestSchema, SIGNATURE_ENTRY } from './rules/manifest';

/**
 * Far above what a submission holds; a file beyond is not read. The ratio is above what deflating can reach (1,032), for
 * evidence may be as empty as its sender likes: it is unpacked piece by piece, and only once the signature is right.
 */
const PASSPORT_LIMITS: ZipLimits = {
  entries: 20_000,
  totalBytes: 4 * 1024 ** 3,
  ratio: 1_100,
  ratioFromBytes: 1024 ** 2,
};
/** Read at once, before anything is known of who made it. */
const MANIFEST_MAX_BYTES = 16 * 1024 ** 2;

/** Why a file is no valid passport. Texts: `passport.problems.<code>`. */
export type PassportProblem =
  | 'ENTRY_MISSING'
  | 'ENTRY_NOT_LISTED'
  | 'KEY_UNREADABLE'
  | 'OTHER_KEY'
  | 'SIGNATURE_WRONG'
  | 'MANIFEST_UNREADABLE'
  | 'ENTRY_CHANGED'
  | 'BYTES_ADDED';
export type PassportJudgement =
  | { state: 'VALID'; manifest: Manifest; fingerprint: string; isPinned: boolean }
  | { state: 'NOT_VALID'; reason: PassportProblem; entry: string }
  /** No zip, or one that claims too much: nothing can be said of it. */
  | { state: 'UNREADABLE' };

/**
 * Checks a passport with nothing but itself and, where one is given, the fingerprint of the key that it must be signed
 * with. Nothing is unpacked before the signature is right.
 * @param pinned as `keyFingerprint` makes it; null: any key will do, which proves less
 */
export async function verifyPassport(file: Uint8Array, pinned: string | null): Promise<PassportJudgement> {
  const directory = readDirectory(file, PASSPORT_LIMITS);
  if (!directory.ok) return { state: 'UNREADABLE' };
  const { members } = directory;
  try {
    const { manifest, fingerprint } = readSigned(members, pinned);
    const packed = await checkEntries(members, manifest);
    if (!isWholeFile(file, packed, new Date(manifest.at))) throw new Invalid('BYTES_ADDED');
    return { state: 'VALID', manifest, fingerprint, isPinned: pinned !== null };
  } catch (error) {
    if (error instanceof Invalid) return { state: 'NOT_VALID', reason: error.reason, entry: error.entry };
    throw error;
  }
}

class Invalid extends Error {
  constructor(
    readonly reason: PassportProblem,
    readonly entry = '',
  ) {
    super(reason);
  }
}

/** What the signature covers. @throws Invalid */
function readSigned(members: readonly ZipMember[], pinned: string | null) {
  const pem = Buffer.from(storedEntry(members, KEY_ENTRY)).toString('utf8');
  const key: KeyObject | null = readPublicKey(pem);
  if (key === null || toPublicPem(key) !== pem) throw new Invalid('KEY_UNREADABLE', KEY_ENTRY);
  const fingerprint = keyFingerprint(key);
  if (pinned !== null && pinned !== fingerprint) throw new Invalid('OTHER_KEY', KEY_ENTRY);
  const text = storedEntry(members, MANIFEST_ENTRY);
  if (!verify(null, text, key, storedEntry(members, SIGNATURE_ENTRY)))
    throw new Invalid('SIGNATURE_WRONG', MANIFEST_ENTRY);
  const manifest = readManifest(Buffer.from(text).toString('utf8'));
  if (manifest === null || manifest.keyFingerprint !== fingerprint)
    throw new Invalid('MANIFEST_UNREADABLE', MANIFEST_ENTRY);
  return { manifest, fingerprint };
}

function storedEntry(members: readonly ZipMember[], name: string): Uint8Array {
  const found = members.find((member) => member.name === name && member.method === 0);
  if (found === undefined || found.size > MANIFEST_MAX_BYTES) throw new Invalid('ENTRY_MISSING', name);
  return found.packed;
}

function readManifest(text: string): Manifest | null {
  try {
    const value = JSON.parse(text) as unknown;
    const parsed = manifestSchema.safeParse(value);
    return parsed.success && canonicalText(value) === text ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Every entry, in its order and as it was packed, and no other. @throws Invalid */
async function checkEntries(members: readonly ZipMember[], { entries }: Manifest): Promise<PackedEntry[]> {
  const names = [...entries.map(({ name }) => name), KEY_ENTRY, MANIFEST_ENTRY, SIGNATURE_ENTRY];
  const lacking = names.find((name) => !members.some((member) => member.name === name));
  if (lacking !== undefined) throw new Invalid('ENTRY_MISSING', lacking);
  const checked: PackedEntry[] = [];
  for (const [index, member] of members.entries()) {
    if (member.name !== names[index]) throw new Invalid('ENTRY_NOT_LISTED', member.name);
    const listed = entries[index];
    const crc = listed ? await checkEntry(member, listed) : crc32(member.packed);
    checked.push({ ...member, crc });
  }
  return checked;
}

/** @returns the checksum that the zip must name. @throws Invalid */
async function checkEntry(member: ZipMember, listed: Manifest['entries'][number]): Promise<number> {
  const { name, method, packed, size } = member;
  const isAsPacked =
    method === 8 &&
    size === listed.size &&
    packed.length === listed.packedSize &&
    sha256Hex(packed) === listed.packedSha256;
  if (!isAsPacked) throw new Invalid('ENTRY_CHANGED', name);
  const hash = createHash('sha256');
  let crc = 0;
  try {
    for await (const piece of inflateMember(member)) {
      hash.update(piece);
      crc = crc32(piece, crc);
    }
  } catch (error) {
    if (error instanceof FileRefused) throw new Invalid('ENTRY_CHANGED', name);
    throw error;
  }
  if (hash.digest('hex') !== listed.sha256) throw new Invalid('ENTRY_CHANGED', name);
  return crc;
}

/** Whether the file is what we would write of these entries, byte for byte: headers, directory, and nothing between. */
function isWholeFile(file: Uint8Array, entries: readonly PackedEntry[], at: Date): boolean {
  let offset = 0;
  const takes = (expected: Uint8Array) => {
    const isThere = Buffer.compare(file.subarray(offset, offset + expected.length), expected) === 0;
    offset += expected.length;
    return isThere;
  };
  const directory: Uint8Array[] = [];
  for (const entry of entries) {
    directory.push(centralHeader(entry, at, offset));
    if (!takes(localHeader(entry, at)) || !takes(entry.packed)) return false;
  }
  const bytes = directory.reduce((sum, { length }) => sum + length, 0);
  const end = endRecord({ entries: entries.length, bytes, offset });
  return [...directory, end].every(takes) && offset === file.length;
}
