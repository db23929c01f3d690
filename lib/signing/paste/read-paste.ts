import { decodeQuery, parameterValue, readQuery } from '../canonical';
import { toBytes, toText } from '../encoding';
import { type HttpMessage, type MessageNote, parseHttpMessage } from '../http-message';
import { recogniseProfile, toWireMessage } from '../wire-message';
import { readApiClient } from './api-client';
import { readCurlCommand } from './curl-command';
import { readCurlTranscript } from './curl-transcript';
import { readEncodedMessage } from './encoded-message';
import { hasEscapes, unescapeText } from './escaped-text';
import { readFetchCall } from './fetch-call';
import { findPastedBody } from './find-pasted-body';
import { readHar } from './har';
import { readHttpieCommand } from './httpie-command';
import { readJsonLog } from './json-log';
import { readLogLine } from './log-line';
import { MOST_CHARACTERS, type PasteReader } from './pasted-message';
import { readPowershellCommand } from './powershell-command';
import { readPseudoHeaders } from './pseudo-headers';
import { repairUrl } from './repair-url';
import { tidied } from './tidy-text';

/** A raw message behind other lines: a prompt, a comment, the command that printed it. */
const RAW_START = /^(?:[A-Z]{1,16} \S{1,8192} HTTP\/\d|HTTP\/\d(?:\.\d)? \d{3}\b)/m;
/** So far in a text it may begin. */
const RAW_REACH = 16_384;

const readRawBehind: PasteReader = (text) => {
  const found = RAW_START.exec(text.slice(0, RAW_REACH));
  const message = found && parseHttpMessage(toBytes(text.slice(found.index)));
  return message ? [message] : null;
};

const READERS: readonly PasteReader[] = [
  readCurlTranscript,
  readCurlCommand,
  readPowershellCommand,
  readHttpieCommand,
  readFetchCall,
  readPseudoHeaders,
  readRawBehind,
  readEncodedMessage,
];
/** A log may quote a text that quotes a text. */
const MOST_LAYERS = 3;

/** Which of an exchange is wanted, where both sides are in the text; null: whichever carries a signature. */
export type Wanted = HttpMessage['start']['kind'] | null;

/**
 * Reads what a person has of an exchange: a raw message, a `curl` command or what `curl -v` printed, a HAR file, a call
 * copied from a browser, a log line. `notes` say what was read and what could not be known. Addresses that HTML was made
 * of are put right, and that is noted too. Never throws; its time is linear in the text.
 * @returns null when the text is none of these
 */
export function readPaste(pasted: Uint8Array, wanted: Wanted = null): HttpMessage | null {
  const raw = parseHttpMessage(pasted);
  const text = pasted.length > MOST_CHARACTERS ? null : toText(pasted);
  const asGiven = raw
    ? lastResponse(raw)
    : text === null
      ? null
      : withFoundBody(choose(messagesIn(text), wanted), text);
  if (text === null || (asGiven && isWhole(asGiven))) return asGiven && withRepairedUrl(asGiven);
  for (const reading of tidied(text)) {
    const found = withFoundBody(choose(messagesIn(reading), wanted), reading);
    if (found && isWhole(found)) return withRepairedUrl(withNotes(found, TIDIED));
  }
  return asGiven && withRepairedUrl(asGiven);
}

const TIDIED: readonly MessageNote[] = [{ code: 'TEXT_TIDIED' }];

/** Whether nothing that carries its signature was cut off: a response, or a request with all parts that are signed. */
function isWhole(message: HttpMessage): boolean {
  if (message.start.kind === 'response') return true;
  if (message.body.length > 0 && !isJson(message.body)) return false;
  const wire = toWireMessage(repaired(message).message);
  const profile = recogniseProfile(wire);
  if (profile === null) return false;
  if (profile === 'v2-kit' || profile === 'v1-body-sign') return true;
  const query = decodeQuery(readQuery(wire.url));
  const isThere = (name: string, form: RegExp) => form.test(parameterValue(query, name) ?? '');
  return profile === 'v1-auth-token'
    ? isThere('authToken', /^\S{40,}$/) && isThere('timeStamp', /^\d{14,17}$/)
    : isThere('signature', /^\S{40,}$/) &&
        isThere('timestamp', /^\d{10,13}$/) &&
        isThere('nonce', /^[^\s|<>"'`‘’“”]{16,}$/);
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(toText(body) ?? '');
    return true;
  } catch {
    return false;
  }
}

/** A call whose body stands elsewhere in the text: in a variable, in front of a pipe, in an argument of another call. */
function withFoundBody(message: HttpMessage | null, text: string): HttpMessage | null {
  if (message?.start.kind !== 'request' || message.body.length > 0) return message;
  const { start } = message;
  const body = start.target.includes('signature=') ? findPastedBody(text) : null;
  if (body === null) return message;
  const notes = message.notes.filter(({ code }) => code !== 'BODY_UNKNOWN' && code !== 'BODY_FROM_FILE');
  return {
    ...message,
    start: { ...start, method: start.method === 'GET' ? 'POST' : start.method },
    body: toBytes(body),
    notes: [...notes, { code: 'BODY_NOT_EXACT' }],
  };
}

/** The body went through the same programs as the rest. */
const withNotes = (message: HttpMessage, notes: readonly MessageNote[]): HttpMessage => {
  const isExact = message.body.length === 0 || message.notes.some(({ code }) => code === 'BODY_NOT_EXACT');
  const inexact: readonly MessageNote[] = isExact ? [] : [{ code: 'BODY_NOT_EXACT' }];
  return { ...message, notes: [...message.notes, ...notes, ...inexact] };
};

/** `curl --include` prints every response: 100 Continue and the tunnel of a proxy come before the one that counts. */
function lastResponse(message: HttpMessage): HttpMessage {
  const { start, body } = message;
  if (start.kind !== 'response' || !HTTP.every((unit, at) => body[at] === unit)) return message;
  const next = parseHttpMessage(body);
  return next?.start.kind === 'response' ? next : message;
}
const HTTP = toBytes('HTTP/');

function messagesIn(pasted: string): readonly HttpMessage[] {
  const quoted = inJson(pasted);
  if (quoted.length > 0) return quoted;
  let text = pasted;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const found = readAs(text);
    if (found.length > 0) return layer === 0 ? found : found.map(notExact);
    if (!hasEscapes(text)) break;
    text = unescapeText(text);
  }
  const found = readLogLine(pasted) ?? [];
  const isEscaped = found.some(
    ({ start, body }) =>
      (start.kind === 'request' && start.target.includes('\\')) ||
      (body.length === 0 && pasted.includes('{\\"')),
  );
  return isEscaped ? (readLogLine(unescapeText(pasted)) ?? []) : found;
}

/** What a text or a log in JSON holds; nothing for JSON that is a form of its own. */
function inJson(pasted: string, layer = 0): readonly HttpMessage[] {
  const text = pasted.trim();
  const log = /^["[{]/.test(text) ? readJsonLog(text) : null;
  if (!log) return [];
  const own = readHar(text) ?? readApiClient(text);
  if (own) return own;
  if (log.calls.length > 0) return log.calls;
  return log.texts.flatMap((held) => {
    const nested = layer < MOST_LAYERS ? inJson(held, layer + 1) : [];
    if (nested.length > 0) return nested;
    const read = readAs(held);
    return read.length > 0 ? read : (readLogLine(held) ?? []);
  });
}

function readAs(text: string): readonly HttpMessage[] {
  const raw = parseHttpMessage(toBytes(text));
  if (raw) return [{ ...raw, notes: [{ code: 'READ_AS', form: 'log' }, ...raw.notes] }];
  for (const read of READERS) {
    const found = read(text);
    if (found && found.length > 0) return found;
  }
  return [];
}

/** Text that a program wrote with escapes may have lost what it had no escape for. */
const notExact = (message: HttpMessage): HttpMessage =>
  message.body.length === 0 ? message : { ...message, notes: [...message.notes, { code: 'BODY_NOT_EXACT' }] };

/** The last that carries a signature, of the wanted side; else the last of the wanted side, else the last. */
function choose(messages: readonly HttpMessage[], wanted: Wanted): HttpMessage | null {
  const ofSide = wanted === null ? messages : messages.filter(({ start }) => start.kind === wanted);
  const signed = ofSide.filter(
    (message) => recogniseProfile(toWireMessage(repaired(message).message)) !== null,
  );
  const requests = signed.filter(({ start }) => start.kind === 'request');
  const chosen = requests.at(-1) ?? signed.at(-1) ?? ofSide.at(-1) ?? messages.at(-1);
  if (!chosen) return null;
  const several: MessageNote = { code: 'ONE_OF_SEVERAL', seen: messages.length };
  return messages.length > 2 ? { ...chosen, notes: [...chosen.notes, several] } : chosen;
}

function repaired(message: HttpMessage): { message: HttpMessage; notes: readonly MessageNote[] } {
  const { start } = message;
  if (start.kind === 'response') return { message, notes: [] };
  const { url, notes } = repairUrl(start.target);
  return { message: { ...message, start: { ...start, target: url } }, notes };
}

function withRepairedUrl(given: HttpMessage): HttpMessage {
  const { message, notes } = repaired(given);
  return notes.length === 0 ? given : { ...message, notes: [...notes, ...message.notes] };
}
