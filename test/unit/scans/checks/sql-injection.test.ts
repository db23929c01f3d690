import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBlocking } from '@/lib/findings/rules/finding';
import { newDatabaseError } from '@/lib/scans/checks/sql/signatures';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { type CaseSite, type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { SQL_CASES } from '../../../fixtures/sites/sql-cases';
import { runCase } from './probe-harness';

let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite(SQL_CASES);
});
afterAll(() => site.close());

describe('SQL injection', () => {
  test.each(SQL_CASES.filter((one) => one.isVulnerable))('confirms $name', async (one) => {
    const { findings, requests } = await runCase(sqlInjection, site, one);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ class: 'SQL_INJECTION', confidence: 'CONFIRMED', severity: 'HIGH' });
    expect(findings.every(isBlocking)).toBe(true);
    // A plain value and one with ordinary punctuation are shared with the other checks; seven requests exclude chance.
    expect(requests).toBeLessThanOrEqual(28);
  });

  test.each(SQL_CASES.filter((one) => !one.isVulnerable))('stays silent on $name', async (one) => {
    const { findings, requests } = await runCase(sqlInjection, site, one);
    expect(findings).toEqual([]);
    expect(requests).toBeLessThanOrEqual(20);
  });

  test.each(['safe-parameter', 'safe-parameter-number', 'safe-unused', 'safe-firewall'])(
    'an ordinary page such as %s costs little',
    async (name) => {
      const one = SQL_CASES.find((each) => each.name === name);
      if (!one) throw new Error('the case is gone');
      expect((await runCase(sqlInjection, site, one)).requests).toBeLessThanOrEqual(12);
    },
  );
});

describe('one signal only', () => {
  const logged = (fails: (value: string) => boolean): SiteCase => ({
    name: 'logged',
    isVulnerable: true,
    location: 'FORM',
    sample: 'lamp',
    answer: ({ value }) => ({ status: fails(value) ? 500 : 200, body: fails(value) ? 'Sorry' : 'Thank you' }),
  });
  const isOdd = (value: string) => (value.split("'").length - 1) % 2 === 1;
  const isUnescaped = (value: string) => value.replaceAll("''", '').includes("'");

  test.each<[string, (value: string) => boolean, string[]]>([
    ['fails on every quotation mark that is not doubled', isUnescaped, ['sqlQuoting LIKELY']],
    ['fails on every odd number of quotation marks', isOdd, []],
    ['fails on any quotation mark', (value) => value.includes("'"), []],
    ['fails on long values', (value) => value.length > 6, []],
  ])('a page that only says thank you and %s', async (_name, fails, expected) => {
    const one = logged(fails);
    const lone = await startCaseSite([one]);
    const { findings } = await runCase(sqlInjection, lone, one);
    await lone.close();
    expect(findings.map(({ titleKey, confidence }) => `${titleKey.split('.')[1]} ${confidence}`)).toEqual(
      expected,
    );
    expect(findings.some(isBlocking)).toBe(false);
  });
});

describe('database messages', () => {
  test.each([
    [
      'MySQL',
      'You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for',
    ],
    ['PostgreSQL', 'ERROR:  unterminated quoted string at or near &quot;&#39;a&quot;'],
    ['SQLite', 'Error: SQLITE_ERROR: unrecognized token: \\"&#x27;\\"'],
    ['SQL Server', 'Unclosed quotation mark after the character string &#39;&#39;.'],
    ['Oracle', 'java.sql.SQLException: ORA-01756: quoted string not properly terminated'],
    ['DB2', 'DB2 SQL error: SQLCODE: -10, SQLSTATE: 42603'],
    ['H2', 'org.h2.jdbc.JdbcSQLSyntaxErrorException: Syntax error'],
    ['HSQLDB', "java.sql.SQLSyntaxErrorException: malformed string: 'a in statement [SELECT"],
    ['Sybase', 'Sybase message: Unclosed quote before the character string'],
    ['Microsoft Access', "Syntax error (missing operator) in query expression 'id = 1'''."],
    ['SQL', 'Invalid `prisma.$queryRawUnsafe()` invocation: Raw query failed. Code: `42601`. Message'],
  ])('%s is recognised', (database, text) => {
    expect(newDatabaseError(`<p>${text}</p>`, '<p>fine</p>')?.database).toBe(database);
  });

  test.each([
    'ERROR: invalid input syntax for type integer: "1\'"',
    "Conversion failed when converting the varchar value '1''' to data type int.",
    'fts5: syntax error near "\'"',
    'An error occurred. Please check your syntax.',
    'Learn SQL syntax in ten days',
  ])('%s proves nothing', (text) => {
    expect(newDatabaseError(text, '')).toBeNull();
  });

  test('a message that the untouched page shows as well is never new', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('near "x": syntax error', 'ORA-00933: ended', 'SQLITE_ERROR: x'),
        (noise, message) => {
          expect(newDatabaseError(noise + message, message)).toBeNull();
        },
      ),
    );
  });
});
