/** A database that spoke, or the driver that passed its words on, and the words. */
export type DatabaseError = { database: string; excerpt: string };

type Signature = { database: string; pattern: RegExp };

const signatures = (database: string, ...patterns: RegExp[]): Signature[] =>
  patterns.map((pattern) => ({ database, pattern }));

/**
 * Messages that a database or its driver gives for a statement that it cannot read. Messages about a value's type
 * (`invalid input syntax for type integer`, `Conversion failed`) are left out: bound parameters provoke them as well.
 */
const SIGNATURES: readonly Signature[] = [
  ...signatures(
    'MySQL',
    /You have an error in your SQL syntax/i,
    /check the manual that (?:corresponds to|fits) your (?:MySQL|MariaDB|Drizzle|TiDB) server version/i,
    /MySQLSyntaxErrorException|ER_PARSE_ERROR|SQLSTATE\[42000\][^\n]{0,60}\b1064\b|\(1064, /,
    /Warning[^\n]{0,60}\bmysqli?_(?:query|fetch\w*|num_rows|result)\b/i,
    /Unknown column '[^'\n]{1,80}' in '(?:where|order|field|on|group|having)/i,
    /com\.mysql\.(?:cj\.)?jdbc\.exceptions/,
  ),
  ...signatures(
    'PostgreSQL',
    /syntax error at (?:or near|end of input)\b/i,
    /unterminated quoted (?:string|identifier) at or near/i,
    /PG::SyntaxError|org\.postgresql\.util\.PSQLException|psycopg2?\.errors\.SyntaxError|SQLSTATE\[42601\]/,
    /Warning[^\n]{0,60}\bpg_(?:query|exec|send_query)\b/i,
    /\bpq: (?:syntax error|unterminated)|Npgsql\.(?:Npgsql|Postgres)Exception/,
  ),
  ...signatures(
    'SQLite',
    /(?<!fts\d: )near "[^"\n]{0,80}": syntax error/i,
    /unrecognized token: "/i,
    /SQLite3?::(?:SQLException|query)|sqlite3\.OperationalError|\bSQLITE_ERROR\b|System\.Data\.SQLite\.SQLiteException|SQLite\/JDBCDriver|org\.sqlite\.SQLiteException/,
  ),
  ...signatures(
    'SQL Server',
    /Unclosed quotation mark (?:after|before) the character string/i,
    /Incorrect syntax near(?: the keyword)? ['"]/i,
    /System\.Data\.SqlClient\.SqlException|com\.microsoft\.sqlserver\.jdbc\.SQLServerException|\[ODBC SQL Server Driver\]|\[SQL Server Native Client/,
  ),
  ...signatures(
    'Oracle',
    /\bORA-(?:009\d\d|017(?:40|47|56|89)|00604|06550|29257)\b/,
    /quoted string not properly terminated/i,
    /oracle\.jdbc\.[\w.]{0,120}Exception|Warning[^\n]{0,60}\boci_(?:parse|execute)\b/,
  ),
  ...signatures(
    'DB2',
    /\bSQL0(?:007|010|103|104|199|206)N\b/,
    /SQLCODE[=:]\s*-(?:10|103|104|199|206|7)\b/,
    /com\.ibm\.db2\.jcc\.[\w.]{0,120}Exception|DB2 SQL error/i,
  ),
  ...signatures('H2', /org\.h2\.jdbc\.Jdbc\w*Exception/, /Syntax error in SQL statement "/i),
  ...signatures(
    'HSQLDB',
    /org\.hsqldb\.\w*\.?HsqlException/,
    /\bunexpected token: \S+(?:[^\n]{0,60}in statement| : line: \d)/i,
    /malformed string: '/i,
  ),
  ...signatures(
    'Sybase',
    /Sybase message:|com\.sybase\.jdbc\d?\.|SybSQLException|Warning[^\n]{0,60}\bsybase_/i,
  ),
  ...signatures(
    'Microsoft Access',
    /Syntax error (?:\(missing operator\) )?in (?:string in )?query expression/i,
    /(?:JET|ACE) Database Engine[^\n]{0,80}(?:syntax|error)/i,
    /\[Microsoft Access Driver\]/i,
  ),
  ...signatures('Informix', /com\.informix\.jdbc|Informix[^\n]{0,40}syntax error has occurred/i),
  ...signatures('Firebird', /Dynamic SQL Error[^\n]{0,40}SQL error code/i, /org\.firebirdsql\.jdbc/),
  ...signatures('ClickHouse', /DB::Exception: Syntax error/i),
  ...signatures(
    'SQL',
    /Raw query failed\. Code: `(?:42601|42000|1064|1|102|105)`/,
    /org\.hibernate\.(?:exception\.SQLGrammarException|hql\.\S*Exception|query\.\w*SyntaxException|QueryException)/,
    /org\.springframework\.jdbc\.BadSqlGrammarException|java\.sql\.SQLSyntaxErrorException/,
    /sqlalchemy\.exc\.(?:ProgrammingError|OperationalError)|django\.db\.utils\.(?:ProgrammingError|OperationalError)/,
    /ActiveRecord::StatementInvalid|SequelizeDatabaseError|QueryFailedError: |Illuminate\\Database\\QueryException|Doctrine\\DBAL\\\S{0,120}SyntaxErrorException/,
    /PDOException[^\n]{0,80}SQLSTATE\[(?:42\w{3}|HY000)\]/,
    /\[ODBC[^\]\n]{0,60}\][^\n]{0,120}syntax error/i,
  ),
];

const REFERENCES: readonly (readonly [RegExp, string])[] = [
  [/&(?:quot|#0*34|#x0*22);/gi, '"'],
  [/&(?:apos|#0*39|#x0*27);/gi, "'"],
  [/\\u0027/g, "'"],
  [/\\"|\\u0022/g, '"'],
  [/\\\\/g, '\\'],
];

/** Quotation marks as a reader sees them, whether the page or a JSON text wrote them otherwise. */
const readable = (text: string): string =>
  REFERENCES.reduce((rest, [form, char]) => rest.replace(form, char), text);

/** The first message in `text` of a kind that `baseline` does not show; a page about SQL shows its messages always. */
export function newDatabaseError(text: string, baseline: string): DatabaseError | null {
  const usual = readable(baseline);
  const known = SIGNATURES.filter(({ pattern }) => pattern.test(usual));
  const plain = readable(text);
  for (const signature of SIGNATURES) {
    const match = known.includes(signature) ? null : signature.pattern.exec(plain);
    if (match) return { database: signature.database, excerpt: match[0] };
  }
  return null;
}
