import { describe, expect, it } from 'vitest';
import {
  breach,
  isNode,
  nameOfNode,
  nodesIn,
  parseText,
  readSources,
  type SourceFile,
  walk,
} from './parse-source';

const TIME = /(?:^at|At|Until|[sS]ince)$/;
const SQL_ORDER = /\bORDER BY\s+([\s\S]*?)(?=\bLIMIT\b|\bOFFSET\b|\bFOR\b|\)|`|;)/g;
const SQL_TIME = /(?:\bat|At|Until|[sS]ince)"?(?:\s+(?:ASC|DESC))?(?:\s+NULLS \w+)?$/;

/** The column that an `orderBy` ends with, however its direction is written; undefined where the code makes it. */
function lastColumn(order: unknown): string | undefined {
  if (!isNode(order)) return undefined;
  const { expression, elements, properties } = order;
  if (order.type.startsWith('TS')) return lastColumn(expression);
  const last = nodesIn(elements ?? properties).at(-1);
  return elements === undefined ? nameOfNode(last?.key) : lastColumn(last);
}

/** Orders whose last column is a time: rows of one instant come as they lie on the disk, and that changes. */
function openOrders(source: SourceFile): string[] {
  const found: string[] = [];
  walk(source.program, (node) => {
    const column = nameOfNode(node.key) === 'orderBy' ? lastColumn(node.value) : undefined;
    if (column !== undefined && TIME.test(column)) found.push(breach(source, node, column));
  });
  for (const { index, 1: columns = '' } of source.text.matchAll(SQL_ORDER)) {
    const last = columns.trim().split(',').at(-1)?.trim() ?? '';
    const line = source.text.slice(0, index).split('\n').length;
    if (SQL_TIME.test(last)) found.push(`${source.file}:${line} ${last}`);
  }
  return found;
}

describe('an order by a time', () => {
  it.each([
    "find({ orderBy: { at: 'desc' } });",
    'find({ orderBy: { createdAt: direction }, take: 1 });',
    "const rows = { orderBy: { addedAt: 'asc' as const } };",
    "find({ orderBy: [{ status: 'asc' }, { decidedAt: { sort: 'desc', nulls: 'first' } }] as const });",
    'find({ orderBy: { statusSince } });',
    "find({ orderBy: [{ createdAt: 'asc' }] });",
    "find({ orderBy: [{ status: 'asc' }, { decidedAt: 'asc' },] });",
    'sql`SELECT 1 FROM "Scan" ORDER BY "completedAt" DESC LIMIT 1`;',
    'sql`SELECT 1 ORDER BY s."websiteId", s."completedAt"`;',
    'sql`(SELECT 1 ORDER BY "createdAt" NULLS LAST) x`;',
    'sql`SELECT 1 ORDER BY\n  "createdAt"\n  FOR UPDATE`;',
  ])('that leaves equals open is found: %s', (code) => {
    expect(openOrders(parseText('lib/planted.ts', code))).toHaveLength(1);
  });

  it.each([
    "find({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });",
    "find({ orderBy: { name: 'asc' } });",
    'sql`SELECT 1 ORDER BY "completedAt" DESC, "id" DESC LIMIT 1`;',
    'sql`SELECT 1 ORDER BY "format", "stat"`;',
  ])('that says what comes first among equals is none: %s', (code) => {
    expect(openOrders(parseText('lib/planted.ts', code))).toEqual([]);
  });

  it.each(['lib', 'app', 'test/integration', 'test/e2e'])('leaves nothing open in %s', (folder) => {
    expect(readSources(folder).flatMap(openOrders)).toEqual([]);
  });
});
