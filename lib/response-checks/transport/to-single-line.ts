const MAX_LENGTH = 120;

/** Bytes in one line of a sentence: line ends as ⏎, everything else that would not be seen as a dot. */
export const toSingleLine = (bytes: Uint8Array): string =>
  oneLine(new TextDecoder('utf-8', { fatal: false }).decode(bytes.subarray(0, 4 * MAX_LENGTH)));

/** A text of the other side in one line of a sentence. */
export const oneLine = (text: string): string =>
  [...text.replace(/\r\n|\r|\n/g, '⏎').replace(/[\p{C}\p{Z}]+/gu, (gap) => (/\p{C}/u.test(gap) ? '·' : ' '))]
    .slice(0, MAX_LENGTH)
    .join('')
    .trim();
