/** What the marks of one scan share, whichever thread makes them. */
export type MarkSeries = { scanId: string; counter: Int32Array };
export const markSeries = (scanId: string): MarkSeries => ({
  scanId,
  counter: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
});

/**
 * Makes marks: a letter first, then letters and digits, the same ten characters for all marks of a scan in front, so
 * that the seller finds whatever a scan left behind.
 */
export function markMaker({ scanId, counter }: MarkSeries, random: () => number): () => string {
  const prefix = markPrefix(scanId);
  return () => {
    const count = Atomics.add(counter, 0, 1) + 1;
    const noise = Math.floor(random() * 36 ** 3)
      .toString(36)
      .padStart(3, '0');
    return `${prefix}${count.toString(36).padStart(3, '0')}${noise}`;
  };
}

export const markPrefix = (scanId: string): string =>
  `pf${scanId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(-8)
    .padStart(8, '0')}`;
