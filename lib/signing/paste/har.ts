import { fromBase64, toBytes } from '../encoding';
import type { HttpMessage, MessageNote } from '../http-message';
import { fieldsOf, type PastedFields, pastedJson, stringOf } from './pasted-json';
import { type PasteReader, pastedRequest } from './pasted-message';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const MOST_ENTRIES = 2_000;

/** A HAR file, one of its entries, or the request or answer of one (HAR 1.2). */
export const readHar: PasteReader = (pasted) => {
  const value = pastedJson(pasted);
  const log = fieldsOf(fieldsOf(value).log ?? value);
  const entries = listOf(log.entries ?? value);
  const all = entries.length > 0 ? entries : [value];
  const messages = all.slice(0, MOST_ENTRIES).flatMap(messagesOf);
  return messages.length === 0 ? null : messages;
};

function messagesOf(entry: unknown): HttpMessage[] {
  const fields = fieldsOf(entry);
  const request = requestOf(fieldsOf(fields.request ?? entry));
  const response = responseOf(fieldsOf(fields.response ?? entry));
  return [request, response].filter((message) => message !== null);
}

const headersOf = (value: unknown): (readonly [string, string])[] =>
  listOf(value).flatMap((header) => {
    const { name, value: text } = fieldsOf(header);
    return typeof name === 'string' && typeof text === 'string' && !name.startsWith(':')
      ? [[name, text]]
      : [];
  });

function requestOf({ method, url, headers, postData }: PastedFields): HttpMessage | null {
  if (typeof method !== 'string' || typeof url !== 'string' || !Array.isArray(headers)) return null;
  const body = stringOf(fieldsOf(postData).text);
  return pastedRequest('har', { method, url, headers: headersOf(headers), body });
}

function responseOf({ status, headers, content }: PastedFields): HttpMessage | null {
  if (typeof status !== 'number' || !Array.isArray(headers)) return null;
  const { text, encoding } = fieldsOf(content);
  const decoded = encoding === 'base64' ? fromBase64(stringOf(text)) : null;
  const notes: MessageNote[] = [{ code: 'READ_AS', form: 'har' }];
  if (typeof text !== 'string') notes.push({ code: 'BODY_UNKNOWN' });
  return {
    start: { kind: 'response', status },
    headers: headersOf(headers),
    body: decoded ?? toBytes(stringOf(text)),
    notes,
  };
}
