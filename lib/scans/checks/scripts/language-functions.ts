import {
  joinUnknown,
  knownBeginning,
  List,
  Method,
  NOTHING_KNOWN,
  Pattern,
  Table,
  toKnownNumber,
  toKnownText,
  Unknown,
  type Value,
} from './known-values';
import { LONGEST_TEXT } from './text-methods';

/** Functions of one text. */
const OF_TEXT: Readonly<Record<string, (text: string) => Value>> = {
  unescape,
  escape,
  decodeURIComponent,
  decodeURI,
  encodeURIComponent,
  encodeURI,
  atob: (text) => Buffer.from(text.replace(/\s/g, ''), 'base64').toString('latin1'),
  btoa: (text) => Buffer.from(text, 'latin1').toString('base64'),
  'JSON.parse': (text) => fromJson(JSON.parse(text), 0),
};

/** Functions of values that are all known. */
const OF_KNOWN: Readonly<Record<string, (given: readonly Value[]) => Value>> = {
  String: ([value]) => (value === undefined ? '' : toKnownText(value)),
  Number: ([value]) => toKnownNumber(value),
  Boolean: ([value]) => Boolean(value),
  isNaN: ([value]) => Number.isNaN(toKnownNumber(value)),
  parseInt: ([value, base]) =>
    Number.parseInt(
      toKnownText(value) ?? '',
      base === undefined ? undefined : (toKnownNumber(base) ?? undefined),
    ),
  parseFloat: ([value]) => Number.parseFloat(toKnownText(value) ?? ''),
  'Number.parseInt': (given) => OF_KNOWN.parseInt?.(given),
  'String.fromCharCode': (given) => String.fromCharCode(...given.map((one) => toKnownNumber(one) ?? 0)),
  'String.fromCodePoint': (given) =>
    String.fromCodePoint(
      ...given.map((one) => Math.min(0x10_ffff, Math.max(0, Math.trunc(toKnownNumber(one) ?? 0)))),
    ),
  'Math.floor': ([value]) => Math.floor(toKnownNumber(value) ?? Number.NaN),
  'Math.round': ([value]) => Math.round(toKnownNumber(value) ?? Number.NaN),
  'Math.ceil': ([value]) => Math.ceil(toKnownNumber(value) ?? Number.NaN),
  'Math.abs': ([value]) => Math.abs(toKnownNumber(value) ?? Number.NaN),
  'Math.pow': ([value, by]) => (toKnownNumber(value) ?? Number.NaN) ** (toKnownNumber(by) ?? Number.NaN),
  'Math.max': (given) => Math.max(...given.map((one) => toKnownNumber(one) ?? Number.NaN)),
  'Math.min': (given) => Math.min(...given.map((one) => toKnownNumber(one) ?? Number.NaN)),
};

/** Functions that work with lists and tables, whatever these hold. */
const OF_ANY: Readonly<Record<string, (given: readonly Value[]) => Value>> = {
  Array: (given) => {
    const [length] = given;
    const isLength = given.length === 1 && typeof length === 'number';
    return new List(
      isLength ? new Array<Value>(Math.min(Math.max(0, length), 4_096)).fill(undefined) : [...given],
    );
  },
  'Array.from': ([value]) =>
    value instanceof List
      ? new List([...value.items])
      : typeof value === 'string'
        ? new List([...value])
        : NOTHING_KNOWN,
  'Array.isArray': ([value]) => value instanceof List,
  Uint8Array: ([value]) => (value instanceof List ? new List([...value.items]) : NOTHING_KNOWN),
  Object: ([value]) => value ?? new Table(),
  'Object.keys': ([value]) =>
    value instanceof Table ? new List([...value.members.keys()]) : joinUnknown(value),
  RegExp: ([source, flags]) => {
    const text =
      source instanceof Pattern ? source.source : source === undefined ? '(?:)' : toKnownText(source);
    return text === null
      ? NOTHING_KNOWN
      : new Pattern(text, flags === undefined ? '' : (toKnownText(flags) ?? ''));
  },
  'JSON.stringify': ([value]) => (value instanceof Unknown ? value : joinUnknown(value)),
};

const OBJECTS = new Set([
  'String',
  'Math',
  'JSON',
  'Array',
  'Object',
  'Number',
  'Function',
  'Date',
  'RegExp',
  'Boolean',
]);

export const LANGUAGE_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(OF_TEXT),
  ...Object.keys(OF_KNOWN),
  ...Object.keys(OF_ANY),
  ...OBJECTS,
  'eval',
  'execScript',
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'queueMicrotask',
]);

/** A member of a global object of the language: `String.fromCharCode`. */
export const languageMember = (object: string, name: string): Value =>
  LANGUAGE_NAMES.has(`${object}.${name}`) || (OBJECTS.has(object) && name !== 'prototype')
    ? new Method(null, `${object}.${name}`)
    : NOTHING_KNOWN;

/** A value as JSON holds it. */
function fromJson(json: unknown, depth: number): Value {
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' || json === null)
    return json;
  if (typeof json !== 'object' || depth > 12) return NOTHING_KNOWN;
  if (Array.isArray(json)) return new List(json.map((item) => fromJson(item, depth + 1)));
  const table = new Table();
  for (const [name, member] of Object.entries(json)) table.members.set(name, fromJson(member, depth + 1));
  return table;
}

const find = <T>(functions: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined;

/** What a function of the language gives; what cannot be worked out is unknown. */
export function callLanguage(name: string, given: readonly Value[]): Value {
  const [first] = given;
  const ofAny = find(OF_ANY, name);
  if (ofAny) return ofAny(given);
  const ofText = find(OF_TEXT, name);
  const ofKnown = find(OF_KNOWN, name);
  if (given.some((one) => toKnownText(one) === null)) {
    const isAddress = name === 'String' || /^(?:de|en)codeURI/.test(name);
    return isAddress && first instanceof Unknown
      ? new Unknown(first.sources, knownBeginning(first))
      : joinUnknown(...given);
  }
  try {
    const value = ofText ? ofText(toKnownText(first) ?? '') : ofKnown ? ofKnown(given) : NOTHING_KNOWN;
    return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value;
  } catch {
    return NOTHING_KNOWN;
  }
}
