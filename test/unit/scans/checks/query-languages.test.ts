import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { type Answer, type CaseSite, type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { runCase } from './probe-harness';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const page = (text: string, status = 200): Answer => ({
  status,
  body: `<!doctype html><title>Notes</title><h1>Notes</h1><p>${text}</p>`,
});
const count = (value: string, part: string) => value.split(part).length - 1;
const isOdd = (value: string, quote: string) => count(value, quote) % 2 === 1;
const isOpen = (value: string) => count(value, '(') !== count(value, ')');
const after = (value: string, quote: string) => value.slice(value.lastIndexOf(quote) + 1);
/** Where a literal that doubles its quotation marks ends too early: the text from there on. */
function broken(value: string, quote = "'"): string | null {
  for (let at = 0; at < value.length; at++) {
    if (value[at] !== quote) continue;
    if (value[at + 1] !== quote) return value.slice(at + 1);
    at += 1;
  }
  return null;
}

type Language = [name: string, refusal: (value: string) => string | null];

/** Languages in which a quotation mark is syntax while the statement around holds the value as a parameter. */
const BOUND: readonly Language[] = [
  [
    'MySQL boolean mode',
    (v) =>
      isOdd(v, '"') || isOpen(v)
        ? "SQLSTATE[42000]: Syntax error or access violation: 1064 syntax error, unexpected $end, expecting FTS_TERM or '*'"
        : null,
  ],
  [
    'SQLite full text',
    (v) => {
      if (isOdd(v, '"')) return 'sqlite3.OperationalError: unterminated string';
      const sign = /[',*/;=\\`]/.exec(v.replace(/"[^"]*"/g, ' '))?.[0];
      return sign ? `sqlite3.OperationalError: fts5: syntax error near "${sign}"` : null;
    },
  ],
  [
    'SQL Server CONTAINS',
    (v) =>
      isOdd(v, '"')
        ? `System.Data.SqlClient.SqlException: Syntax error near '${after(v, '"')}' in the full-text search condition '${v}'.`
        : null,
  ],
  [
    'PostgreSQL text search',
    (v) => (/['(]/.test(v) ? `PSQLException: ERROR: syntax error in tsquery: "${v}"` : null),
  ],
  ['PostgreSQL JSON path', () => 'ERROR: syntax error at end of jsonpath input'],
  [
    'Lucene',
    (v) =>
      isOdd(v, '"') || isOpen(v)
        ? `org.apache.lucene.queryparser.classic.ParseException: Cannot parse: Lexical error at line 1, column 9. Encountered: EOF after : "${after(v, '"')}"`
        : null,
  ],
  [
    'Elasticsearch',
    (v) =>
      isOdd(v, '"') ? `{"type":"query_shard_exception","reason":"Failed to parse query [${v}]"}` : null,
  ],
  [
    'Sphinx',
    (v) => (isOdd(v, '"') ? `index notes: syntax error, unexpected $end near '${after(v, '"')}'` : null),
  ],
  ['LDAP', (v) => (isOpen(v) || v.endsWith('\\') ? 'LDAPException: Bad search filter' : null)],
  [
    'words as a shell splits them',
    (v) => (isOdd(v, "'") || isOdd(v, '"') ? 'ValueError: No closing quotation' : null),
  ],
  ['XPath', (v) => (v.includes("'") ? 'XPathEvalError: Invalid expression' : null)],
  [
    'XPath 2',
    (v) => (broken(v) === null ? null : `XPST0003: unexpected name ${broken(v)} in the path expression`),
  ],
  ['GraphQL', (v) => (isOdd(v, '"') ? `GraphQL: Syntax Error: Unterminated string ${after(v, '"')}` : null)],
  [
    'JSON',
    (v) => (/["\\]/.test(v) ? `JSON.parse: Unexpected token ${after(v, '"')} in JSON at position 9` : null),
  ],
  [
    'regular expressions',
    (v) => (isOpen(v) || v.endsWith('\\') ? 'preg_match(): missing closing parenthesis' : null),
  ],
  [
    'templates',
    (v) => (broken(v) === null ? null : `TemplateSyntaxError: expected token, got '${broken(v)}'`),
  ],
  ['a script', (v) => (broken(v) === null ? null : `SyntaxError: invalid syntax near ${broken(v)}`)],
  [
    'dates',
    (v) => (/^[\d-]+$/.test(v) ? null : `PSQLException: ERROR: invalid input syntax for type date: "${v}"`),
  ],
  [
    'numbers',
    (v) =>
      /^\d+$/.test(v)
        ? null
        : `SQLException: Conversion failed when converting the nvarchar value '${v}' to data type int.`,
  ],
  [
    'numbers in Chinese',
    (v) => (/^\d+$/.test(v) ? null : `PSQLException: 错误: 无效的类型 integer 输入语法: "${v}"`),
  ],
  [
    'no quotation marks at all',
    (v) => (/['"]/.test(v) ? `These signs are not allowed near ${after(v, "'")}` : null),
  ],
  ['words of which each is shown', (v) => `Nothing for ${v.split(/\W+/).join(' and for ')}`],
];
const SAMPLES = ['shoes', '7', '2024-05-01'];

function bound(): SiteCase[] {
  return BOUND.flatMap(([name, refusal]) =>
    SAMPLES.flatMap((sample) =>
      [200, 500].map(
        (status): SiteCase => ({
          name: `${name} ${sample} ${status}`.replace(/\W+/g, '-'),
          isVulnerable: false,
          location: 'QUERY',
          sample,
          answer: ({ value }) => {
            const message = refusal(value);
            return message === null ? page(`Notes about ${sample} are here`) : page(escaped(message), status);
          },
        }),
      ),
    ),
  );
}

/** Messages for a literal that ended too early, as the databases write them. `near`: the text from there on. */
const MESSAGES: Readonly<Record<string, (near: string) => string>> = {
  MySQL: (n) =>
    `You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near '${n}' at line 1`,
  'MySQL in Chinese': (n) => `你的SQL语法有错误；请参考手册 在'${n}'附近使用的正确语法`,
  TiDB: (n) => `line 1 column 38 near "${n}": unterminated literal`,
  OceanBase: (n) => `com.oceanbase.jdbc: OBE-00900: 您的语句在 ${n} 处无法解析`,
  PostgreSQL: (n) => `ERROR: syntax error at or near "${n}"`,
  'PostgreSQL in Chinese': (n) => `错误: 语法错误 在 "${n}" 或附近的`,
  Kingbase: (n) => `com.kingbase8.util.KSQLException: 错误: 语法错误 在 "${n}" 或附近的`,
  openGauss: (n) => `org.opengauss.util.PSQLException: 语法错误在 ${n} 或附近`,
  GaussDB: (n) => `GAUSS-00601: syntax error near ${n}`,
  Dameng: (n) => `第 1 行, 第 42 列[${n}]附近出现错误: 语法分析出错`,
  Oscar: (n) => `com.oscar.jdbc: 语法错误，位于 ${n}`,
  'SQL Server': (n) => `Incorrect syntax near '${n}'.`,
  'SQL Server in Chinese': (n) => `字符串 '${n}' 后的引号不完整。`,
  Oracle: () => 'ORA-01756: quoted string not properly terminated',
  'Oracle in Chinese': () => 'ORA-01756: 引号内的字符串没有正确结束',
  DB2: (n) => `SQL0104N An unexpected token "${n}" was found`,
  'DB2 in Chinese': (n) => `SQL0104N 在 "VALUES" 后面发现意外的标记 "${n}"`,
  Informix: () => 'java.sql.SQLException: A syntax error has occurred.',
  Sybase: (n) => `SybSQLException: Incorrect syntax near '${n}'.`,
  SQLite: (n) => `near "${n}": syntax error`,
  'H2 in Chinese': (n) => `SQL 语句 "INSERT INTO T VALUES(${n})" 中的语法错误`,
  HSQLDB: (n) => `java.sql.SQLSyntaxErrorException: malformed string: '${n}`,
  Derby: (n) => `Syntax error: Encountered "${n}" at line 1, column 40.`,
  'Derby in Chinese': (n) => `语法错误：遇到“${n}”（在第 1 行，第 40 列）。`,
  'Access in Chinese': (n) => `语法错误 (操作符丢失) 在查询表达式 '${n}' 中。`,
  'a database that nobody knows': (n) => `Parser stopped: ${n} is no token of this grammar`,
  'an unknown one in Chinese': (n) => `解析失败：此处不应出现 ${n}`,
};

function joined(): SiteCase[] {
  return Object.entries(MESSAGES).flatMap(([name, message]) =>
    (['QUERY', 'FORM'] as const).flatMap((location) =>
      [200, 500].map(
        (status): SiteCase => ({
          name: `joined ${name} ${location} ${status}`.replace(/\W+/g, '-'),
          isVulnerable: true,
          location,
          sample: 'news',
          answer: ({ value }) => {
            const near = broken(value);
            return near === null ? page('Welcome') : page(escaped(message(near.slice(0, 24))), status);
          },
        }),
      ),
    ),
  );
}

const CASES = [...bound(), ...joined()];
let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite(CASES);
});
afterAll(() => site.close());

describe('a value that is bound', () => {
  test.each(CASES.filter((one) => !one.isVulnerable))('is no SQL injection: $name', async (one) => {
    const { findings, requests } = await runCase(sqlInjection, site, one);
    expect(findings.filter(({ confidence }) => confidence === 'CONFIRMED')).toEqual([]);
    expect(requests).toBeLessThanOrEqual(21);
  });
});

describe('a value that is joined into an INSERT, of which only the message shows', () => {
  test.each(CASES.filter((one) => one.isVulnerable))('is confirmed: $name', async (one) => {
    const { findings, requests } = await runCase(sqlInjection, site, one);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['CONFIRMED']);
    expect(requests).toBeLessThanOrEqual(5);
  });
});

test('where something is saved, a name with an apostrophe confirms it', async () => {
  for (const one of CASES.filter(({ isVulnerable, location }) => isVulnerable && location === 'FORM')) {
    const saving: CaseSite = { ...site, pointFor: (each) => ({ ...site.pointFor(each), effect: 'SAVES' }) };
    const { findings, values } = await runCase(sqlInjection, saving, one);
    expect(findings.map(({ confidence }) => confidence)).toEqual(['CONFIRMED']);
    expect(values).toHaveLength(4);
  }
});
