import { fromBase64, toBytes } from '../encoding';
import type { HttpMessage, MessageNote } from '../http-message';
import { type PasteReader, pastedRequest } from './pasted-message';

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const MOST_ENTRIES = 2_000;

/** A HAR file, one of its entries, or the request or answer of one (HAR 1.2). */
export const readHar: PasteReader = (pasted) => {
  const text = pasted.trim().replace(/^\ufeff/, '');
  if (!text.startsWith('{') && !text.startsWith('[')) return null;
  const value = jsonOf(text);
  const log = fieldsOf(fieldsOf(value).log ?? value);
  const entries = listOf(log.entries ?? value);
  const all = entries.length > 0 ? entries : [value];
  const messages = all.slice(0, MOST_ENTRIES).flatMap(messagesOf);
  return messages.length === 0 ? null : messages;
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

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

function requestOf({ method, url, headers, postData }: Fields): HttpMessage | null {
  if (typeof method !== 'string' || typeof url !== 'string' || !Array.isArray(headers)) return null;
  const body = textOf(fieldsOf(postData).text);
  return pastedRequest('har', { method, url, headers: headersOf(headers), body });
}

function responseOf({ status, headers, content }: Fields): HttpMessage | null {
  if (typeof status !== 'number' || !Array.isArray(headers)) return null;
  const { text, encoding } = fieldsOf(content);
  const decoded = encoding === 'base64' ? fromBase64(textOf(text)) : null;
  const notes: MessageNote[] = [{ code: 'READ_AS', form: 'har' }];
  if (typeof text !== 'string') notes.push({ code: 'BODY_UNKNOWN' });
  return {
    start: { kind: 'response', status },
    headers: headersOf(headers),
    body: decoded ?? toBytes(textOf(text)),
    notes,
  };
}
