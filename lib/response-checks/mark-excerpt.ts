import { toText } from '@/lib/signing/encoding';

/** A stretch of a text around what is marked in it, by character offsets of `text`. */
export type MarkExcerpt = {
  text: string;
  from: number;
  to: number;
  isCutBefore: boolean;
  isCutAfter: boolean;
};

/** Enough to find the place again; characters on each side. */
const AROUND = 120;

/**
 * The marked stretch of a body, shown in its masked text. The mark counts bytes of the exact body; where masking has
 * changed the text before the mark as well as after its beginning, its place is not known and nothing is shown.
 * @param mark bytes from the beginning of `exact`; a length of 0 marks the place before a byte
 */
export function markExcerpt(
  masked: string,
  exact: Uint8Array,
  mark: { offset: number; length: number },
): MarkExcerpt | null {
  const whole = toText(exact);
  const before = toText(exact.subarray(0, mark.offset));
  const marked = toText(exact.subarray(mark.offset, mark.offset + mark.length));
  if (whole === null || before === null || marked === null) return null;
  const shift = measureShift(masked, whole, before.length, before.length + marked.length);
  if (shift === null) return null;
  // A place between two characters is shown as the one after it, the end of the text as the last one.
  const from = Math.min(before.length + shift, Math.max(0, masked.length - 1));
  const to = Math.max(from + 1, before.length + marked.length + shift);
  const start = Math.max(0, from - AROUND);
  const end = Math.min(masked.length, to + AROUND);
  return {
    text: masked.slice(start, end),
    from: from - start,
    to: to - start,
    isCutBefore: start > 0,
    isCutAfter: end < masked.length,
  };
}

/** How far masking moved the marked stretch: not at all, or as much as it changed the length. */
function measureShift(masked: string, whole: string, from: number, to: number): number | null {
  if (masked.startsWith(whole.slice(0, to))) return 0;
  return masked.endsWith(whole.slice(from)) ? masked.length - whole.length : null;
}
