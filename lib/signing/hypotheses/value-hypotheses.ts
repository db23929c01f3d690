import type { Hypothesis, Rank } from './hypothesis';
import { asWritten, inJson } from './in-body';
import { printedValue } from './json/json-reprs';
import { type JsonText, jsonTokens, withContainers } from './json/json-text';
import type { ValueWriter } from './json/json-writer';
import { HTML_ESCAPERS, VALUE_FILTER_NAMES, VALUE_FILTERS } from './text/input-filters';

const isText = (token: string) => token.startsWith('"');

/** A filter in every text; those that it leaves alone keep the escapes that they had. */
const filtered =
  (change: (text: string) => string): ValueWriter =>
  (token) => {
    if (!isText(token)) return token;
    const text = String(JSON.parse(token));
    const changed = change(text);
    return changed === text ? token : JSON.stringify(changed);
  };

const inTexts = (detail: string, change: (text: string) => string) => ({
  ...asWritten('body-values-filtered', 'body-values', { values: filtered(change) }, 4),
  detail,
});
const becoming = (detail: string, values: ValueWriter, rank: Rank = 3) => ({
  ...asWritten('body-values-changed', 'body-values', { values }, rank),
  detail,
});
const instead = (from: string, to: string, rank: Rank = 3) =>
  becoming(`${from} → ${to}`, (token) => (token === from ? to : token), rank);

const NUMERIC = /^"\s*-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*"$/;
/** A text of digits as PHP's JSON_NUMERIC_CHECK and loose mappers write it: `"007"` becomes 7. */
const asNumber: ValueWriter = (token) =>
  NUMERIC.test(token) ? JSON.stringify(Number(token.slice(1, -1))) : token;
const asText: ValueWriter = (token) => (isText(token) ? token : `"${token}"`);
const asWord =
  (words: Readonly<Record<string, string>>): ValueWriter =>
  (token) =>
    words[token] ?? token;

/** What became of lists and objects inside the outermost object, where a mapper had a text for them. */
const nested = (detail: string, print: (json: JsonText) => string, isOfTexts = false) => ({
  ...inJson(
    'body-nested-as-text',
    'body-values',
    (json) =>
      withContainers(json, (tokens) => [
        JSON.stringify(print({ ...json, tokens, end: '', arrangements: new Map() })),
      ]),
    isOfTexts ? 4 : 3,
  ),
  detail,
});
const compactText = ({ tokens }: JsonText) => tokens.join('');

/** Texts that hold JSON, as a mapper reads them that knows only objects there. */
const heldJson: ValueWriter = (token) => {
  if (!/^"\s*(?:\{|\[|\\)/.test(token)) return token;
  const text = String(JSON.parse(token));
  return jsonTokens(text)?.join('') ?? token;
};

/** Single values that changed on the way through a seller's program. */
export const VALUE_HYPOTHESES = [
  instead('null', '""'),
  instead('null', '"null"'),
  instead('null', '"undefined"', 4),
  instead('null', '"None"', 4),
  instead('null', '0', 4),
  instead('null', '[]', 4),
  instead('null', '{}', 4),
  instead('""', 'null'),
  instead('""', '"null"', 4),
  instead('"null"', 'null', 4),
  instead('"null"', '""', 4),
  instead('0', 'null', 4),
  instead('{}', 'null', 4),
  becoming('"1" → 1', asNumber),
  becoming('1, true, null → "1", "true", "null"', asText),
  becoming('true → 1', asWord({ true: '1', false: '0' }), 4),
  becoming('true → "1"', asWord({ true: '"1"', false: '"0"' }), 4),
  becoming('true → "1", false → ""', asWord({ true: '"1"', false: '""' }), 4),
  becoming('true → "true"', asWord({ true: '"true"', false: '"false"' }), 4),
  becoming('true → "True"', asWord({ true: '"True"', false: '"False"' }), 4),
  becoming('"true" → true', asWord({ '"true"': 'true', '"false"': 'false' }), 4),
  becoming('"{…}" → {…}', heldJson, 4),
  nested('JSON', compactText),
  nested('Java', (json) => printedValue(json, 'java')),
  nested('Python', (json) => printedValue(json, 'python')),
  nested('Go', (json) => printedValue(json, 'go'), true),
  nested('Ruby', (json) => printedValue(json, 'ruby'), true),
  nested('[object Object]', (json) => (json.tokens[0] === '[' ? joinedItems(json) : '[object Object]'), true),
  nested('Array', () => 'Array', true),
  ...VALUE_FILTER_NAMES.map((name) => inTexts(name, VALUE_FILTERS[name])),
] satisfies readonly Hypothesis[];

/** `String([…])` of JavaScript. */
const joinedItems = ({ tokens }: JsonText): string => String(JSON.parse(tokens.join('')));

/** The rest of the ways to write text into HTML. */
export const ESCAPED_VALUE_HYPOTHESES = HTML_ESCAPERS.map((toHtml) => inTexts('html', toHtml));
