import { fromBase64, toBytes } from '../encoding';
import type { HttpMessage, MessageNote } from '../http-message';
import { type PastedFields, pastedJson, textOrEmpty, toFields } from './pasted-json';
import { type PasteReader, pastedRequest } from './pasted-message';

const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const MOST_ENTRIES = 2_000;

/** A HAR file, one of its entries, or the request or response of one (HAR 1.2). */
export const readHar: PasteReader = (pasted) => {
  const value = pastedJson(pasted);
  const log = toFields(toFields(value).log ?? value);
  const entries = toList(log.entries ?? value);
  const all = entries.length > 0 ? entries : [value];
  const messages = all.slice(0, MOST_ENTRIES).flatMap(readEntry);
  return messages.length === 0 ? null : messages;
};

function readEntry(entry: unknown): HttpMessage[] {
  const fields = toFields(entry);
  const request = readRequest(toFields(fields.request ?? entry));
  const response = readResponse(toFields(fields.response ?? entry));
  return [request, response].filter((message) => message !== null);
}

const readHeaders = (value: unknown): (readonly [string, string])[] =>
  toList(value).flatMap((header) => {
    const { name, value: text } = toFields(header);
    return typeof name === 'string' && typeof text === 'string' && !name.startsWith(':')
      ? [[name, text]]
      : [];
  });

function readRequest({ method, url, headers, postData }: PastedFields): HttpMessage | null {
  if (typeof method !== 'string' || typeof url !== 'string' || !Array.isArray(headers)) return null;
  const { text, encoding } = toFields(postData);
  const decoded = encoding === 'base64' ? fromBase64(textOrEmpty(text)) : null;
  const body = decoded ?? textOrEmpty(text);
  return pastedRequest('har', { method, url, headers: readHeaders(headers), body });
}

function readResponse({ status, headers, content }: PastedFields): HttpMessage | null {
  if (typeof status !== 'number' || !Array.isArray(headers)) return null;
  const { text, encoding } = toFields(content);
  const decoded = encoding === 'base64' ? fromBase64(textOrEmpty(text)) : null;
  const notes: MessageNote[] = [{ code: 'READ_AS', form: 'har' }];
  if (typeof text !== 'string') notes.push({ code: 'BODY_UNKNOWN' });
  return {
    start: { kind: 'response', status },
    headers: readHeaders(headers),
    body: decoded ?? toBytes(textOrEmpty(text)),
    notes,
  };
}
