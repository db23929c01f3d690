import { describe, expect, it } from 'vitest';
import {
  breach,
  isFunction,
  isNode,
  nameOfNode,
  nodesIn,
  parseText,
  readSources,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './parse-source';

/** The usual idiom for "one of these". */
const IDIOM = /^(?:is|not)?[oO]neOf$/;
/** As the DOM and JavaScript call them. */
const OTHER_WORDS = new Set(['getAttribute', 'valueOf', 'indexOf', 'lastIndexOf']);

/** Each function with its name: declared, assigned to a constant, also by a call that is handed it, or a method. */
function namedFunctions({ program }: SourceFile): { name: string; node: SyntaxNode }[] {
  const found: { name: string; node: SyntaxNode }[] = [];
  walk(program, (node) => {
    const assigned = isNode(node.init) ? node.init : isNode(node.value) ? node.value : node;
    const handed =
      node.type === 'VariableDeclarator' ? nodesIn(assigned.arguments).find(isFunction) : undefined;
    const value = handed ?? assigned;
    const name = nameOfNode(node.id) ?? nameOfNode(node.key);
    if (name !== undefined && isFunction(value)) found.push({ name, node: value });
  });
  return found;
}

/** Functions whose name says what the result belongs to, and not what is done or what the result is. */
const namedByOf = (source: SourceFile): string[] =>
  namedFunctions(source).flatMap(({ name, node }) =>
    /[a-z\d]Of$/.test(name) && !IDIOM.test(name) && !OTHER_WORDS.has(name)
      ? [breach(source, node, name)]
      : [],
  );

/** Functions that say `get` or `list` and may answer with nothing. */
const gettingNothing = (source: SourceFile): string[] =>
  namedFunctions(source).flatMap(({ name, node }) => {
    const { returnType } = node;
    if (!/^(?:get|list)[A-Z]/.test(name) || OTHER_WORDS.has(name) || !isNode(returnType)) return [];
    const type = source.text.slice(returnType.start, Number(returnType.end));
    return /\|\s*(?:null|undefined)\s*>?\s*$/.test(type) ? [breach(source, node, name)] : [];
  });

describe('names of functions', () => {
  const all = [...readSources('lib'), ...readSources('app')];
  const count = (rule: (source: SourceFile) => string[], text: string) =>
    rule(parseText('lib/planted.ts', text)).length;

  it('say what is done or what the result is', () => {
    expect(count(namedByOf, 'export function titleOf(page: Page) { return page.title; }')).toBe(1);
    expect(count(namedByOf, 'const keyOf = (row: Row) => row.id;')).toBe(1);
    expect(count(namedByOf, 'export const rowOf = readOnce(async (id: string) => load(id));')).toBe(1);
    expect(count(namedByOf, 'const book = { wordsOf: (text: string) => text };')).toBe(1);
    expect(count(namedByOf, 'class Book { wordsOf(text: string) { return text; } }')).toBe(1);
    expect(count(namedByOf, 'const oneOf = (list: string[]) => list[0]; const proof = 1;')).toBe(0);
    expect(all.flatMap(namedByOf)).toEqual([]);
  });

  it('begin with get or list only where the result is there or an error is thrown', () => {
    expect(count(gettingNothing, 'async function getPage(): Promise<Page | null> { return null; }')).toBe(1);
    expect(count(gettingNothing, 'const getPage = (): Page | undefined => undefined;')).toBe(1);
    expect(count(gettingNothing, 'const listPages = (): Promise<Page[] | null> => load();')).toBe(1);
    expect(count(gettingNothing, 'const getPage = readOnce(async (): Promise<Page | null> => load());')).toBe(
      1,
    );
    expect(count(gettingNothing, 'const findPage = (): Page | null => null;')).toBe(0);
    expect(
      count(gettingNothing, 'function getPage(): Promise<{ title: string | null }> { return load(); }'),
    ).toBe(0);
    expect(all.flatMap(gettingNothing)).toEqual([]);
  });
});
