import type { ZipEntry } from '@/lib/reports/zip/write-zip';
import { canonicalText } from './rules/canonical-text';

/** A file of the archive that holds a value as RFC 8785 writes it. */
export const jsonEntry = (name: string, value: unknown): ZipEntry => ({
  name,
  bytes: Buffer.from(canonicalText(value), 'utf8'),
});
