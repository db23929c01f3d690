import type { Dialect } from './tokenize-sql';

/** What a database complains about, in its own words. */
export class SqlError extends Error {}

const MESSAGES: Readonly<Record<Dialect, (rest: string, sql: string) => string>> = {
  mysql: (rest) =>
    `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${rest}' at line 1`,
  postgresql: (rest, sql) => `ERROR: syntax error at or near "${rest.slice(0, 20)}" LINE 1: ${sql}`,
  sqlite: (rest) => `SQLITE_ERROR: near "${rest.slice(0, 20)}": syntax error`,
  mssql: (rest) => `Unclosed quotation mark after the character string '${rest}'.`,
  oracle: () => 'ORA-00933: SQL command not properly ended',
  h2: (_rest, sql) =>
    `org.h2.jdbc.JdbcSQLSyntaxErrorException: Syntax error in SQL statement "${sql}"; SQL statement: [42000-224]`,
};

/** @param at where reading stopped */
export const syntaxError = (dialect: Dialect, sql: string, at: number): SqlError =>
  new SqlError(MESSAGES[dialect](sql.slice(at, at + 80), sql));
