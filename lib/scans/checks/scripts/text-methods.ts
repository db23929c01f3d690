import {
  BrowserPart,
  joinUnknown,
  List,
  NOTHING_KNOWN,
  Pattern,
  toKnownNumber,
  toKnownText,
  type Value,
} from './known-values';
import { safePattern } from './safe-pattern';

/** Calls a function of the script or of the language. */
export type CallValue = (callee: Value, given: readonly Value[]) => Value;

/** Longer texts are cut off: nothing that is looked for is so long. */
export const LONGEST_TEXT = 262_144;
const MOST_ITEMS = 65_536;

const html =
  (tag: string, attribute?: string) =>
  (text: string, given: readonly Value[]): string =>
    `<${tag}${attribute === undefined ? '' : ` ${attribute}="${String(toKnownText(given[0]))}"`}>${text}</${tag}>`;

type TextMethod = (text: string, given: readonly Value[]) => Value;
const numbers = (given: readonly Value[]): (number | undefined)[] =>
  given.map((one) => (one === undefined ? undefined : (toKnownNumber(one) ?? Number.NaN)));
const texts = (given: readonly Value[]): string[] => given.map((one) => toKnownText(one) ?? '');

/** Methods of a text that need nothing but texts and numbers. */
const METHODS: Readonly<Record<string, TextMethod>> = {
  charAt: (text, given) => text.charAt(numbers(given)[0] ?? 0),
  at: (text, given) => text.at(numbers(given)[0] ?? 0),
  charCodeAt: (text, given) => text.charCodeAt(numbers(given)[0] ?? 0),
  codePointAt: (text, given) => text.codePointAt(numbers(given)[0] ?? 0),
  slice: (text, given) => text.slice(...numbers(given)),
  substring: (text, given) => text.substring(numbers(given)[0] ?? 0, numbers(given)[1]),
  substr: (text, given) => {
    const [from = 0, length] = numbers(given);
    const start = from < 0 ? Math.max(0, text.length + from) : from;
    return text.slice(start, length === undefined ? undefined : start + Math.max(0, length));
  },
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  toString: (text: string) => text,
  valueOf: (text: string) => text,
  indexOf: (text, given) => text.indexOf(texts(given)[0] ?? '', numbers(given)[1]),
  lastIndexOf: (text, given) => text.lastIndexOf(texts(given)[0] ?? ''),
  includes: (text, given) => text.includes(texts(given)[0] ?? ''),
  startsWith: (text, given) => text.startsWith(texts(given)[0] ?? ''),
  endsWith: (text, given) => text.endsWith(texts(given)[0] ?? ''),
  concat: (text, given) => text.concat(...texts(given)),
  repeat: (text, given) => {
    const times = Math.floor(numbers(given)[0] ?? 0);
    return times >= 0 && times * text.length <= LONGEST_TEXT ? text.repeat(times) : NOTHING_KNOWN;
  },
  padStart: (text, given) => text.padStart(Math.min(numbers(given)[0] ?? 0, 1_000), texts(given)[1] ?? ' '),
  padEnd: (text, given) => text.padEnd(Math.min(numbers(given)[0] ?? 0, 1_000), texts(given)[1] ?? ' '),
  italics: html('i'),
  bold: html('b'),
  sub: html('sub'),
  big: html('big'),
  small: html('small'),
  fontcolor: html('font', 'color'),
  link: html('a', 'href'),
};

export const TEXT_METHODS: ReadonlySet<string> = new Set([
  ...Object.keys(METHODS),
  ...['split', 'match', 'matchAll', 'replace', 'replaceAll', 'search', 'localeCompare', 'normalize'],
]);

/** What stands for a match: `$1` and `$&` of a text, or what a function makes of it. */
function replaced(text: string, [sought, by]: readonly Value[], isAll: boolean, call: CallValue): Value {
  const pattern = sought instanceof Pattern ? safePattern(sought.source, sought.flags) : toKnownText(sought);
  if (pattern === null) return NOTHING_KNOWN;
  const given = toKnownText(by);
  if (given !== null && typeof by !== 'object')
    return isAll && typeof pattern === 'string'
      ? text.replaceAll(pattern, given)
      : text.replace(pattern, given);
  let isUnknown = false;
  const make = (...match: unknown[]): string => {
    const parts = match.filter((part) => typeof part === 'string' || typeof part === 'number');
    const made = toKnownText(call(by, parts.slice(0, -1)));
    isUnknown ||= made === null;
    return made ?? '';
  };
  const whole = typeof pattern === 'string' ? text.replace(pattern, make) : text.replace(pattern, make);
  return isUnknown ? NOTHING_KNOWN : whole;
}

function divided(text: string, [by, limit]: readonly Value[]): Value {
  if (by === undefined) return new List([text]);
  const pattern = by instanceof Pattern ? safePattern(by.source, by.flags) : toKnownText(by);
  if (pattern === null) return NOTHING_KNOWN;
  const most = Math.min(MOST_ITEMS, limit === undefined ? MOST_ITEMS : (toKnownNumber(limit) ?? 0));
  return new List(text.split(pattern, most));
}

function matched(text: string, [sought]: readonly Value[]): Value {
  const pattern = sought instanceof Pattern ? safePattern(sought.source, sought.flags) : null;
  if (!pattern) return NOTHING_KNOWN;
  const found = text.match(pattern);
  return found === null ? null : new List([...found].slice(0, MOST_ITEMS));
}

/** What a method of a text gives. */
export function callTextMethod(text: string, name: string, given: readonly Value[], call: CallValue): Value {
  if (name === 'split') return divided(text, given);
  if (name === 'match') return matched(text, given);
  if (name === 'replace' || name === 'replaceAll') return replaced(text, given, name === 'replaceAll', call);
  if (given.some((one) => one instanceof BrowserPart || toKnownText(one) === null))
    return joinUnknown(...given);
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  const value = method ? method(text, given) : NOTHING_KNOWN;
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value;
}
