import { toBytes } from '../encoding';
import type { HttpMessage, MessageNote } from '../http-message';
import type { RawHeaders } from '../profiles/v1-body-sign';

/** Longer texts are read as raw HTTP only: nothing of the protocol is as long, and every other form is text. */
export const MOST_CHARACTERS = 1_048_576;

/** What a person had at hand. */
export type PasteForm = Extract<MessageNote, { code: 'READ_AS' }>['form'];

/** One form of text; null where the text has another form. */
export type PasteReader = (text: string) => readonly HttpMessage[] | null;

export function pastedRequest(
  form: PasteForm,
  parts: { method: string; url: string; headers: RawHeaders; body: string | Uint8Array },
  notes: readonly MessageNote[] = [],
): HttpMessage {
  const { method, url, headers, body } = parts;
  return {
    start: { kind: 'request', method: method.toUpperCase(), target: url },
    headers,
    body: toBytes(body),
    notes: [{ code: 'READ_AS', form }, ...notes],
  };
}
