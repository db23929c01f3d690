import { toBytes } from '../../encoding';
import { pascalName, snakeName } from './json-members';
import { asPhp, asPython, asRuby, type NumberWriter } from './json-numbers';
import { python, ruby } from './json-reprs';
import { isContainer, type JsonNode, listNodeMembers } from './json-tree';
import { nodePrint } from './node-print';

/** What a class is called; the member that holds the object, capitalised, where it is not the outermost. */
type Print = (node: JsonNode, className: string) => string;

type Style = {
  open(className: string): string;
  close: string;
  comma: string;
  equals: string;
  writeName?(name: string): string;
  text(value: string): string;
  words?: Readonly<Record<string, string>>;
  numbers?: NumberWriter;
  list?: readonly [open: string, close: string, comma: string];
  /** Members without their names, as Go prints a struct. */
  isNameless?: boolean;
};

const asIs = (text: string) => text;
const singularClass = (name: string) =>
  pascalName(name)
    .replace(/List$/, '')
    .replace(/(?<=[a-z])s$/, '');

function styled(style: Style): Print {
  const { close, comma, equals, writeName = asIs, words = {}, numbers = asIs, isNameless = false } = style;
  const [open, end, between] = style.list ?? ['[', ']', ', '];
  const print: Print = (node, className) => {
    if (node.kind === 'text') return style.text(node.text);
    if (node.kind === 'number') return numbers(node.literal);
    if (node.kind === 'list')
      return open + node.items.map((item) => print(item, className)).join(between) + end;
    if (node.kind !== 'object') return words[node.literal] ?? node.literal;
    const members = node.members.map(
      ([name, value]) => (isNameless ? '' : writeName(name) + equals) + print(value, singularClass(name)),
    );
    return style.open(className) + members.join(comma) + close;
  };
  return print;
}

const PYTHON_WORDS = { null: 'None', true: 'True', false: 'False' };
const quoted = (text: string) => `'${text}'`;
const named = (open: string) => (className: string) => className + open;
const GO: Style = { open: () => '{', close: '}', comma: ' ', equals: ':', writeName: pascalName, text: asIs };
const GO_REST = { words: { null: '<nil>' }, list: ['[', ']', ' '] } as const;

/** How objects of a class print themselves, by what follows the name of the class. */
export const CLASS_PRINTS: Readonly<Record<string, Print>> = {
  // Lombok, and data classes of Kotlin.
  '(a=1)': styled({ open: named('('), close: ')', comma: ', ', equals: '=', text: asIs }),
  // Records of Java.
  '[a=1]': styled({ open: named('['), close: ']', comma: ', ', equals: '=', text: asIs }),
  // ToStringBuilder of Commons Lang, short.
  '[a=1,b=<null>]': styled({
    ...{ open: named('['), close: ']', comma: ',', equals: '=', text: asIs },
    words: { null: '<null>' },
  }),
  // MoreObjects of Guava.
  '{a=1}': styled({ open: named('{'), close: '}', comma: ', ', equals: '=', text: asIs }),
  // As IntelliJ writes toString.
  "{a='1'}": styled({ open: named('{'), close: '}', comma: ', ', equals: '=', text: quoted }),
  // Records of C#.
  ' { A = 1 }': styled({
    ...{ open: named(' { '), close: ' }', comma: ', ', equals: ' = ', writeName: pascalName, text: asIs },
    words: { null: '', true: 'True', false: 'False' },
  }),
  // Data classes and named tuples of Python.
  "(a='1')": styled({
    ...{ open: named('('), close: ')', comma: ', ', equals: '=', text: python },
    ...{ words: PYTHON_WORDS, numbers: asPython },
  }),
  // Classes of JavaScript.
  " { a: '1' }": nodePrint,
  // Debug of Rust.
  ' { a: "1" }': styled({
    ...{ open: named(' { '), close: ' }', comma: ', ', equals: ': ', writeName: snakeName },
    text: (text) => JSON.stringify(text),
    words: { null: 'None' },
  }),
};

const goStruct = styled({ ...GO, ...GO_REST });

/** How languages print what they read of a JSON text, where that takes more than other signs. */
export const OBJECT_PRINTS = {
  goStruct,
  goPointer: (node, name) => `&${goStruct(node, name)}`,
  goValues: styled({ ...GO, ...GO_REST, isNameless: true }),
  pydantic: (node) =>
    node.kind === 'object'
      ? node.members.map(([name, value]) => `${name}=${PYTHON_CLASS(value, singularClass(name))}`).join(' ')
      : PYTHON_CLASS(node, ''),
  namespace: (node) => PYTHON_CLASS(node, 'namespace'),
  orderedDict: styled({
    ...{ open: () => 'OrderedDict([', close: '])', comma: ', ', equals: ', ' },
    ...{ text: python, words: PYTHON_WORDS, numbers: asPython },
    writeName: python,
  }),
  openStruct: styled({
    ...{ open: () => '#<OpenStruct ', close: '>', comma: ', ', equals: '=', text: ruby },
    ...{ words: { null: 'nil' }, numbers: asRuby },
  }),
  elixir: styled({
    ...{ open: () => '%{', close: '}', comma: ', ', equals: ' => ', text: ruby, writeName: ruby },
    words: { null: 'nil' },
  }),
  scala: styled({
    ...{ open: () => 'Map(', close: ')', comma: ', ', equals: ' -> ', text: asIs },
    list: ['List(', ')', ', '],
  }),
  groovy: styled({ open: () => '[', close: ']', comma: ', ', equals: ':', text: asIs }),
  phpPrint: (node) => phpPrint(node, 0, 'Array'),
  phpPrintObject: (node) => phpPrint(node, 0, 'stdClass Object'),
  phpExport: (node) => phpExport(node, 0),
  phpDump: (node) => `${phpDump(node, 0)}\n`,
  phpSerialize: (node) => phpSerialize(node),
  node: (node) => nodePrint(node, ''),
} as const satisfies Record<string, Print>;
export type ObjectPrintName = keyof typeof OBJECT_PRINTS;
export const OBJECT_PRINT_NAMES = Object.keys(OBJECT_PRINTS) as readonly ObjectPrintName[];

const PYTHON_CLASS: Print = (node, name) => (CLASS_PRINTS["(a='1')"] as Print)(node, name);

const PHP_WORDS: Readonly<Record<string, string>> = { null: '', true: '1', false: '' };

/** `echo` of PHP. */
const phpText = (node: JsonNode): string => {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'number') return asPhp(node.literal);
  return node.kind === 'word' ? (PHP_WORDS[node.literal] ?? '') : '';
};

/** `print_r`. */
function phpPrint(node: JsonNode, depth: number, word: string): string {
  if (!isContainer(node)) return phpText(node);
  const indent = ' '.repeat(8 * depth);
  const lines = listNodeMembers(node).map(
    ([name, value]) => `${indent}    [${name}] => ${phpPrint(value, depth + 1, word)}\n`,
  );
  const title = node.kind === 'list' ? 'Array' : word;
  return `${title}\n${indent}(\n${lines.join('')}${indent})\n`;
}

const phpQuoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const phpFloat = (literal: string): string => {
  const written = asPhp(literal);
  return /^-?\d+$/.test(literal) || /[.e]/.test(written) ? written : `${written}.0`;
};

/** `var_export`. */
function phpExport(node: JsonNode, depth: number): string {
  if (node.kind === 'text') return phpQuoted(node.text);
  if (node.kind === 'number') return phpFloat(node.literal);
  if (node.kind === 'word') return node.literal === 'null' ? 'NULL' : node.literal;
  const indent = ' '.repeat(2 * depth);
  const lines = listNodeMembers(node).map(([name, value]) => {
    const key = typeof name === 'number' ? String(name) : phpQuoted(name);
    return `${indent}  ${key} => ${isContainer(value) ? `\n${indent}  ` : ''}${phpExport(value, depth + 1)},\n`;
  });
  return `array (\n${lines.join('')}${indent})`;
}

const byteLength = (text: string) => toBytes(text).length;

/** `var_dump`, without its last line end. */
function phpDump(node: JsonNode, depth: number): string {
  if (node.kind === 'text') return `string(${byteLength(node.text)}) "${node.text}"`;
  if (node.kind === 'number')
    return /^-?\d+$/.test(node.literal) ? `int(${node.literal})` : `float(${asPhp(node.literal)})`;
  if (node.kind === 'word') return node.literal === 'null' ? 'NULL' : `bool(${node.literal})`;
  const indent = ' '.repeat(2 * depth);
  const lines = listNodeMembers(node).map(([name, value]) => {
    const key = typeof name === 'number' ? name : `"${name}"`;
    return `${indent}  [${key}]=>\n${indent}  ${phpDump(value, depth + 1)}\n`;
  });
  return `array(${lines.length}) {\n${lines.join('')}${indent}}`;
}

function phpSerialize(node: JsonNode): string {
  if (node.kind === 'text') return `s:${byteLength(node.text)}:"${node.text}";`;
  if (node.kind === 'number')
    return /^-?\d+$/.test(node.literal) ? `i:${node.literal};` : `d:${asPhp(node.literal)};`;
  if (node.kind === 'word') return node.literal === 'null' ? 'N;' : `b:${node.literal === 'true' ? 1 : 0};`;
  const members = listNodeMembers(node).map(
    ([name, value]) =>
      (typeof name === 'number' ? `i:${name};` : `s:${byteLength(name)}:"${name}";`) + phpSerialize(value),
  );
  return `a:${members.length}:{${members.join('')}}`;
}
