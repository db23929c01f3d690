import type { Hypothesis, Rank } from './hypothesis';
import { asWritten } from './in-body';
import {
  ascending,
  asHashMap,
  inPascalCase,
  inSnakeCase,
  withoutBlanks,
  withoutEmpties,
  withoutFalsy,
  withoutNulls,
  withoutTopBlanks,
  withoutTopFalsy,
  withoutTopNulls,
  withoutZeros,
} from './json/json-members';
import {
  asJava,
  asJavaDouble,
  asJavaScript,
  asNewtonsoft,
  asPhp,
  asPython,
  asQuoted,
  asRuby,
  asSeventeenDigits,
} from './json/json-numbers';
import { STRING_STYLES as STRINGS } from './json/json-strings';
import { type Arrange, COMPACT, type JsonStyle, SPACED } from './json/json-text';
import type { JsonWriter } from './json/json-writer';

const JACKSON_PRETTY: JsonStyle = { comma: ', ', colon: ' : ', indent: 2, isListInline: true };
const WIDE_COLON: JsonStyle = { comma: ',', colon: ' : ', indent: 2 };
const COLON_ONLY: JsonStyle = { comma: ',', colon: ': ', indent: null };
const TABS: JsonStyle = { comma: ',', colon: ':', indent: '\t' };
const both =
  (first: Arrange, second: Arrange): Arrange =>
  (members, depth) =>
    second(first(members, depth), depth);
const sortedWithoutNulls = both(withoutNulls, ascending);

/** Members that a mapper leaves out, or names in its own way. */
const members = <const Id extends string>(id: Id, arrange: Arrange, rank: Rank = 2) =>
  asWritten(id, 'body-members', { arrange }, rank);

export const MEMBER_HYPOTHESES = [
  members('body-nulls-removed', withoutNulls),
  members('body-blanks-removed', withoutBlanks, 3),
  members('body-empties-removed', withoutEmpties, 3),
  members('body-zeros-removed', withoutZeros, 3),
  members('body-falsy-removed', withoutFalsy, 3),
  members('body-top-nulls-removed', withoutTopNulls, 3),
  members('body-top-blanks-removed', withoutTopBlanks, 3),
  members('body-top-falsy-removed', withoutTopFalsy, 3),
  members('body-names-pascal', inPascalCase, 4),
  members('body-names-snake', inSnakeCase, 4),
] satisfies readonly Hypothesis[];

const numbers = <const Id extends string>(id: Id, write: JsonWriter['numbers'] & {}, rank: Rank = 3) =>
  asWritten(id, 'body-numbers', { numbers: write }, rank);

/** Numbers that were read and printed again, everything else untouched. */
export const NUMBER_HYPOTHESES = [
  numbers('body-numbers-as-doubles', asJavaDouble),
  numbers('body-numbers-javascript', asJavaScript),
  numbers('body-numbers-java', asJava),
  numbers('body-numbers-python', asPython),
  numbers('body-numbers-ruby', asRuby),
  numbers('body-numbers-php', asPhp),
  numbers('body-numbers-dotnet', asNewtonsoft),
  numbers('body-numbers-17-digits', asSeventeenDigits),
  numbers('body-numbers-quoted', asQuoted),
] satisfies readonly Hypothesis[];

const writer = <const Id extends string>(id: Id, how: JsonWriter, rank: Rank = 3) =>
  asWritten(id, 'body-escapes', how, rank);

/** Serialisers that read the body and wrote it again in their own way, which changes several things at once. */
export const WRITER_HYPOTHESES = [
  writer('writer-dotnet', { strings: STRINGS.dotnet, style: COMPACT }),
  writer('writer-dotnet-indented', { strings: STRINGS.dotnet, style: { ...SPACED, indent: 2 } }),
  writer('writer-dotnet-without-nulls', { strings: STRINGS.dotnet, style: COMPACT, arrange: withoutNulls }),
  writer('writer-dotnet-all-ranges', { strings: STRINGS.dotnetAllRanges, style: COMPACT }),
  writer('writer-dotnet-relaxed', { strings: STRINGS.dotnetRelaxed, style: COMPACT }),
  writer('writer-newtonsoft', { strings: STRINGS.plain, numbers: asNewtonsoft, style: COMPACT }),
  writer('writer-newtonsoft-html', { strings: STRINGS.newtonsoftHtml, style: COMPACT }),
  writer('writer-jackson', { strings: STRINGS.plain, numbers: asJava, style: COMPACT }),
  writer('writer-jackson-pretty', { style: JACKSON_PRETTY }),
  writer('writer-jackson-non-empty', {
    strings: STRINGS.plain,
    numbers: asJava,
    style: COMPACT,
    arrange: withoutEmpties,
  }),
  writer('writer-gson-map', {
    strings: STRINGS.gson,
    numbers: asJavaDouble,
    style: COMPACT,
    arrange: withoutNulls,
  }),
  writer('writer-gson-map-raw', {
    strings: STRINGS.plain,
    numbers: asJavaDouble,
    style: COMPACT,
    arrange: withoutNulls,
  }),
  writer('writer-gson-tree', { strings: STRINGS.gson, style: COMPACT, arrange: withoutNulls }),
  writer('writer-gson-pretty', {
    strings: STRINGS.gson,
    style: { ...SPACED, indent: 2 },
    arrange: withoutNulls,
  }),
  writer('writer-fastjson', { strings: STRINGS.plain, style: COMPACT, arrange: withoutNulls }),
  writer('writer-fastjson-hash-map', {
    strings: STRINGS.plain,
    style: COMPACT,
    arrange: both(withoutNulls, asHashMap),
  }),
  writer('writer-fastjson-sorted', { strings: STRINGS.plain, style: COMPACT, arrange: sortedWithoutNulls }),
  writer('writer-fastjson-browser', {
    strings: STRINGS.asciiUpper,
    style: COMPACT,
    arrange: withoutNulls,
  }),
  writer('writer-fastjson-pretty', { strings: STRINGS.plain, style: TABS, arrange: withoutNulls }),
  writer('writer-fastjson-single-quotes', {
    strings: STRINGS.singleQuotes,
    style: COMPACT,
    arrange: withoutNulls,
  }),
  writer('writer-go-map', { strings: STRINGS.go, numbers: asJavaScript, style: COMPACT, arrange: ascending }),
  writer('writer-go-map-raw', {
    strings: STRINGS.plain,
    numbers: asJavaScript,
    style: COMPACT,
    arrange: ascending,
  }),
  writer('writer-go-map-indented', {
    strings: STRINGS.go,
    numbers: asJavaScript,
    style: { ...SPACED, indent: 2 },
    arrange: ascending,
  }),
  writer('writer-php', {
    strings: STRINGS.php,
    numbers: asPhp,
    style: COMPACT,
    isEmptyObjectList: true,
  }),
  writer('writer-php-17-digits', {
    strings: STRINGS.php,
    numbers: asSeventeenDigits,
    style: COMPACT,
    isEmptyObjectList: true,
  }),
  writer('writer-php-raw', {
    strings: STRINGS.plain,
    numbers: asPhp,
    style: COMPACT,
    isEmptyObjectList: true,
  }),
  writer('writer-php-unicode', {
    strings: STRINGS.slash,
    numbers: asPhp,
    style: COMPACT,
    isEmptyObjectList: true,
  }),
  writer('writer-php-slashes', {
    strings: STRINGS.ascii,
    numbers: asPhp,
    style: COMPACT,
    isEmptyObjectList: true,
  }),
  writer('writer-php-hex', {
    strings: STRINGS.phpHex,
    numbers: asPhp,
    style: COMPACT,
    isEmptyObjectList: true,
  }),
  writer('writer-php-pretty', { strings: STRINGS.php, numbers: asPhp, style: { ...SPACED, indent: 4 } }),
  writer('writer-php-filtered', {
    strings: STRINGS.php,
    numbers: asPhp,
    style: COMPACT,
    arrange: withoutTopFalsy,
  }),
  writer('writer-php-sorted', { strings: STRINGS.php, numbers: asPhp, style: COMPACT, arrange: ascending }),
  writer('writer-python', { strings: STRINGS.ascii, numbers: asPython, style: SPACED }),
  writer('writer-python-compact', { strings: STRINGS.ascii, numbers: asPython, style: COMPACT }),
  writer('writer-python-raw', { strings: STRINGS.plain, numbers: asPython, style: SPACED }),
  writer('writer-python-sorted', {
    strings: STRINGS.ascii,
    numbers: asPython,
    style: SPACED,
    arrange: ascending,
  }),
  writer('writer-python-indented-2', {
    strings: STRINGS.ascii,
    numbers: asPython,
    style: { ...SPACED, indent: 2 },
  }),
  writer('writer-python-indented-4', {
    strings: STRINGS.ascii,
    numbers: asPython,
    style: { ...SPACED, indent: 4 },
  }),
  writer('writer-ruby', { strings: STRINGS.plain, numbers: asRuby, style: COMPACT }),
  writer('writer-rails', { strings: STRINGS.go, numbers: asRuby, style: COMPACT }),
  writer('writer-perl', {
    strings: STRINGS.plain,
    style: { ...WIDE_COLON, indent: 3 },
    arrange: ascending,
    end: '\n',
  }),
  writer('writer-swift', { strings: STRINGS.slash, style: COMPACT }),
  writer('writer-swift-pretty', { strings: STRINGS.slash, style: WIDE_COLON, arrange: ascending }),
] satisfies readonly Hypothesis[];

/** The order of a `java.util.HashMap`. */
export const HASH_MAP_HYPOTHESIS = asWritten('body-keys-hash-map', 'body-order', { arrange: asHashMap }, 3);
/** Layouts of one library each. */
export const FORMAT_HYPOTHESES = [
  asWritten('body-colon-spaces', 'body-format', { style: COLON_ONLY }, 3),
  asWritten('body-indented-tab', 'body-format', { style: { ...SPACED, indent: '\t' } }, 3),
] satisfies readonly Hypothesis[];
