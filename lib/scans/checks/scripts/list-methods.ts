import {
  BrowserPart,
  joinUnknown,
  List,
  NOTHING_KNOWN,
  toKnownNumber,
  toKnownText,
  toTruth,
  type Value,
} from './known-values';
import type { CallValue } from './text-methods';

const MOST_ITEMS = 65_536;

const position = (value: Value): number | undefined =>
  value === undefined ? undefined : (toKnownNumber(value) ?? undefined);

function joinedItems({ items }: List, by: Value): Value {
  const between = by === undefined ? ',' : toKnownText(by);
  const parts = items.map((item) => (item === null || item === undefined ? '' : toKnownText(item)));
  return between === null || parts.includes(null) ? joinUnknown(...items) : parts.join(between);
}

type ListMethod = (list: List, given: readonly Value[], call: CallValue) => Value;

/** Methods of a list; those that change it change it. */
const METHODS: Readonly<Record<string, ListMethod>> = {
  push: ({ items }, given) => {
    if (items.length < MOST_ITEMS) items.push(...given);
    return items.length;
  },
  unshift: ({ items }, given) => {
    if (items.length < MOST_ITEMS) items.unshift(...given);
    return items.length;
  },
  pop: ({ items }) => items.pop(),
  shift: ({ items }) => items.shift(),
  reverse: (list) => {
    list.items.reverse();
    return list;
  },
  join: (list, [by]) => joinedItems(list, by),
  toString: (list: List) => joinedItems(list, ','),
  slice: ({ items }, [from, until]) => new List(items.slice(position(from), position(until))),
  splice: ({ items }, [from, count, ...added]) =>
    new List(items.splice(position(from) ?? 0, position(count) ?? items.length, ...added)),
  concat: ({ items }, given) =>
    new List(
      [...items, ...given.flatMap((one) => (one instanceof List ? one.items : [one]))].slice(0, MOST_ITEMS),
    ),
  indexOf: ({ items }, [sought]) => items.indexOf(sought),
  includes: ({ items }, [sought]) => items.includes(sought),
  at: ({ items }, [index]) => items.at(position(index) ?? 0),
  fill: (list, [value]) => {
    list.items.fill(value);
    return list;
  },
  sort: (list, [compare]) => {
    if (compare !== undefined) return NOTHING_KNOWN;
    list.items.sort((a, b) => ((toKnownText(a) ?? '') < (toKnownText(b) ?? '') ? -1 : 1));
    return list;
  },
  entries: () => new BrowserPart('iterator'),
  map: ({ items }, [change], call) => new List(items.map((item, index) => call(change, [item, index]))),
  forEach: ({ items }, [callee], call) => {
    for (const [index, item] of items.entries()) call(callee, [item, index]);
    return undefined;
  },
  filter: ({ items }, [test], call) =>
    new List(items.filter((item, index) => toTruth(call(test, [item, index])) !== false)),
  some: ({ items }, [test], call) => items.some((item, index) => toTruth(call(test, [item, index])) === true),
  every: ({ items }, [test], call) =>
    items.every((item, index) => toTruth(call(test, [item, index])) !== false),
  find: ({ items }, [test], call) => items.find((item, index) => toTruth(call(test, [item, index])) === true),
  reduce: ({ items }, given, call) => {
    const [callee] = given;
    const rest = given.length > 1 ? items : items.slice(1);
    return rest.reduce<Value>(
      (sum, item, index) => call(callee, [sum, item, index + (items.length - rest.length)]),
      given.length > 1 ? given[1] : items[0],
    );
  },
};

export const LIST_METHODS: ReadonlySet<string> = new Set([
  ...Object.keys(METHODS),
  ...['flat', 'flatMap', 'keys', 'values', 'findIndex', 'lastIndexOf', 'reduceRight', 'copyWithin'],
]);

/** What a method of a list gives. */
export function callListMethod(list: List, name: string, given: readonly Value[], call: CallValue): Value {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  return method ? method(list, given, call) : joinUnknown(list, ...given);
}
