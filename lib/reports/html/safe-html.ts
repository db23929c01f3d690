/** Markup that is written as it is: only `markup` and constants of ours make it. */
export class SafeHtml {
  constructor(readonly text: string) {}
}

type Value = SafeHtml | string | number | null | readonly (SafeHtml | string | number)[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Controls other than tab and line feed, and what changes the direction of the text around it. */
const UNSEEN = /(?![\t\n])\p{Cc}|\p{Bidi_Control}/gu;

/** Text as it is read, in any place of a document: what cannot be seen is named. */
export const encodeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(UNSEEN, (one) => `⟨U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);

function encodeValue(value: Value): string {
  if (value === null) return '';
  if (value instanceof SafeHtml) return value.text;
  return typeof value === 'object' ? value.map(encodeValue).join('') : encodeHtml(String(value));
}

/** A piece of a document: its own text is markup, every value in it is text unless it was made by `markup` itself. */
export const markup = (parts: TemplateStringsArray, ...values: Value[]): SafeHtml =>
  new SafeHtml(parts.map((part, index) => part + encodeValue(values[index] ?? null)).join(''));
