import { describe, expect, it } from 'vitest';
import { listImports } from './list-imports';
import {
  breach,
  literalText,
  memberName,
  nodesIn,
  parseText,
  readSources,
  type SourceFile,
  type SyntaxNode,
  walk,
  walkReferences,
} from './parse-source';

/** The only two that read the machine's clock and its chance; all others get them as parameters. */
const SOURCES = ['lib/core/clock.ts', 'lib/core/ids.ts'];

/** Places that ask the machine for the time or for chance: `Date`, `Math` and `performance` may not even get another name. */
function clocksIn(source: SourceFile): string[] {
  if (SOURCES.includes(source.file)) return [];
  const found: string[] = listImports(source)
    .filter(({ to }) => /^(node:)?perf_hooks$/.test(to))
    .map(({ place }) => `${place} perf_hooks`);
  walkReferences(source.program, (node, [parent]) => {
    const name = String(node.name);
    if (name === 'Date' && !isHarmlessDate(node, parent)) found.push(breach(source, node, 'reads the clock'));
    if (name === 'Math' && !(parent?.type === 'MemberExpression' && isOtherThan(parent, /^random$/)))
      found.push(breach(source, node, 'takes chance'));
    if (name === 'performance' || name === 'Temporal') found.push(breach(source, node, 'reads the clock'));
  });
  walk(source.program, (node) => {
    const name = node.type === 'Identifier' ? String(node.name) : (literalText(node) ?? '');
    if (/^(randomUUID|hrtime)$/.test(name)) found.push(breach(source, node, name));
    if (node.type === 'MemberExpression' && /^(Date|Math|performance)$/.test(memberName(node) ?? ''))
      found.push(breach(source, node, 'reaches a clock by another way'));
  });
  return found;
}

const isOtherThan = (member: SyntaxNode, banned: RegExp): boolean => {
  const name = memberName(member);
  return name !== undefined && !banned.test(name);
};

function isHarmlessDate(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent?.type === 'BinaryExpression') return parent.operator === 'instanceof';
  if (parent?.type === 'MemberExpression') return isOtherThan(parent, /^now$/);
  const given = nodesIn(parent?.arguments);
  return (
    parent?.type === 'NewExpression' &&
    parent.callee === node &&
    given[0] !== undefined &&
    given[0].type !== 'SpreadElement'
  );
}

describe('time, ids and chance', () => {
  it.each([
    'export const at = () => new Date();',
    'export const at = Date.now();',
    "export const at = Date['now']();",
    'const { now } = Date; export const at = now();',
    'const D = Date; export const at = new D();',
    'export const at = Date();',
    'export const clock = { now: Date.now };',
    'export default (at = Date.now()) => at;',
    'export const at = new Date(...[]);',
    'export const at = Reflect.construct(Date, []);',
    'export const at = new globalThis.Date();',
    'export const chance = Math.random;',
    'const { random } = Math; export { random };',
    "export const chance = Math['random']();",
    'export const at = performance.now();',
    "import { performance as watch } from 'node:perf_hooks'; export const at = watch.now();",
    'export const at = process.hrtime.bigint();',
    "import { randomUUID as id } from 'node:crypto'; export { id };",
    'export const id = () => crypto.randomUUID();',
    "export const id = () => crypto['randomUUID']();",
  ])('are found in %s', (text) => {
    expect(clocksIn(parseText('lib/rooms/a.ts', text))).not.toEqual([]);
  });

  it('are not found where a given instant is used', () => {
    const text = `export const a = (at: Date, date = new Date(at), b = Date.UTC(1, 2)) =>
      at instanceof Date ? Math.max(date.getTime(), Date.parse('2026-01-01'), b) : { Date: 1 };`;
    expect(clocksIn(parseText('lib/rooms/a.ts', text))).toEqual([]);
  });

  it('come from core/clock.ts and core/ids.ts alone', () => {
    expect([...readSources('lib'), ...readSources('app')].flatMap(clocksIn)).toEqual([]);
  });
});
