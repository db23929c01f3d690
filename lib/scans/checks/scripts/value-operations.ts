import {
  BrowserPart,
  Closure,
  isKnown,
  joinUnknown,
  knownBeginning,
  List,
  Method,
  NOTHING_KNOWN,
  Pattern,
  Table,
  toKnownNumber,
  toKnownText,
  toTruth,
  Unknown,
  type Value,
} from './known-values';
import { languageMember } from './language-functions';
import { LIST_METHODS } from './list-methods';
import { LONGEST_TEXT, TEXT_METHODS } from './text-methods';

const NUMBERS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};

const isText = (value: Value): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null);

function sum(left: Value, right: Value): Value {
  if (!isText(left) && !isText(right)) return (toKnownNumber(left) ?? 0) + (toKnownNumber(right) ?? 0);
  const [a, b] = [toKnownText(left), toKnownText(right)];
  if (a !== null && b !== null) return a.length + b.length > LONGEST_TEXT ? new Unknown([], a) : a + b;
  const { sources } = joinUnknown(left, right);
  const beginning = a === null ? knownBeginning(left) : a + knownBeginning(right);
  return new Unknown(sources, beginning.slice(0, LONGEST_TEXT));
}

function compared(sign: string, left: Value, right: Value): Value {
  const isSame = left === right;
  switch (sign) {
    case '===':
      return isSame;
    case '!==':
      return !isSame;
    case '==':
    case '!=': {
      const isNothing = (value: Value) => value === null || value === undefined;
      const isLoose = isNothing(left)
        ? isNothing(right)
        : !isNothing(right) && toKnownText(left) === toKnownText(right);
      return (isSame || isLoose) === (sign === '==');
    }
  }
  const areTexts = typeof left === 'string' && typeof right === 'string';
  const [a, b] = areTexts ? [left, right] : [toKnownNumber(left), toKnownNumber(right)];
  if (a === null || b === null) return NOTHING_KNOWN;
  return sign === '<' ? a < b : sign === '>' ? a > b : sign === '<=' ? a <= b : a >= b;
}

/** What a sign between two values gives. */
export function operate(sign: string, left: Value, right: Value): Value {
  if (sign === '+') return sum(left, right);
  if (!isKnown(left) || !isKnown(right) || sign === 'in' || sign === 'instanceof')
    return joinUnknown(left, right);
  const calculate = NUMBERS[sign];
  if (!calculate) return compared(sign, left, right);
  const [a, b] = [toKnownNumber(left), toKnownNumber(right)];
  return a === null || b === null ? NOTHING_KNOWN : calculate(a, b);
}

function typeName(value: Value): Value {
  if (!isKnown(value)) return joinUnknown(value);
  if (value instanceof Closure || value instanceof Method) return 'function';
  return typeof value;
}

/** What a sign in front of a value gives. */
export function negate(sign: string, value: Value): Value {
  if (sign === 'void') return undefined;
  if (sign === 'delete') return true;
  if (sign === 'typeof') return typeName(value);
  if (sign === '!') {
    const truth = toTruth(value);
    return truth === null ? joinUnknown(value) : !truth;
  }
  if (sign === 'await' || sign === 'yield' || sign === '...') return value;
  if (!isKnown(value)) return joinUnknown(value);
  const number = toKnownNumber(value);
  if (number === null) return NOTHING_KNOWN;
  return sign === '-' ? -number : sign === '~' ? ~number : number;
}

const CONSTRUCTORS: readonly [(value: Value) => boolean, string][] = [
  [(value) => typeof value === 'string', 'String'],
  [(value) => typeof value === 'number', 'Number'],
  [(value) => typeof value === 'boolean', 'Boolean'],
  [(value) => value instanceof List, 'Array'],
  [(value) => value instanceof Pattern, 'RegExp'],
  [(value) => value instanceof Closure || value instanceof Method, 'Function'],
  [(value) => value instanceof Table, 'Object'],
];
const OF_OTHERS: ReadonlySet<string> = new Set(['toString', 'toFixed', 'valueOf', 'test', 'exec']);
const OF_TABLES = /^(?:hasOwnProperty|toString|valueOf|propertyIsEnumerable)$/;

/** A member of a value of the language; those of a browser's parts are known elsewhere. */
export function readMember(owner: Value, name: string): Value {
  if (owner === null || owner === undefined || owner instanceof BrowserPart) return NOTHING_KNOWN;
  if (owner instanceof Unknown)
    return owner.sources.length === 0 ? NOTHING_KNOWN : new Unknown(owner.sources);
  const isHolder = owner instanceof List || owner instanceof Table || owner instanceof Closure;
  if (isHolder && owner.members.has(name)) return owner.members.get(name);
  if (name === 'constructor') {
    const [, constructorName] = CONSTRUCTORS.find(([isOfKind]) => isOfKind(owner)) ?? [];
    return constructorName === undefined ? NOTHING_KNOWN : new Method(null, constructorName);
  }
  const items = typeof owner === 'string' ? owner : owner instanceof List ? owner.items : null;
  if (items !== null && name === 'length') return items.length;
  if (items !== null && /^\d{1,7}$/.test(name)) return items[Number(name)];
  if (owner instanceof Table) return OF_TABLES.test(name) ? new Method(owner, name) : undefined;
  if (owner instanceof Closure && name === 'prototype') {
    const prototype = new Table();
    owner.members.set(name, prototype);
    return prototype;
  }
  const isFunction = owner instanceof Closure || owner instanceof Method;
  if (isFunction && /^(?:call|apply|bind)$/.test(name)) return new Method(owner, name);
  if (owner instanceof Method) return owner.owner === null ? languageMember(owner.name, name) : NOTHING_KNOWN;
  if (isFunction) return NOTHING_KNOWN;
  const methods = typeof owner === 'string' ? TEXT_METHODS : owner instanceof List ? LIST_METHODS : OF_OTHERS;
  return methods.has(name) ? new Method(owner, name) : undefined;
}
