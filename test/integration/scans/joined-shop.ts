import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createDatabase } from '@/lib/db/embedded/embedded-postgres';

/** A row that a statement inserted, changed or deleted, as a trigger saw it; what was rolled back is not here. */
type Touch = { operation: string; relation: string; id: number };
/** A statement as it reached the database, and the rows that it chose. */
type Statement = { sql: string; ids: number[]; meant: readonly number[] };

export type JoinedShop = {
  origin: string;
  /** What the site ran. `ids` holds for each the rows that it chose, `meant` those of the untouched request. */
  statements: Statement[];
  touches(): Promise<Touch[]>;
  rows(table: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
};

const TABLES = `
  CREATE TABLE items (id serial PRIMARY KEY, name text, category text, price int, added date DEFAULT '2024-05-01');
  CREATE TABLE users (id serial PRIMARY KEY, name text, city text, password text);
  CREATE TABLE orders (id serial PRIMARY KEY, state text, quantity int, note text);
  CREATE TABLE cart (id serial PRIMARY KEY, item int, label text);
  CREATE TABLE comments (id serial PRIMARY KEY, author text, words text);
  CREATE TABLE visits (id serial PRIMARY KEY, origin text);
  CREATE TABLE journal (id serial PRIMARY KEY, operation text, relation text, touched int);
  CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO journal (operation, relation, touched) VALUES (TG_OP, TG_TABLE_NAME, COALESCE(NEW.id, OLD.id));
    RETURN COALESCE(NEW, OLD); END $$;
  INSERT INTO items (name, category, price) VALUES
    ('lamp', 'light', 30), ('candle', 'light', 5), ('chair', 'seat', 80), ('bench', 'seat', 120), ('desk', 'table', 200);
  INSERT INTO users (name, city, password) VALUES ('anna', 'Lund', 'a'), ('bert', 'Kiel', 'b'), ('carl', 'Graz', 'c');
  INSERT INTO orders (state, quantity, note) SELECT 'new', 2, 'none' FROM generate_series(1, 9);
  INSERT INTO cart (item, label) VALUES (5, 'old'), (6, 'old'), (7, 'fresh'), (8, 'fresh');`;
const WATCHED = ['items', 'users', 'orders', 'cart', 'comments', 'visits'];

type Values = (name: string) => string;
/** Where a statement is joined from what was sent, and the link or form that leads there. */
type Route = {
  path: string;
  method: string;
  untouched: URLSearchParams;
  entry: string;
  sql(value: Values): string;
};

const link = (path: string, query: string, sql: Route['sql']): Route => ({
  path,
  method: 'GET',
  untouched: new URLSearchParams(query),
  entry: `<a href="${path}?${query}">${path.slice(1)}</a>`,
  sql,
});
const form = (path: string, button: string, query: string, sql: Route['sql']): Route => {
  const untouched = new URLSearchParams(query);
  const type = (name: string) => (name === 'password' ? 'password' : 'text');
  const fields = [...untouched].map(([name, value]) =>
    name === 'words'
      ? `<textarea name="${name}">${value}</textarea>`
      : `<input name="${name}" type="${type(name)}" value="${value}">`,
  );
  const entry = `<form method="post" action="${path}">${fields.join('')}<button>${button}</button></form>`;
  return { path, method: 'POST', untouched, entry, sql };
};

/** A statement of every kind, each written by joining text; names of addresses say nothing of what happens there. */
const ROUTES: readonly Route[] = [
  link('/item', 'id=3', (v) => `SELECT * FROM items WHERE id = ${v('id')}`),
  link(
    '/below',
    'price=79.5',
    (v) => `SELECT * FROM items WHERE price < ${v('price')} AND category <> 'hidden'`,
  ),
  link('/items', 'name=lamp', (v) => `SELECT * FROM items WHERE name = '${v('name')}' AND price > 1`),
  link('/quoted', 'id=3', (v) => `SELECT * FROM items WHERE id = '${v('id')}' FOR UPDATE`),
  link('/since', 'day=2024-05-01', (v) => `SELECT * FROM items WHERE added >= '${v('day')}' AND price < 100`),
  link('/look', 'q=an', (v) => `SELECT * FROM items WHERE name LIKE '%${v('q')}%' AND category = 'light'`),
  link('/begin', 'with=ch', (v) => `SELECT * FROM items WHERE (name LIKE '${v('with')}%') AND price > 1`),
  link('/among', 'ids=1,2', (v) => `SELECT * FROM items WHERE id IN (${v('ids')}) ORDER BY id`),
  link('/kinds', 'kind=light', (v) => `SELECT * FROM items WHERE category IN ('${v('kind')}')`),
  link(
    '/more',
    'kind=light',
    (v) => `SELECT * FROM items WHERE category IN ('${v('kind')}', 'seat') AND price < 100`,
  ),
  link('/without', 'id=3', (v) => `SELECT * FROM items WHERE NOT (id = ${v('id')}) AND category = 'seat'`),
  link('/sorted', 'by=price&dir=asc', (v) => `SELECT * FROM items ORDER BY ${v('by')} ${v('dir')}`),
  link('/named', 'by=price', (v) => `SELECT * FROM items ORDER BY "${v('by')}"`),
  link(
    '/pages',
    'size=2&from=1',
    (v) => `SELECT * FROM items ORDER BY id LIMIT ${v('size')} OFFSET ${v('from')}`,
  ),
  link('/order/next', 'id=7', (v) => `UPDATE orders SET state = 'ready' WHERE id = ${v('id')} RETURNING id`),
  link(
    '/order/ready',
    'ids=6',
    (v) => `UPDATE orders SET state = 'ready' WHERE id IN (${v('ids')}) RETURNING id`,
  ),
  link(
    '/order/mine',
    'note=none&id=5',
    (v) => `UPDATE orders SET note = '${v('note')}' WHERE id = '${v('id')}' RETURNING id`,
  ),
  link(
    '/order/size',
    'quantity=2',
    (v) => `UPDATE orders SET quantity = ${v('quantity')} WHERE id = 4 RETURNING id`,
  ),
  link('/order/flag', 'note=on', (v) => `UPDATE orders SET note = '${v('note')}' WHERE id = 3 RETURNING id`),
  link(
    '/cart/tidy',
    'item=5',
    (v) => `DELETE FROM cart WHERE item = ${v('item')} AND label = 'old' RETURNING id`,
  ),
  link('/cart/old', 'label=stale', (v) => `DELETE FROM cart WHERE label = '${v('label')}' RETURNING id`),
  link('/visit', 'from=news', (v) => `INSERT INTO visits (origin) VALUES ('${v('from')}') RETURNING id`),
  form(
    '/session',
    'Log in',
    'user=anna&password=x',
    (v) => `SELECT * FROM users WHERE name = '${v('user')}' AND password = '${v('password')}'`,
  ),
  form('/find', 'Search', 'name=chair', (v) => `SELECT * FROM items WHERE name = '${v('name')}'`),
  form(
    '/comment',
    'Save comment',
    'author=ann&words=Fine',
    (v) => `INSERT INTO comments (author, words) VALUES ('${v('author')}', '${v('words')}') RETURNING id`,
  ),
  form(
    '/profile',
    'Save profile',
    'name=bert&city=Kiel',
    (v) => `UPDATE users SET name = '${v('name')}', city = '${v('city')}' WHERE id = 2 RETURNING id`,
  ),
];

const page = (body: string) =>
  `<!doctype html><html><head><title>Shop</title></head><body>${body}</body></html>`;
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function shownAs(rows: readonly Record<string, unknown>[]): string {
  const shown = rows.map((row) => `<li>${escaped(Object.values(row).slice(1).join(' '))}</li>`);
  return `<h1>Our shop</h1><ul>${shown.join('')}</ul>`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** What a page does when the database refuses a statement: repeats its words, fails, or answers as if nothing was there. */
export type OnError = 'repeats' | 'fails' | 'hides';

/** A shop on a PostgreSQL database of its own. */
export async function startJoinedShop(onError: OnError): Promise<JoinedShop> {
  const shared = process.env.DATABASE_URL ?? '';
  const name = `preflight_test_${randomBytes(6).toString('hex')}`;
  await createDatabase(shared, name);
  const url = new URL(shared);
  url.pathname = `/${name}`;
  const database = new pg.Pool({ connectionString: url.href, max: 4 });
  // Dropping the database ends connections that are still closing.
  database.on('error', () => undefined);
  await database.query(TABLES);
  for (const table of WATCHED)
    await database.query(
      `CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION keep()`,
    );
  const statements: Statement[] = [];
  const meant = new Map<Route, readonly number[]>();
  // Without parameters several statements in one text would be run, if any came.
  const queryRows = async (client: pg.Pool | pg.PoolClient, sql: string) =>
    [await client.query<Record<string, unknown>>(sql)].flat().flatMap(({ rows }) => rows);
  const listIds = (rows: readonly Record<string, unknown>[]) => rows.map(({ id }) => Number(id));
  const client = await database.connect();
  for (const route of ROUTES) {
    await client.query('BEGIN');
    meant.set(
      route,
      listIds(
        await queryRows(
          client,
          route.sql((one) => route.untouched.get(one) ?? ''),
        ),
      ),
    );
    await client.query('ROLLBACK');
  }
  client.release();

  const answer = async (route: Route, sent: URLSearchParams): Promise<[status: number, body: string]> => {
    const sql = route.sql((one) => sent.get(one) ?? '');
    const statement: Statement = { sql, ids: [], meant: meant.get(route) ?? [] };
    statements.push(statement);
    try {
      const rows = await queryRows(database, sql);
      statement.ids = listIds(rows);
      return [200, shownAs(rows)];
    } catch (error) {
      if (onError === 'fails') return [500, 'Sorry'];
      return [200, onError === 'repeats' ? escaped((error as Error).message) : shownAs([])];
    }
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(`http://shop.invalid${request.url ?? '/'}`);
    const sent = request.method === 'POST' ? new URLSearchParams(await readBody(request)) : searchParams;
    const route = ROUTES.find(({ path, method }) => path === pathname && method === request.method);
    const front: [number, string] = [200, ROUTES.map(({ entry }) => entry).join('\n')];
    const missing: [number, string] = [404, 'Nothing is here'];
    const [status, body] = pathname === '/' ? front : route ? await answer(route, sent) : missing;
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statements,
    touches: async () =>
      (
        await database.query<Touch>(
          'SELECT operation, relation, touched AS id FROM journal ORDER BY journal.id',
        )
      ).rows,
    rows: async (table) => (await database.query(`SELECT * FROM ${table} ORDER BY id`)).rows,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await database.end();
      const admin = new pg.Client({ connectionString: shared });
      await admin.connect();
      await admin.query(`DROP DATABASE ${admin.escapeIdentifier(name)} WITH (FORCE)`);
      await admin.end();
    },
  };
}
