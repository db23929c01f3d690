import { describe, expect, it } from 'vitest';
import { isNode, parseFolder, parseText, type SourceFile, walk } from './parse-source';

/** What belongs together is one parameter; the transaction is in the context (`TxContext`). */
const MOST = 4;

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
]);

/** `file:line` of each function with more than four parameters. */
function longLists({ file, program, text }: SourceFile): string[] {
  const found: string[] = [];
  walk(program, (node) => {
    if (!FUNCTIONS.has(node.type) || !Array.isArray(node.params)) return;
    const parameters = node.params.filter((one) => !isNode(one) || !isThis(one));
    if (parameters.length > MOST) found.push(`${file}:${text.slice(0, node.start).split('\n').length}`);
  });
  return found;
}

const isThis = (node: { [key: string]: unknown }): boolean => node.name === 'this';

describe('the functions of lib', () => {
  it('take at most four parameters', () => {
    expect(parseFolder('lib').flatMap(longLists)).toEqual([]);
  });

  it.each([
    ['a declaration', 'export function f(a: A, b: B, c: C, d: D, e: E) { return a; }'],
    ['an arrow', '\nconst f = async (a: A, b: B, { c }: C, d = 1, e?: E) => a;'],
    ['a method', 'class X {\n  private m(a: A, b: B, c: C, d: D, ...e: E[]) {}\n}'],
    ['a constructor', 'class X {\n  constructor(readonly a: A, b: B, c: C, d: D, e: E) {}\n}'],
    ['a callback', 'text.replace(/a/, (_all, a, b, c, d) => a);'],
  ])('are found out by %s', (_kind, text) => {
    expect(longLists(parseText('planted.ts', text))).toHaveLength(1);
  });

  it('are left alone with four', () => {
    expect(longLists(parseText('planted.ts', 'const f = (a: A, b: B, c: C, d: D) => a;'))).toEqual([]);
  });
});
