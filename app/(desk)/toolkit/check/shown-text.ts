import { visibleText } from '@/lib/connection-tests/rules/shown-bytes';
import { toHex, toText } from '@/lib/signing/encoding';
import type { Bytes } from '@/lib/signing/primitives';

/** Bytes for a comparison: line ends and everything else that hides are visible; hexadecimal where it is no UTF-8. */
export function shownText(bytes: Bytes): string {
  const text = typeof bytes === 'string' ? bytes : toText(bytes);
  if (text === null) return toHex(bytes as Uint8Array).replace(/..(?=.)/g, '$& ');
  return visibleText(text).replaceAll('\r', '←').replaceAll('\n', '↵\n');
}
