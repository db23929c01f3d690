import type { Parameter } from '../../canonical';
import { toBytes } from '../../encoding';
import { type Hypothesis, hypothesis, type Rank } from '../hypothesis';
import { python, ruby } from '../json/json-reprs';
import { BY_THE_RULE, type ParameterLayout, type Recipe } from '../recipe';
import {
  ASCII,
  ASIAN,
  GB18030,
  GBK,
  isAscii,
  LATIN1,
  LOW_BYTES,
  toUtf16,
  WINDOWS_1252,
} from '../text/charsets';
import { HTML_ESCAPERS, VALUE_FILTER_NAMES, VALUE_FILTERS } from '../text/input-filters';
import { component, ENCODERS, form, percentDecoded } from '../text/percent-encoders';

type Change = (parameters: readonly Parameter[]) => readonly Parameter[];

/** A mistake in the parameters under an `authToken`; null where none of them changes. */
export function inParameters<const Id extends string>(id: Id, slot: string, change: Change, rank: Rank = 2) {
  return hypothesis(
    id,
    slot,
    (recipe) => {
      if (recipe.message !== 'parameters') return null;
      const parameters = change(recipe.parameters);
      const isSame =
        parameters.length === recipe.parameters.length &&
        parameters.every(
          ([name, value], i) => recipe.parameters[i]?.[0] === name && recipe.parameters[i]?.[1] === value,
        );
      return isSame ? null : { ...recipe, parameters };
    },
    rank,
  );
}

const inValues = <const Id extends string>(id: Id, change: (value: string) => string, rank: Rank = 2) =>
  inParameters(id, 'parameter-values', (all) => all.map(([name, value]) => [name, change(value)]), rank);

const encoded = (detail: string, encode: (value: string) => string) => ({
  ...inValues('parameters-encoded-by', encode, 3),
  detail,
});

const inOrder = <const Id extends string>(id: Id, parameterOrder: Recipe['parameterOrder'], rank: Rank = 2) =>
  hypothesis(
    id,
    'parameterOrder',
    (recipe) => (recipe.message === 'parameters' ? { ...recipe, parameterOrder } : null),
    rank,
  );

const inLayout = (detail: string, layout: Partial<ParameterLayout>) => ({
  ...hypothesis(
    'parameters-joined',
    'layout',
    (recipe) =>
      recipe.message === 'parameters' ? { ...recipe, layout: { ...BY_THE_RULE, ...layout } } : null,
    3,
  ),
  detail,
});

/** What is signed where an object was turned into text that has none, or where nothing read the parameters. */
const standIn = (text: string) => ({
  ...hypothesis(
    'parameters-stand-in',
    'parameter-set',
    (recipe) =>
      recipe.message === 'parameters'
        ? { ...recipe, parameters: [], layout: { ...BY_THE_RULE, before: text } }
        : null,
    4,
  ),
  detail: text === '' ? '""' : text,
});
const IN_BRACES = { before: '{', behind: '}' } as const;

/** Filters of values that are no mistake of their own in the list below. */
const TRIMMED = inValues('parameters-trimmed', (value) => value.trim(), 3);
const FILTERED = VALUE_FILTER_NAMES.filter(
  (name) => !['trim', 'plusLost', 'percentDecoded'].includes(name),
).map((name) => ({ ...inValues('parameters-filtered', VALUE_FILTERS[name], 3), detail: name }));

const inCharset = (detail: string, charset: (text: string) => Uint8Array) => ({
  ...hypothesis(
    'parameters-in-charset',
    'charset',
    (recipe) =>
      recipe.message === 'parameters' && recipe.parameters.some(([, value]) => !isAscii(value))
        ? { ...recipe, charset }
        : null,
    3,
  ),
  detail,
});

export const without = <const Id extends string>(
  id: Id,
  isLeftOut: (parameter: Parameter) => boolean,
  rank: Rank = 2,
) => inParameters(id, 'parameter-set', (all) => all.filter((parameter) => !isLeftOut(parameter)), rank);

export const PARAMETER_HYPOTHESES = [
  inValues('parameters-plus-lost', (value) => value.replaceAll('+', ' '), 1),
  inValues('parameters-not-decoded', component),
  inValues('parameters-not-form-decoded', form),
  inValues('parameters-decoded-twice', percentDecoded),
  inValues('parameters-encoded-twice', (value) => form(form(value))),
  inValues('parameters-encoded-twice', (value) => component(component(value)), 3),
  ...Object.entries(ENCODERS).map(([name, encode]) => encoded(name, encode)),
  ...FILTERED,
  ...['null', 'undefined', 'None', 'nil', '""', '[]', '0'].map((word) => ({
    ...inValues('parameters-empty-as', (value) => (value === '' ? word : value), 3),
    detail: word,
  })),
  TRIMMED,
  inOrder('parameters-as-received', 'as-received'),
  inOrder('parameters-descending', 'descending'),
  inOrder('parameters-ignoring-case', 'ignoring-case'),
  inOrder('parameters-by-value', 'by-value', 3),
  inParameters(
    'parameters-names-lower-case',
    'parameter-names',
    (all) => all.map(([name, value]) => [name.toLowerCase(), value]),
    3,
  ),
  without('parameters-empty-removed', ([, value]) => value === '', 1),
  without('parameters-falsy-removed', ([, value]) => value === '' || value === '0', 3),
  without('parameters-without-timestamp', ([name]) => name === 'timeStamp'),
  without('parameters-without-test-flag', ([name]) => name === 'testFlag'),
  hypothesis(
    'parameters-query-as-sent',
    'parameter-values',
    (recipe) =>
      recipe.message === 'parameters' && recipe.query !== null && recipe.query !== ''
        ? { ...recipe, isQueryUsed: true }
        : null,
    3,
  ),
  inLayout('a=1b=2', { joiner: '' }),
  inLayout('a1b2', { equals: '', joiner: '' }),
  inLayout('a1&b2', { equals: '' }),
  inLayout('a:1&b:2', { equals: ':' }),
  inLayout('a=1,b=2', { joiner: ',' }),
  inLayout('a=1|b=2', { joiner: '|' }),
  inLayout('a=1;b=2', { joiner: ';' }),
  inLayout('a=1\\nb=2', { joiner: '\n' }),
  inLayout('12', { hasNames: false, joiner: '' }),
  inLayout('1&2', { hasNames: false }),
  inLayout('1,2', { hasNames: false, joiner: ',' }),
  inLayout('{a=1, b=2}', { before: '{', joiner: ', ', behind: '}' }),
  inLayout('[a=1, b=2]', { before: '[', joiner: ', ', behind: ']' }),
  inLayout('{"a":"1","b":"2"}', { ...IN_BRACES, quote: JSON.stringify, equals: ':', joiner: ',' }),
  inLayout('{"a": "1", "b": "2"}', { ...IN_BRACES, quote: JSON.stringify, equals: ': ', joiner: ', ' }),
  inLayout("{'a': '1', 'b': '2'}", { ...IN_BRACES, quote: python, equals: ': ', joiner: ', ' }),
  inLayout("[('a', '1'), ('b', '2')]", {
    ...{ before: '[(', behind: ')]', quote: python, equals: ', ', joiner: '), (' },
  }),
  inLayout('{"a"=>"1", "b"=>"2"}', { ...IN_BRACES, quote: ruby, equals: '=>', joiner: ', ' }),
  inLayout('map[a:1 b:2]', { before: 'map[', behind: ']', equals: ':', joiner: ' ' }),
  ...Object.entries({ encodeURIComponent: component, ...ENCODERS }).map(([name, whole]) =>
    inLayout(`${name}(a=1&b=2)`, { whole }),
  ),
  inLayout('A=1&B=2', { whole: (text) => text.toUpperCase() }),
  inLayout('lower case', { whole: (text) => text.toLowerCase() }),
  inLayout('a=1&b=2&', { behind: '&' }),
  inLayout('&a=1&b=2', { before: '&' }),
  inLayout('?a=1&b=2', { before: '?' }),
  inLayout('a=1&b=2&key=accessKey', { behind: '&key={key}' }),
  inLayout('a=1&b=2&accessKey=accessKey', { behind: '&accessKey={key}' }),
  inLayout('a=1&b=2accessKey', { behind: '{key}' }),
  inLayout('accessKeya=1&b=2', { before: '{key}' }),
  inLayout('accessKeya=1&b=2accessKey', { before: '{key}', behind: '{key}' }),
  ...['Array', '[object Object]', '', '{}', '[]', 'null', 'undefined', 'None'].map(standIn),
  inCharset('UTF-16LE', (text) => toUtf16(text, true)),
  ...[GBK, LATIN1, LOW_BYTES, GB18030, WINDOWS_1252, ...ASIAN].map(({ name, encode }) =>
    inCharset(name, encode),
  ),
  ...[LATIN1, GBK, WINDOWS_1252, ...ASIAN, ASCII].map(({ name, decode }) => ({
    ...inValues('parameters-misread-as', (value) => decode(toBytes(value)), 3),
    detail: name,
  })),
] satisfies readonly Hypothesis[];

const ESCAPED = HTML_ESCAPERS.map((toHtml) => ({
  ...inValues('parameters-filtered', toHtml, 3),
  detail: 'html',
}));
const ENCODINGS = Object.entries({ encodeURIComponent: component, form, ...ENCODERS });
const ENCODED_TWICE = ENCODINGS.flatMap(([first, encode]) =>
  ENCODINGS.map(([second, again]) => ({
    ...inValues('parameters-encoded-twice', (value) => again(encode(value)), 3),
    detail: `${first} + ${second}`,
  })),
);
const ENDINGS = PARAMETER_HYPOTHESES.filter(({ id }) =>
  /^parameters-(?:encoded-by|not-decoded|not-form-decoded|empty-removed|empty-as)$/.test(id),
);
/** What filters do to values, what is done to them behind that, and what takes any two encoders. */
export const PARAMETER_CHANGES = {
  firsts: [TRIMMED, ...FILTERED, ...ESCAPED],
  seconds: [...FILTERED, TRIMMED, ...ENDINGS],
  alone: ENCODED_TWICE,
};
