/** How a writer prints a text: what it escapes besides what JSON demands, and in which case of hexadecimal. */
export type StringStyle = {
  /** Characters that become `\uXXXX`, with the flag `g`; null: none but control characters. */
  escaped: RegExp | null;
  isUpper?: boolean;
  /** `/` as `\/`. */
  isSlashEscaped?: boolean;
  /** `"` as `\u0022`. */
  isQuoteEscaped?: boolean;
  /** `'a'` in place of `"a"`. */
  isSingleQuoted?: boolean;
};

export const NOT_ASCII = /[\u0080-\uffff]/g;
const PLAIN: StringStyle = { escaped: null };

export const STRING_STYLES = {
  plain: PLAIN,
  ascii: { escaped: NOT_ASCII },
  asciiUpper: { escaped: NOT_ASCII, isUpper: true },
  /** Go's encoding/json, and Rails. */
  go: { escaped: /[<>&\u2028\u2029]/g },
  gson: { escaped: /[<>&='\u2028\u2029]/g },
  newtonsoftHtml: { escaped: /[<>&'\u0085\u2028\u2029]/g, isQuoteEscaped: true },
  dotnet: { escaped: /[&'+<>`\u007f-\uffff]/g, isUpper: true, isQuoteEscaped: true },
  dotnetAllRanges: {
    escaped: /[&'+<>`\u007f-\u009f\u2028\u2029\ud800-\udfff]/g,
    isUpper: true,
    isQuoteEscaped: true,
  },
  dotnetRelaxed: { escaped: /[\u007f-\u009f\u2028\u2029\ud800-\udfff]/g, isUpper: true },
  slash: { escaped: null, isSlashEscaped: true },
  singleQuotes: { escaped: null, isSingleQuoted: true },
  php: { escaped: NOT_ASCII, isSlashEscaped: true },
  phpHex: { escaped: /[<>&'\u0080-\uffff]/g, isUpper: true, isSlashEscaped: true, isQuoteEscaped: true },
} as const satisfies Record<string, StringStyle>;

export const unicodeEscape = (unit: string, isUpper: boolean): string => {
  const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
  return `\\u${isUpper ? hex.toUpperCase() : hex}`;
};

/** A text in quotes, as a style writes it. */
export function writeString(text: string, style: StringStyle): string {
  const { escaped, isUpper = false, isSlashEscaped, isQuoteEscaped } = style;
  let written = JSON.stringify(text);
  if (isUpper && written.includes('\\u'))
    written = written.replace(/\\(?:u00([01][0-9a-f])|.)/g, (found, hex: string | undefined) =>
      hex === undefined ? found : `\\u00${hex.toUpperCase()}`,
    );
  // The quotes around it stay: they are the first and the last character.
  if (isQuoteEscaped && written.includes('\\"'))
    written = written.replace(/\\(?:(")|.)/g, (found, quote?: string) => (quote ? '\\u0022' : found));
  if (style.isSingleQuoted)
    written = `'${written.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (isSlashEscaped) written = written.replaceAll('/', '\\/');
  return escaped ? written.replace(escaped, (unit) => unicodeEscape(unit, isUpper)) : written;
}
