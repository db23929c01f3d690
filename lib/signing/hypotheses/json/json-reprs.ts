import { ascending } from './json-members';
import { asJavaDouble, asJavaScript, asPython, asRuby, type NumberWriter } from './json-numbers';
import { type JsonText, rearranged } from './json-text';

/** How a language prints a value for people, which is not JSON. */
type Repr = {
  text(value: string): string;
  /** Of brackets and of `true`, `false` and `null`. */
  words: Readonly<Record<string, string>>;
  numbers?: NumberWriter;
  comma: string;
  colon: string;
  isSorted?: boolean;
};

/** The quote that Python takes: single ones, unless only those are in the text. */
const pythonQuote = (value: string) => (value.includes("'") && !value.includes('"') ? '"' : "'");
const CONTROLS: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
const isControl = (unit: string) => unit < ' ' || unit === '\u007f';

function quoted(value: string, quote: string, escaped: (unit: string) => string): string {
  let written = quote;
  for (const unit of value) {
    if (unit === quote) written += `\\${unit}`;
    else written += CONTROLS[unit] ?? (isControl(unit) ? escaped(unit) : unit);
  }
  return written + quote;
}

const byteEscape = (unit: string) => `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`;
/** As `repr` writes a text. */
export const python = (value: string) => quoted(value, pythonQuote(value), byteEscape);
/** As `inspect` writes a text. */
export const ruby = (value: string) =>
  quoted(value, '"', (unit) => byteEscape(unit).toUpperCase().replace('X', 'x')).replace(
    /#(?=[{$@])/g,
    '\\#',
  );

const RUBY_WORDS = { null: 'nil' };
const JAVA: Repr = { text: (value) => value, words: {}, comma: ', ', colon: '=' };

const REPRS = {
  python: {
    text: python,
    words: { null: 'None', true: 'True', false: 'False' },
    numbers: asPython,
    comma: ', ',
    colon: ': ',
  },
  ruby: {
    text: ruby,
    words: RUBY_WORDS,
    numbers: asRuby,
    comma: ', ',
    colon: '=>',
  },
  ruby34: {
    text: ruby,
    words: RUBY_WORDS,
    numbers: asRuby,
    comma: ', ',
    colon: ' => ',
  },
  java: JAVA,
  javaDoubles: { ...JAVA, numbers: asJavaDouble },
  go: {
    text: (value) => value,
    words: { '{': 'map[', '}': ']', null: '<nil>' },
    numbers: asJavaScript,
    comma: ' ',
    colon: ':',
    isSorted: true,
  },
} as const satisfies Record<string, Repr>;
export type ReprName = keyof typeof REPRS;

/** What a language prints for the value that it read of a JSON text. */
export function printedValue(json: JsonText, name: ReprName): string {
  const { text, words, numbers, comma, colon, isSorted }: Repr = REPRS[name];
  const { tokens } = isSorted ? rearranged(json, ascending) : json;
  const known = new Map<string, string>([...Object.entries(words), [',', comma], [':', colon]]);
  let printed = '';
  for (const token of tokens) {
    let found = known.get(token);
    if (found === undefined) {
      if (token.startsWith('"')) found = text(String(JSON.parse(token)));
      else found = numbers && /^[-\d]/.test(token) ? numbers(token) : token;
      known.set(token, found);
    }
    printed += found;
  }
  return printed;
}

/** `repr` of Python's bytes: `b'{"a":1}'`. */
export function printedBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const unit = String.fromCharCode(byte);
    text += byte < 0x20 || byte > 0x7e ? (CONTROLS[unit] ?? byteEscape(unit)) : unit === '\\' ? '\\\\' : unit;
  }
  const quote = pythonQuote(text);
  return `b${quote}${quote === "'" ? text.replaceAll("'", "\\'") : text}${quote}`;
}
