import { asJavaScript } from './json-numbers';
import { type JsonNode, listNodeMembers } from './json-tree';

const NODE_ESCAPES: Readonly<Record<string, string>> = {
  ...{ '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\\': '\\\\' },
};
/** The quote that `util.inspect` takes: the first of `' " \`` that is not in the text. */
function nodeText(text: string): string {
  const quote = ["'", '"', '`'].find((one) => !text.includes(one)) ?? "'";
  let written = '';
  for (const unit of text) {
    const isControl = unit < ' ' || (unit >= '\u007f' && unit <= '\u009f');
    const hex = unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
    if (unit === quote) written += `\\${unit}`;
    else written += NODE_ESCAPES[unit] ?? (isControl ? `\\x${hex}` : unit);
  }
  return quote + written + quote;
}

/** What fits on a line of `util.inspect`, how many levels of objects do, and how deep it looks. */
const NODE_WIDTH = 80;
const NODE_LEVELS = 3;
const NODE_DEPTH = 2;
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

/** `util.inspect` and console.log, except for lists of more than six items, which they write in columns. */
export function nodePrint(node: JsonNode, className: string): string {
  /** Of the object that was printed last, as Node counts. */
  let printedDepth = 0;
  const print = (value: JsonNode, depth: number, indent: number): string => {
    if (value.kind === 'text') return nodeText(value.text);
    if (value.kind === 'number') return asJavaScript(value.literal);
    if (value.kind === 'word') return value.literal;
    const isList = value.kind === 'list';
    const members = listNodeMembers(value);
    const open = isList ? '[' : `${depth === 0 && className !== '' ? `${className} ` : ''}{`;
    const close = isList ? ']' : '}';
    if (depth > NODE_DEPTH) return isList ? '[Array]' : '[Object]';
    if (members.length === 0) return open + close;
    printedDepth = depth;
    const entries = members.map(([name, member]) => {
      const key = typeof name === 'number' || IDENTIFIER.test(name) ? name : nodeText(name);
      return (isList ? '' : `${key}: `) + print(member, depth + 1, indent + 2);
    });
    const length = entries.reduce((sum, entry) => sum + entry.length, 0);
    const isShort = length + 2 * entries.length + indent + open.length + 10 <= NODE_WIDTH;
    if (isShort && printedDepth - depth < NODE_LEVELS && !entries.some((entry) => entry.includes('\n')))
      return `${open} ${entries.join(', ')} ${close}`;
    const gap = `\n${' '.repeat(indent)}`;
    return `${open}${gap}  ${entries.join(`,${gap}  `)}${gap}${close}`;
  };
  return print(node, 0, 0);
}
