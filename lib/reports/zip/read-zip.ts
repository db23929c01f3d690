import { inflateRawSync } from 'node:zlib';
import { readDirectory, type ZipLimits, type ZipMember, type ZipProblem } from './read-directory';
import type { ZipEntry } from './write-zip';

export type ZipReading = { ok: true; entries: ZipEntry[] } | { ok: false; reason: ZipProblem };

/** All entries of a zip that is ours, at once. What a stranger sent is inflated piece by piece (`inflate-member.ts`). */
export function readZip(bytes: Uint8Array, limits: ZipLimits): ZipReading {
  const directory = readDirectory(bytes, limits);
  if (!directory.ok) return directory;
  const entries: ZipEntry[] = [];
  for (const member of directory.members) {
    const content = inflate(member);
    if (content === null) return { ok: false, reason: 'NOT_A_ZIP' };
    entries.push({ name: member.name, bytes: content });
  }
  return { ok: true, entries };
}

function inflate({ method, packed, size }: ZipMember): Uint8Array | null {
  if (method === 0) return packed;
  try {
    const inflated = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
    return inflated.length === size ? inflated : null;
  } catch {
    return null;
  }
}
