import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlError } from '@/lib/fakes/site/sql/sql-error';
import type { Row } from '@/lib/fakes/site/sql/sql-query';
import type { Dialect } from '@/lib/fakes/site/sql/tokenize-sql';
import type { ActiveCheck, InsertionPoint, RequestEffect } from '@/lib/scans/checks/check';
import { CHECKS } from '@/lib/scans/checks/registry';
import { queryItems } from '../../../fixtures/sites/sql-items';
import { capturedPage } from './captured-page';
import { runWhole, sharedFacts } from './shared-facts';

const ACTIVE = CHECKS.filter((check): check is ActiveCheck => check.kind === 'active');
const DIALECTS: readonly Dialect[] = ['mysql', 'postgresql', 'sqlite', 'mssql', 'oracle', 'h2'];
const DELAYS = /\b(?:pg_)?sleep\b|waitfor|benchmark|dbms_|\bdelay\b/i;

type Reply = { status?: number; body: string };
type Place = { value: string; method?: 'GET' | 'POST'; effect?: RequestEffect };

const makePoint = ({ value, method = 'GET', effect = 'READS' }: Place): InsertionPoint => {
  const url = `https://shop.test/find?q=${encodeURIComponent(value)}`;
  const body = { kind: 'none' } as const;
  const template = { method, url, headers: [], body };
  return { id: 'p', method, url, location: 'QUERY', name: 'q', value, template, effect };
};

/** Everything that a check sends to a page. */
async function sentBy(check: ActiveCheck, place: Place, reply: (value: string) => Reply): Promise<string[]> {
  const point = makePoint(place);
  const sent: string[] = [];
  let marks = 0;
  const answer = (value: string) => {
    sent.push(value);
    const { status = 200, body } = reply(value);
    return Promise.resolve(capturedPage({ url: point.url, status, body }));
  };
  const mark = () => `pfharmless${(marks++ * 7 + 41).toString(36).padStart(3, '0')}`;
  const baseline = () => answer(place.value);
  await runWhole(check, point, {
    origin: 'https://shop.test',
    mark,
    ...sharedFacts(point, { mark, baseline, send: answer }),
    probe: (_point, value) => answer(value),
    baseline,
    inert: () => Promise.resolve(null),
    siteFiles: async () => [{ path: '/robots.txt', text: 'User-agent: *' }],
  });
  return sent;
}

type Statement = { name: string; sample: string; dialects: readonly Dialect[]; write(value: string): string };
const statement = (
  name: string,
  sample: string,
  write: Statement['write'],
  dialects = DIALECTS,
): Statement => ({
  name,
  sample,
  write,
  dialects,
});

/** What is around the value in real statements; the last condition is what a comment would cut off. */
const OWNED = "AND owner = 'anna'";
const quoted = (q: string, dialects: readonly Dialect[]) => [
  statement(`compared ${q}`, 'lamp', (v) => `WHERE name = ${q}${v}${q} ${OWNED}`, dialects),
  statement(`first ${q}`, 'nosuch', (v) => `WHERE ${q}${v}${q} = name ${OWNED}`, dialects),
  statement(`unequal ${q}`, 'lamp', (v) => `WHERE name <> ${q}${v}${q} ${OWNED}`, dialects),
  statement(`denied ${q}`, 'lamp', (v) => `WHERE NOT (name = ${q}${v}${q}) ${OWNED}`, dialects),
  statement(
    `parentheses ${q}`,
    'lamp',
    (v) => `WHERE (price > 1 AND (name = ${q}${v}${q})) ${OWNED}`,
    dialects,
  ),
  statement(`list ${q}`, 'lamp', (v) => `WHERE name IN (${q}${v}${q}) ${OWNED}`, dialects),
  statement(
    `long list ${q}`,
    'lamp',
    (v) => `WHERE name IN (${q}${v}${q},${q}candle${q}) ${OWNED}`,
    dialects,
  ),
  statement(
    `last of a list ${q}`,
    'lamp',
    (v) => `WHERE name IN (${q}candle${q}, ${q}${v}${q}) ${OWNED}`,
    dialects,
  ),
  statement(`number in quotes ${q}`, '3', (v) => `WHERE id IN (${q}${v}${q}) ${OWNED}`, dialects),
  statement(`pattern ${q}`, 'am', (v) => `WHERE name LIKE ${q}%${v}%${q} ${OWNED}`, dialects),
  statement(`prefix ${q}`, 'la', (v) => `WHERE name LIKE ${q}${v}%${q} ${OWNED}`, dialects),
  statement(`pattern without signs ${q}`, 'la', (v) => `WHERE name LIKE ${q}${v}${q} ${OWNED}`, dialects),
  statement(`range ${q}`, 'c', (v) => `WHERE name BETWEEN ${q}${v}${q} AND ${q}d${q} ${OWNED}`, dialects),
  statement(
    `or ${q}`,
    'lamp',
    (v) => `WHERE name = ${q}${v}${q} OR category = ${q}${v}${q} ${OWNED}`,
    dialects,
  ),
];
const STATEMENTS: readonly Statement[] = [
  ...quoted("'", DIALECTS),
  ...quoted('"', ['mysql']),
  statement('number', '3', (v) => `WHERE id = ${v} ${OWNED}`),
  statement('number denied', '3', (v) => `WHERE NOT (id = ${v}) ${OWNED}`),
  statement('number unequal', '-3', (v) => `WHERE id <> ${v} ${OWNED}`),
  statement('number in a list', '3', (v) => `WHERE id IN (${v}) ${OWNED}`),
  statement('numbers in a list', '3,4', (v) => `WHERE id IN (9,${v},8) ${OWNED}`),
  statement('number in a range', '2', (v) => `WHERE id BETWEEN ${v} AND 3 ${OWNED}`),
  statement('number multiplied', '2', (v) => `WHERE price > ${v} * 40 ${OWNED}`),
  statement('number subtracted', '2', (v) => `WHERE id = 5 - ${v} ${OWNED}`),
  statement('decimal', '30.0', (v) => `WHERE price < ${v} ${OWNED}`),
  statement('limit', '2', (v) => `WHERE price > 1 LIMIT ${v}`),
  statement('offset', '3', (v) => `WHERE price > 1 LIMIT 2 OFFSET ${v}`),
  statement('order', 'price', (v) => `WHERE owner = 'anna' ORDER BY ${v} LIMIT 9`),
  statement('order list', 'category,price', (v) => `WHERE owner = 'anna' ORDER BY ${v} LIMIT 9`),
  statement('order list down', 'category, price desc', (v) => `WHERE owner = 'anna' ORDER BY ${v} LIMIT 9`),
  statement('direction', 'desc', (v) => `WHERE owner = 'anna' ORDER BY price ${v}`),
  statement('quoted name', 'name', (v) => `WHERE owner = 'anna' ORDER BY \`${v}\``, ['mysql']),
];

const page = (text: string) => `<!doctype html><title>Shop</title><h1>Our shop</h1><p>${text}</p>`;
const listed = (rows: readonly Row[]) =>
  page(rows.map(({ name, price }) => `${name} costs ${price}`).join('</p><p>'));
type Page = {
  rows(rows: readonly Row[], value: string): Reply;
  error(message: string, value: string): Reply;
};
/** Repeats the value in a script from which the usual ways out are filtered, so that the others are tried. */
const script = (value: string) => ({
  body: `${page('Found')}<script>var q = '${value.replaceAll('-', '')}';</script>`,
});
const attribute = (value: string) => ({
  body: `${page('Found')}<input value='${value.replaceAll('<', '')}'>`,
});
const PAGES: Readonly<Record<string, Page>> = {
  'shows rows and messages': { rows: (r) => ({ body: listed(r) }), error: (m) => ({ body: page(m) }) },
  'shows rows and fails': {
    rows: (r) => ({ body: listed(r) }),
    error: () => ({ status: 500, body: page('Sorry') }),
  },
  'shows rows and no error': { rows: (r) => ({ body: listed(r) }), error: () => ({ body: listed([]) }) },
  'says the same and fails': {
    rows: () => ({ body: page('Done') }),
    error: () => ({ status: 500, body: 'Sorry' }),
  },
  'says the same and messages': { rows: () => ({ body: page('Done') }), error: (m) => ({ body: page(m) }) },
  'repeats the value in a script': { rows: (_r, v) => script(v), error: (_m, v) => script(v) },
  'repeats the value in an attribute': { rows: (_r, v) => attribute(v), error: (_m, v) => attribute(v) },
};

/** By dialect and statement: the pages are asked the same over and over. */
const answers = new Map<string, Row[] | SqlError>();

function chosen(dialect: Dialect, sql: string): Row[] | SqlError {
  const key = `${dialect}\0${sql}`;
  const known = answers.get(key) ?? run(dialect, sql);
  answers.set(key, known);
  return known;
}

function run(dialect: Dialect, sql: string): Row[] | SqlError {
  try {
    return queryItems(dialect, `SELECT * FROM items ${sql}`);
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
}

/** The statements that a driver would run one after the other: cut at every semicolon outside of a literal. */
function firstStatement(sql: string): string {
  let open = '';
  for (const [index, char] of [...sql].entries()) {
    if (open !== '') open = char === open ? '' : open;
    else if (`'"\``.includes(char)) open = char;
    else if (char === ';') return sql.slice(0, index);
  }
  return sql;
}

describe.each(Object.entries(PAGES))('on a page that %s', (_name, { rows, error }) => {
  describe.each(ACTIVE)('$id', (check) => {
    test.each(STATEMENTS)(
      'chooses no row that was not asked for: $name',
      async ({ sample, dialects, write }) => {
        const unasked: { dialect: Dialect; sql: string; more: Row[] }[] = [];
        for (const dialect of dialects) {
          // Where rows are chosen by what they are not, any other text chooses one more: a plain word may do that.
          const plain = [sample, 'pfplainword'].map((value) => chosen(dialect, write(value)));
          const allowed = new Set(plain.flatMap((run) => (run instanceof SqlError ? [] : run)));
          for (const method of ['GET', 'POST'] as const) {
            await sentBy(check, { value: sample, method }, (value) => {
              const sql = write(value);
              const result = chosen(dialect, sql);
              for (const run of [result, chosen(dialect, firstStatement(sql))]) {
                const more = run instanceof SqlError ? [] : run.filter((row) => !allowed.has(row));
                if (more.length > 0) unasked.push({ dialect, sql, more });
              }
              return result instanceof SqlError ? error(result.message, value) : rows(result, value);
            });
          }
        }
        expect(unasked).toEqual([]);
      },
    );
  });
});

/** Pages that answer in any way at all, so that every branch of a check is taken. */
const reply = fc.record({
  status: fc.constantFrom(200, 200, 200, 302, 403, 404, 500),
  words: fc.constantFrom(
    'Nothing',
    'A lamp',
    'You have an error in your SQL syntax',
    'near "x": syntax error',
    'ORA-01756',
  ),
  isEcho: fc.boolean(),
});
const values = fc.constantFrom(
  'lamp',
  '7',
  '-2.5',
  '1,2',
  'name',
  'asc',
  '',
  'on',
  '2024-05-01',
  'ann@shop.test',
  "O'Neil",
);

describe.each(ACTIVE)('whatever a page answers, $id', (check) => {
  test('delays nothing', async () => {
    await fc.assert(
      fc.asyncProperty(values, fc.array(reply, { minLength: 1, maxLength: 9 }), async (value, replies) => {
        let count = 0;
        const sent = await sentBy(check, { value }, (one) => {
          const { status, words, isEcho } = replies[count++ % replies.length] ?? {
            status: 200,
            words: '',
            isEcho: true,
          };
          return { status, body: page(isEcho ? `${words} ${one}` : words) };
        });
        expect(sent.filter((one) => DELAYS.test(one))).toEqual([]);
      }),
    );
  });
});

test('a place that saves gets text with an apostrophe inside a word, or its double, and nothing else of SQL', async () => {
  const [check] = ACTIVE.filter(({ id }) => id === 'sql-injection');
  if (!check) throw new Error('the check is gone');
  await fc.assert(
    fc.asyncProperty(values, fc.array(reply, { minLength: 1, maxLength: 9 }), async (value, replies) => {
      let count = 0;
      const place: Place = { value, method: 'POST', effect: 'SAVES' };
      const sent = await sentBy(check, place, () => {
        const { status, words } = replies[count++ % replies.length] ?? { status: 200, words: '' };
        return { status, body: page(words) };
      });
      expect(sent.length).toBeLessThanOrEqual(4);
      for (const one of sent.slice(1)) {
        expect(one).toMatch(/[\p{L}\p{N}](?:'|'')pf/u);
        expect(one.replace(value, '').replaceAll(/pf[a-z0-9]+/g, '')).toMatch(/^'{1,2}$/);
      }
    }),
  );
});
