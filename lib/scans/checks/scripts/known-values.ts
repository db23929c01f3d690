import type { FunctionExpression } from './script-syntax';

/** Where something that is known only in a browser comes from. */
export type Source = 'referrer' | 'agent' | 'input' | 'password' | 'cookie' | 'store' | 'keys' | 'answer';

/** What is not known: where it comes from, and the beginning of its text as far as that is known. */
export class Unknown {
  constructor(
    readonly sources: readonly Source[] = [],
    readonly beginning = '',
  ) {}
}
export class List {
  readonly members = new Map<string, Value>();
  constructor(readonly items: Value[]) {}
}
export class Table {
  readonly members = new Map<string, Value>();
}
/** A function of the script, with the names around it. */
export class Closure {
  readonly members = new Map<string, Value>();
  isRead = false;
  /** Its code is the value of a text. */
  isMadeCode = false;
  constructor(
    readonly code: FunctionExpression,
    readonly scope: NameScope,
  ) {}
}
/** A function of the language; one of a value has that value as its owner. */
export class Method {
  constructor(
    readonly owner: Value,
    readonly name: string,
  ) {}
}
export class Pattern {
  constructor(
    readonly source: string,
    readonly flags: string,
  ) {}
}
/** Something that a browser has, by the way to it: `document.body`; `node`: an element that the script made. */
export class BrowserPart {
  readonly members = new Map<string, Value>();
  constructor(
    readonly path: string,
    readonly node: MadeElement | null = null,
  ) {}
}
export type MadeElement = { name: string; attributes: Map<string, Value>; styles: Map<string, string> };

export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | Unknown
  | List
  | Table
  | Closure
  | Method
  | Pattern
  | BrowserPart;

/** The names of a function and of what is around it. */
export class NameScope {
  readonly names = new Map<string, Value>();
  constructor(readonly around: NameScope | null) {}

  /** The scope that declares a name. */
  find(name: string): NameScope | null {
    for (let scope: NameScope | null = this; scope; scope = scope.around)
      if (scope.names.has(name)) return scope;
    return null;
  }
}

export const NOTHING_KNOWN = new Unknown();

export const isKnown = (value: Value): boolean =>
  !(value instanceof Unknown) && !(value instanceof BrowserPart);

const WATCHED: readonly [RegExp, Source][] = [
  [/^document\.referrer$/, 'referrer'],
  [/^navigator\.(?:userAgent|userAgentData|appVersion|platform|vendor|maxTouchPoints)$/, 'agent'],
  [/^(?:screen\.(?:width|availWidth)|innerWidth|document\.(?:documentElement|body)\.clientWidth)$/, 'agent'],
  [/^document\.cookie$/, 'cookie'],
  [/\.(?:value|serialize|serializeArray|val)$|^FormData$|^event\.(?:key|keyCode|which|code|data)$/, 'input'],
  [/^event\.(?:key|keyCode|which|charCode)$/, 'keys'],
  [/^(?:localStorage|sessionStorage)\./, 'store'],
  [/^(?:response|connection\.response)/, 'answer'],
];

/** Where a value comes from, with what a list or table holds. */
export function listSources(value: Value, depth = 0): readonly Source[] {
  if (value instanceof Unknown) return value.sources;
  if (value instanceof BrowserPart)
    return WATCHED.filter(([path]) => path.test(value.path)).map(([, source]) => source);
  if (depth > 4) return [];
  if (value instanceof List) return value.items.slice(0, 50).flatMap((item) => listSources(item, depth + 1));
  if (value instanceof Table)
    return [...value.members.values()].slice(0, 50).flatMap((member) => listSources(member, depth + 1));
  return [];
}

export const joinUnknown = (...values: readonly Value[]): Unknown => {
  const sources = new Set(values.flatMap((value) => listSources(value)));
  return sources.size === 0 ? NOTHING_KNOWN : new Unknown([...sources]);
};

const GLOBAL_TEXT = /^(?:Array|Boolean|Function|Number|Object|RegExp|String|Date)$/;

/** A value as a text; null where it is not known. */
export function toKnownText(value: Value, depth = 0): string | null {
  if (value instanceof Unknown || value instanceof Closure || depth > 8) return null;
  if (value instanceof BrowserPart) return value.path === 'iterator' ? '[object Array Iterator]' : null;
  if (value instanceof List) {
    const texts = value.items.map((item) =>
      item === null || item === undefined ? '' : toKnownText(item, depth + 1),
    );
    return texts.includes(null) ? null : texts.join(',');
  }
  if (value instanceof Table) return '[object Object]';
  if (value instanceof Pattern) return `/${value.source}/${value.flags}`;
  if (!(value instanceof Method)) return String(value);
  const name = value.name.split('.').at(-1) ?? '';
  if (value.owner === null && /^(?:Math|JSON)$/.test(name)) return `[object ${name}]`;
  return value.owner !== null || GLOBAL_TEXT.test(name) || /^[a-z]/.test(name)
    ? `function ${name}() { [native code] }`
    : null;
}

/** The text of a value as far as it is known, also where the rest is not. */
export const knownBeginning = (value: Value): string =>
  value instanceof Unknown ? value.beginning : (toKnownText(value) ?? '');

/** A value as a number; null where it is not known. */
export function toKnownNumber(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (value instanceof Closure || value instanceof Method || value instanceof Table) return Number.NaN;
  const isPlain = typeof value === 'boolean' || value === null || value === undefined;
  if (isPlain) return Number(value);
  const text = toKnownText(value);
  return text === null ? null : Number(text);
}

/** Whether a value counts as true; null where it is not known. */
export function toTruth(value: Value): boolean | null {
  if (value instanceof Unknown) return null;
  if (value instanceof BrowserPart) return value.node === null ? null : true;
  return typeof value === 'object' && value !== null ? true : Boolean(value);
}
