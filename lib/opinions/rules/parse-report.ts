import { OpinionRefused } from './opinion-problem';

/** Deeper than any report: SARIF nests some fifteen levels. */
const MAX_DEPTH = 64;
/** Values of a report of the largest size that is read; each costs memory however short it is. */
const MAX_PARTS = 1_500_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = [0x5b, 0x7b];
const CLOSING = [0x5d, 0x7d];

/**
 * The JSON of a file, whatever wrote it: UTF-8, or UTF-16 as PowerShell redirects it. How deep it nests and how much it
 * holds is counted before anything is made of it.
 * @throws OpinionRefused
 */
export function parseReport(bytes: Uint8Array): unknown {
  const text = decode(bytes).trimStart();
  if (text === '') throw new OpinionRefused('EMPTY');
  if (text.startsWith('<')) throw new OpinionRefused('MARKUP');
  requireShape(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new OpinionRefused('NOT_JSON');
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const label =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(label).decode(bytes);
  // Archives, PDF and pictures begin with what no text holds.
  if (text.slice(0, 1_024).includes('\0')) throw new OpinionRefused('NOT_TEXT');
  return text;
}

function requireShape(text: string): void {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (OPENING.includes(code)) {
      depth += 1;
      parts += 1;
    } else if (CLOSING.includes(code)) depth -= 1;
    else if (code === COMMA) parts += 1;
    if (depth > MAX_DEPTH) throw new OpinionRefused('TOO_DEEP');
    if (parts > MAX_PARTS) throw new OpinionRefused('TOO_MANY_PARTS');
  }
}

/** Where the string that begins here ends; the end of the text where it does not. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
