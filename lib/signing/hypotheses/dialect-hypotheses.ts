import type { Hypothesis } from './hypothesis';
import { asWritten } from './in-body';
import { ascending, asHashMap, withoutBlanks, withoutEmpties, withoutNulls } from './json/json-members';
import { asJava, asJavaDouble, asJavaScript, asPhp, asPython } from './json/json-numbers';
import { STRING_STYLES as STRINGS } from './json/json-strings';
import { type Arrange, COMPACT, type JsonStyle, SPACED } from './json/json-text';
import type { JsonWriter } from './json/json-writer';

const DIALECTS: Readonly<Record<string, JsonWriter>> = {
  'JSON.stringify': { strings: STRINGS.plain, numbers: asJavaScript },
  Jackson: { strings: STRINGS.plain, numbers: asJava },
  fastjson: { strings: STRINGS.plain },
  Gson: { strings: STRINGS.gson },
  'Gson Map': { strings: STRINGS.gson, numbers: asJavaDouble },
  'Go json.Marshal': { strings: STRINGS.go, numbers: asJavaScript },
  'PHP json_encode': { strings: STRINGS.php, numbers: asPhp, isEmptyObjectList: true },
  'Python json.dumps': { strings: STRINGS.ascii, numbers: asPython },
  'System.Text.Json': { strings: STRINGS.dotnet },
};

/** The outermost object alone. */
const sortedTop: Arrange = (members, depth) => (depth === 0 ? ascending(members, depth) : members);
const ORDERS: Readonly<Record<string, Arrange | null>> = {
  '': null,
  sort: ascending,
  sortTop: sortedTop,
  HashMap: asHashMap,
};
const OMISSIONS: Readonly<Record<string, Arrange | null>> = {
  '': null,
  omitNull: withoutNulls,
  omitBlank: withoutBlanks,
  omitEmpty: withoutEmpties,
};
const STYLES: Readonly<Record<string, JsonStyle>> = {
  '': COMPACT,
  spaces: SPACED,
  'indent=2': { ...SPACED, indent: 2 },
  'indent=4': { ...SPACED, indent: 4 },
  'indent=tab': { ...SPACED, indent: '\t' },
  'pretty printer': { comma: ', ', colon: ' : ', indent: 2, isListInline: true },
};

/** One function for each pair, because arrangements of a body are kept by their function. */
const both = (first: Arrange | null, second: Arrange | null): Arrange | null =>
  first && second ? (members, depth) => second(first(members, depth), depth) : (first ?? second);

/**
 * Every serialiser with every order, omission and layout: what `WRITER_HYPOTHESES` names by itself, and the rest. They
 * are tried when nothing else explains a value, and a silent seller is not asked about them: there are hundreds.
 */
export const DIALECT_HYPOTHESES: readonly Hypothesis<'writer-dialect'>[] = Object.entries(ORDERS).flatMap(
  ([order, sort]) =>
    Object.entries(OMISSIONS).flatMap(([omission, omit]) => {
      const arrange = both(omit, sort);
      return Object.entries(STYLES).flatMap(([layout, style]) =>
        Object.entries(DIALECTS).map(([dialect, writer]) => {
          const how = { ...writer, style, ...(arrange ? { arrange } : {}) };
          const detail = [dialect, order, omission, layout].filter((part) => part !== '').join(' + ');
          return { ...asWritten('writer-dialect', 'body-escapes', how, 4), detail };
        }),
      );
    }),
);
