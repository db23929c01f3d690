import { toBytes, toHex, toText } from '@/lib/signing/encoding';
import type { Bytes } from '@/lib/signing/primitives';
import { escapeInvisibles } from './hex-dump';

/** Spaces other than the plain one, separators and marks of no width: pasted from documents, seen by nobody. */
const INVISIBLE = /[\p{Zl}\p{Zp}\p{Cf}]|(?! )\p{Zs}/gu;

/** Bytes for a comparison: line ends and everything else that hides are visible; hexadecimal where it is not UTF-8. */
export function revealInvisibles(bytes: Bytes): string {
  const text = typeof bytes === 'string' ? bytes : toText(bytes);
  if (text === null) return toHex(toBytes(bytes)).replace(/..(?=.)/g, '$& ');
  return escapeInvisibles(text)
    .replace(INVISIBLE, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
    .replaceAll('\r', '←')
    .replaceAll('\n', '↵\n');
}
