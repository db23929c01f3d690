import { sign } from 'node:crypto';
import { sha256Hex } from '@/lib/core/bytes';
import { packEntry, streamZip, type ZipEntry } from '@/lib/reports/zip/write-zip';
import type { PackedEntry } from '@/lib/reports/zip/zip-layout';
import type { PassportKeyPair } from './passport-key';
import { canonicalText } from './rules/canonical-text';
import {
  KEY_ENTRY,
  MANIFEST_ENTRY,
  type Manifest,
  type ManifestFacts,
  PASSPORT_FORMAT,
  SIGNATURE_ENTRY,
} from './rules/manifest';

/**
 * A passport piece by piece; one entry is in memory at a time. The same content, facts and key give the same bytes.
 * Ed25519 (RFC 8032) signs `manifest.json` as it is, so that any tool can check it.
 */
export const writePassport = (
  content: AsyncIterable<ZipEntry>,
  facts: ManifestFacts,
  key: PassportKeyPair,
): AsyncGenerator<Uint8Array> => streamZip(signedEntries(content, facts, key), new Date(facts.at));

async function* signedEntries(
  content: AsyncIterable<ZipEntry>,
  facts: ManifestFacts,
  key: PassportKeyPair,
): AsyncGenerator<PackedEntry> {
  const entries: Manifest['entries'] = [];
  for await (const entry of content) {
    const packed = packEntry(entry);
    entries.push({
      name: entry.name,
      size: packed.size,
      sha256: sha256Hex(entry.bytes),
      packedSize: packed.packed.length,
      packedSha256: sha256Hex(packed.packed),
    });
    yield packed;
  }
  const manifest: Manifest = {
    ...facts,
    format: PASSPORT_FORMAT,
    keyFingerprint: key.fingerprint,
    entries,
  };
  const text = Buffer.from(canonicalText(manifest), 'utf8');
  const stored = (name: string, bytes: Uint8Array) => packEntry({ name, bytes }, 0);
  yield stored(KEY_ENTRY, Buffer.from(key.publicPem, 'utf8'));
  yield stored(MANIFEST_ENTRY, text);
  yield stored(SIGNATURE_ENTRY, sign(null, text, key.privateKey));
}
