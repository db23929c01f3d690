import { describe, expect, it, onTestFinished } from 'vitest';
import { CHECKS } from '@/lib/scans/checks/registry';
import { scanPart } from '../../unit/scans/checks/scan-part';
import { type JoinedShop, type OnError, startJoinedShop } from './joined-shop';

async function scannedShop(onError: OnError) {
  const shop = await startJoinedShop(onError);
  onTestFinished(() => shop.close());
  return { shop, result: await scanPart(shop.origin, {}, CHECKS) };
}

/** What the untouched requests change, by what their statements say. */
const MEANT = [...[3, 4, 5, 6, 7].map((id) => `UPDATE orders ${id}`), 'UPDATE users 2', 'DELETE cart 1'];
/** The mark of the scan: alone, with an element without script or ordinary punctuation, behind a value and its apostrophe, or as a host. */
const PLAIN =
  /^(?:[\w ]{0,20}')?pf2e3f4a5b\w{6,8}(?:<pf2e3f4a5b\w{6}>|, a! b\?)?$|^https:\/\/pf2e3f4a5b\w{6}\.invalid\/$/;

/** What triggers saw of changes that no untouched request makes; an aborted statement leaves nothing there. */
async function strayChanges(shop: JoinedShop): Promise<string[]> {
  const touches = await shop.touches();
  const changes = touches
    .filter(({ operation }) => operation !== 'INSERT')
    .map(({ operation, relation, id }) => `${operation} ${relation} ${id}`);
  return [...new Set(changes)].filter((change) => !MEANT.includes(change));
}

const strayRows = ({ statements }: JoinedShop): string[] =>
  statements
    .filter(({ sql, ids, meant }) => !sql.startsWith('INSERT') && ids.some((id) => !meant.includes(id)))
    .map(({ sql }) => sql);

/** Texts of a table that are neither what was there, nor what its form or link sends, nor a plain mark. */
async function strayTexts(shop: JoinedShop, table: string, known: readonly string[]): Promise<unknown[]> {
  const rows = await shop.rows(table);
  return rows
    .flatMap(({ id, ...values }) => Object.values(values))
    .filter((value) => typeof value === 'string' && !known.includes(value) && !PLAIN.test(value));
}

/** Values that choose rows, and values that are written: a blind place of the second kind is told by quotation marks only. */
const COMPARED = [
  ...[
    '/item id',
    '/below price',
    '/items name',
    '/quoted id',
    '/since day',
    '/look q',
    '/begin with',
    '/among ids',
  ],
  ...[
    '/kinds kind',
    '/more kind',
    '/without id',
    '/sorted by',
    '/sorted dir',
    '/named by',
    '/pages size',
    '/pages from',
  ],
  ...['/order/next id', '/order/ready ids', '/order/mine id', '/order/size quantity', '/cart/tidy item'],
  ...['/cart/old label', '/session user', '/session password', '/find name'],
];
const STORED = ['/order/mine note', '/order/flag note', '/visit from'];
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  users: ['anna', 'bert', 'carl', 'Lund', 'Kiel', 'Graz', 'a', 'b', 'c'],
  orders: ['new', 'ready', 'none', 'on'],
  cart: ['old', 'fresh'],
  comments: ['ann', 'Fine'],
};

describe.each<[OnError, string[]]>([
  ['repeats', [...COMPARED, ...STORED]],
  ['fails', [...COMPARED, ...STORED]],
  ['hides', []],
])('a shop that joins every statement from text and %s its errors', (onError, confirmed) => {
  it('keeps its rows through a scan with every check', async () => {
    const { shop, result } = await scannedShop(onError);
    expect(result.outcome).toBe('COMPLETE');
    expect(shop.statements.length).toBeGreaterThan(200);
    expect(strayRows(shop)).toEqual([]);
    expect(await strayChanges(shop)).toEqual([]);
    for (const [table, known] of Object.entries(KNOWN))
      expect(await strayTexts(shop, table, known)).toEqual([]);

    const counts = await Promise.all(['items', 'users', 'orders', 'cart'].map((table) => shop.rows(table)));
    expect(counts.map(({ length }) => length)).toEqual([5, 3, 9, 3]);
    expect((await shop.rows('orders')).map(({ quantity }) => quantity)).toEqual(Array(9).fill(2));
    expect((await shop.rows('comments')).length).toBeLessThanOrEqual(24);
    // A log of visits keeps what each visit asked for, as text in a row of its own; the agreement says so.
    expect((await shop.rows('visits')).length).toBeLessThanOrEqual(80);
    // What a place that adds records keeps is on the report.
    expect(result.leftBehind.map(({ url }) => new URL(url).pathname)).toContain('/comment');

    // What is joined is found all the same: by a message, or by an error that the page does not explain.
    const found = result.findings.filter(({ class: name }) => name === 'SQL_INJECTION');
    const listPlaces = (confidence: string) =>
      found
        .filter((one) => one.confidence === confidence)
        .map((one) => `${new URL(one.url).pathname} ${one.parameter?.name}`);
    expect(listPlaces('CONFIRMED')).toEqual(expect.arrayContaining(confirmed));
    expect(listPlaces('LIKELY')).toEqual([]);
  });
});
