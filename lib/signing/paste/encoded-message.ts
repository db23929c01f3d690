import { fromBase64, toText } from '../encoding';
import { parseHttpMessage } from '../http-message';
import type { PasteReader } from './pasted-message';

/** A line of a dump: an offset, up to 16 bytes in hexadecimal, and what they look like. */
const DUMP_LINE =
  /^[ \t]{0,8}(?:0x)?[\da-f]{4,8}:?[ \t]{1,4}((?:[\da-f]{2}[ \t]{0,2}){1,16})(?:[ \t|].{0,40})?$/i;
const BASE64 = /[A-Za-z0-9+/\s]{80,}={0,2}/g;
const MOST_RUNS = 20;
const MESSAGE = /^(?:[A-Z]{1,16} \S{1,8192} HTTP\/\d|HTTP\/\d(?:\.\d)? \d{3}\b)/;

/** A message as bytes that somebody wrote as text: a hex dump, or base64 inside an export. */
export const readEncodedMessage: PasteReader = (pasted) => {
  const messages = [dumpedBytes(pasted), ...base64Bytes(pasted)].flatMap((bytes) => {
    const message = bytes && MESSAGE.test(toText(bytes) ?? '') ? parseHttpMessage(bytes) : null;
    return message ? [message] : [];
  });
  return messages.length === 0 ? null : messages;
};

function dumpedBytes(text: string): Uint8Array | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const found = lines.map((line) => DUMP_LINE.exec(line.trimEnd())?.[1]);
  if (found.length < 2 || found.some((digits) => digits === undefined)) return null;
  const pairs = found.flatMap((digits) => digits?.match(/[\da-f]{2}/gi) ?? []);
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

const base64Bytes = (text: string): (Uint8Array | null)[] =>
  (text.match(BASE64) ?? []).slice(0, MOST_RUNS).map((run) => fromBase64(run.replace(/\s/g, '')));
