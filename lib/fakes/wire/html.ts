/** Markup that may be sent as it is. Everything else is escaped by the `html` template. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type HtmlValue = Html | string | number | readonly HtmlValue[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for an element's content and for a quoted attribute. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

function render(value: HtmlValue): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeHtml(String(value));
}

/** Template for markup: interpolated strings and numbers are escaped, `Html` is inserted, arrays are joined. */
export const html = (strings: TemplateStringsArray, ...values: HtmlValue[]): Html =>
  new Html(strings.reduce((text, part, i) => text + render(values[i - 1] ?? '') + part));

/** Declares a string to be markup, unescaped. The vulnerable site's flaws are the only caller outside this file. */
export const rawHtml = (text: string): Html => new Html(text);

export const NOTHING = new Html('');
