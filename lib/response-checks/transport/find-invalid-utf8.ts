/** How many bytes follow a lead byte, and between what bounds the first of them lies (Encoding standard, UTF-8 decoder). */
function readSequence(lead: number): readonly [following: number, low: number, high: number] | null {
  if (lead >= 0xc2 && lead <= 0xdf) return [1, 0x80, 0xbf];
  if (lead >= 0xe0 && lead <= 0xef) return [2, lead === 0xe0 ? 0xa0 : 0x80, lead === 0xed ? 0x9f : 0xbf];
  if (lead >= 0xf0 && lead <= 0xf4) return [3, lead === 0xf0 ? 0x90 : 0x80, lead === 0xf4 ? 0x8f : 0xbf];
  return null;
}

/** Where bytes stop being UTF-8: the first byte of the first sequence that is none; null when all of them are. */
export function findInvalidUtf8(bytes: Uint8Array): number | null {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const sequence = readSequence(lead);
    if (!sequence) return at;
    const [following, low, high] = sequence;
    for (let i = 1; i <= following; i++) {
      const byte = bytes[at + i] ?? 0;
      const isFirst = i === 1;
      if (byte < (isFirst ? low : 0x80) || byte > (isFirst ? high : 0xbf)) return at;
    }
    at += following + 1;
  }
  return null;
}
