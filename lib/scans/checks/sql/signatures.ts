/**
 * A database that spoke, or the driver that passed its words on, and the words. `isStatement`: they can only be about
 * a statement that it could not read; otherwise the class of an exception says no more than that something failed.
 */
export type DatabaseError = { database: string; excerpt: string; isStatement: boolean };

type Signature = { database: string; isStatement: boolean; pattern: RegExp };

const statement = (database: string, ...patterns: RegExp[]): Signature[] =>
  patterns.map((pattern) => ({ database, isStatement: true, pattern }));
const driver = (database: string, ...patterns: RegExp[]): Signature[] =>
  patterns.map((pattern) => ({ database, isStatement: false, pattern }));

/** Messages for a statement that the database cannot read, in English and in Chinese; then the names of drivers. */
const SIGNATURES: readonly Signature[] = [
  ...driver(
    'Dameng',
    /dm\.jdbc\.driver|\bDMException\b|\bDMSQLException\b|\[DM\d?_?(?:ODBC|JDBC)/i,
    /第 ?\d{1,6} ?行, ?第 ?\d{1,6} ?列[^\n]{0,80}附近出现错误/,
  ),
  ...driver('Kingbase', /com\.kingbase8?\.|\bKSQLException\b|\bkdbndp\b/i),
  ...driver('GaussDB', /\bGAUSS-\d{5}\b|org\.opengauss\.|com\.huawei\.(?:opengauss|gauss)/i),
  ...driver('Oscar', /com\.oscar\.|\bOscar(?:JDBC|SQLException|DB)\b|神通数据库/i),
  ...driver('OceanBase', /com\.oceanbase\.jdbc|com\.alipay\.oceanbase|\bOBE-\d{5}\b/),
  ...statement(
    'MySQL',
    /You have an error in your SQL syntax/i,
    /check the manual that (?:corresponds to|fits) your (?:MySQL|MariaDB|Drizzle|TiDB|OceanBase) (?:server )?version/i,
    /(?:您|你)的 ?SQL ?(?:语法|语句)[^\n]{0,10}错误/,
  ),
  ...driver(
    'MySQL',
    /MySQLSyntaxErrorException|ER_PARSE_ERROR|SQLSTATE\[42000\][^\n]{0,60}\b1064\b|\(1064, /,
    /Warning[^\n]{0,60}\bmysqli?_(?:query|fetch\w*|num_rows|result)\b/i,
    /com\.mysql\.(?:cj\.)?jdbc\.exceptions|org\.mariadb\.jdbc/,
  ),
  ...statement(
    'PostgreSQL',
    /syntax error at (?:or near|end of input)\b/i,
    /unterminated quoted (?:string|identifier) at or near/i,
    /语法错误 ?在[^\n]{0,80}附近|语法错误 ?在输入的末尾|(?:未结束的引用|未终止的引号|未结束的引号|无法终止的引用)/,
    /PG::SyntaxError|psycopg\d?\.errors\.SyntaxError|SQLSTATE\[42601\]/,
    /\bpq: (?:syntax error|unterminated)/,
  ),
  ...driver(
    'PostgreSQL',
    /org\.postgresql\.util\.PSQLException|Npgsql\.(?:Npgsql|Postgres)Exception/,
    /Warning[^\n]{0,60}\bpg_(?:query|exec|send_query)\b/i,
  ),
  ...statement('SQLite', /(?<!fts\d: )near "[^"\n]{0,80}": syntax error/i, /unrecognized token: "/i),
  ...driver(
    'SQLite',
    /SQLite3?::(?:SQLException|query)|sqlite3\.OperationalError|\bSQLITE_ERROR\b|System\.Data\.SQLite\.SQLiteException|SQLite\/JDBCDriver|org\.sqlite\.SQLiteException/,
  ),
  ...statement(
    'SQL Server',
    /Unclosed quotation mark (?:after|before) the character string/i,
    /Incorrect syntax near(?: the keyword)? ['"]/i,
    /后的引号不完整|附近有语法错误|附近的语法不正确/,
  ),
  ...driver(
    'SQL Server',
    /(?:System|Microsoft)\.Data\.SqlClient\.SqlException|com\.microsoft\.sqlserver\.jdbc\.SQLServerException|\[ODBC SQL Server Driver\]|\[SQL Server Native Client/,
  ),
  ...statement(
    'Oracle',
    /\bORA-(?:009(?!04|42)\d\d|017(?:40|47|56|89)|00604|06550|29257)\b/,
    /quoted string not properly terminated|SQL command not properly ended/i,
    /引号内的字符串没有正确结束|SQL ?命令未正确结束|缺失(?:表达式|右括号|左括号|关键字)/,
  ),
  ...driver('Oracle', /oracle\.jdbc\.[\w.]{0,80}Exception|Warning[^\n]{0,60}\boci_(?:parse|execute)\b/),
  ...statement(
    'DB2',
    /\bSQL0(?:007|010|103|104|199)N\b/,
    /SQLCODE[=:]\s{0,3}-(?:10|103|104|199|7)\b/,
    /后面发现意外的标记|以 ?"[^"\n]{0,80}" ?开始的字符串常量没有结束定界符/,
  ),
  ...driver('DB2', /com\.ibm\.db2\.jcc\.[\w.]{0,80}Exception|DB2 SQL error/i),
  ...statement(
    'H2',
    /Syntax error in SQL statement "/i,
    /SQL ?语句[^\n]{0,200}(?:语法错误|出现语法错误)|语法错误[^\n]{0,20}SQL ?语句/,
  ),
  ...driver('H2', /org\.h2\.jdbc\.Jdbc\w{0,60}Exception/),
  ...statement(
    'HSQLDB',
    /\bunexpected (?:token|end of statement): [^\s\n]{1,80}(?:[^\n]{0,60}in statement| : line: \d)|unexpected end of statement/i,
    /malformed (?:quoted )?(?:string|identifier): ?'/i,
  ),
  ...driver('HSQLDB', /org\.hsqldb\.(?:\w{1,40}\.)?HsqlException/),
  ...statement(
    'Derby',
    /Syntax error: Encountered "|Lexical error at line \d{1,6}, column \d|语法错误[:：] ?(?:遇到|在第)/i,
  ),
  ...driver('Derby', /org\.apache\.derby\.|\bERROR 42X0\d\b/),
  ...driver('Sybase', /Sybase message:|com\.sybase\.jdbc\d?\.|SybSQLException|Warning[^\n]{0,60}\bsybase_/i),
  ...statement(
    'Microsoft Access',
    /Syntax error (?:\(missing operator\) )?in (?:string in )?query expression/i,
    /查询表达式[^\n]{0,120}(?:语法错误|中的字符串)|语法错误[^\n]{0,20}(?:在)?查询表达式/,
  ),
  ...driver(
    'Microsoft Access',
    /(?:JET|ACE) Database Engine[^\n]{0,80}(?:syntax|error)/i,
    /\[Microsoft Access Driver\]/i,
  ),
  ...statement('Informix', /\bA syntax error has occurred\b|发生(?:了)?语法错误[^\n]{0,20}-201/i),
  ...driver('Informix', /com\.informix\.jdbc/i),
  ...statement('Firebird', /Dynamic SQL Error[^\n]{0,40}SQL error code/i),
  ...driver('Firebird', /org\.firebirdsql\.jdbc/),
  ...statement('ClickHouse', /DB::Exception: Syntax error/i),
  ...statement('SQL', /Raw query failed\. Code: `(?:42601|42000|1064|1|102|105)`/),
  ...driver(
    'SQL',
    /org\.hibernate\.(?:exception\.SQLGrammarException|hql\.[\w.$]{0,80}Exception|query\.[\w.]{0,60}SyntaxException|QueryException)/,
    /org\.springframework\.jdbc\.BadSqlGrammarException|java\.sql\.SQL\w{0,20}Exception/,
    /sqlalchemy\.exc\.(?:ProgrammingError|OperationalError)|django\.db\.utils\.(?:ProgrammingError|OperationalError)/,
    /ActiveRecord::StatementInvalid|SequelizeDatabaseError|QueryFailedError: |Illuminate\\Database\\QueryException|Doctrine\\DBAL\\[\w\\]{0,80}SyntaxErrorException/,
    /PDOException[^\n]{0,80}SQLSTATE\[(?:42\w{3}|HY000)\]/,
    /\[ODBC[^\]\n]{0,60}\][^\n]{0,120}(?:syntax error|语法错误)/i,
    /SQL ?(?:语法|语句)(?:错误|异常)/,
  ),
];

/** What databases say about a value that does not fit its type: bound parameters provoke it as well as joined text. */
const VALUE_ERROR =
  /invalid input syntax for|conversion failed when|error converting data type|incorrect (?:integer|decimal|double|date|datetime|time) value|invalid character value|data ?type mismatch|data exception|date format|invalid number|out of range|类型 ?[\w ]{1,40}(?:的)?(?:无效)?(?:的)?输入语法|转换成数据类型|转换[^\n]{0,30}(?:失败|出错|错误)|无效(?:的)?数字|数据类型不匹配/i;
/** Languages that are searched or evaluated with and whose syntax is not that of the statement around a bound value. */
const OTHER_LANGUAGE =
  /\bFTS_(?:TERM|NUMB)\b|\bfts\d\b|full-?text|全文|unexpected \$end|tsquery|lucene|elasticsearch|opensearch|query_string|query_shard|\bsolr\b|parse_exception|token_mgr_error|sphinx|manticore|xpath|\bXPST\d|xquery|xslt|\bldap\b|graphql|json ?path|JSON\.parse|JSONDecodeError|JsonParse|Unexpected token|regular expression|preg_\w{1,20}\(|PatternSyntaxException|\bre\.error\b|TemplateSyntaxError|\bTwig\b|jinja|freemarker|velocity|thymeleaf|\bMongo|(?<!errors\.)\bSyntaxError: /i;

const REFERENCES: readonly (readonly [RegExp, string])[] = [
  [/&(?:quot|#0*34|#x0*22);/gi, '"'],
  [/&(?:apos|#0*39|#x0*27);/gi, "'"],
  [/\\u0027/g, "'"],
  [/\\"|\\u0022/g, '"'],
  [/\\\\/g, '\\'],
];

/** Quotation marks as a reader sees them, whether the page or a JSON text wrote them otherwise. */
export const readable = (text: string): string =>
  REFERENCES.reduce((rest, [form, char]) => rest.replace(form, char), text);

/** Whether the page now speaks of a value's type or of another language than SQL, which it did not do before. */
function speaksOfOtherThings(plain: string, usual: string): boolean {
  return [VALUE_ERROR, OTHER_LANGUAGE].some((pattern) => pattern.test(plain) && !pattern.test(usual));
}

/**
 * The first message in `text` of a kind that `baseline` does not show; a page about SQL shows its messages always.
 * An exception's class counts only where nothing says that it was about something else than the statement.
 */
export function newDatabaseError(text: string, baseline: string): DatabaseError | null {
  const usual = readable(baseline);
  const plain = readable(text);
  const found = SIGNATURES.flatMap(({ pattern, ...signature }) => {
    const match = pattern.exec(plain);
    return match && !pattern.test(usual) ? [{ ...signature, excerpt: match[0] }] : [];
  });
  const certain = found.find(({ isStatement }) => isStatement);
  if (certain) return { ...certain, database: found[0]?.database ?? certain.database };
  const [first] = found;
  return first && !speaksOfOtherThings(plain, usual) ? first : null;
}

const ECHO_CHARACTERS = 8;
const NEAR_CHARACTERS = 60;

/**
 * Text of a message that quotes the value from the break on, as readers of SQL do, and not the value as a whole.
 * @param head what was before the mark, without the quotation mark @param tail the mark behind it
 */
export function nearText(text: string, baseline: string, head: string, tail: string): DatabaseError | null {
  const plain = readable(text);
  const haystack = plain.toLowerCase();
  const ending = head.slice(-ECHO_CHARACTERS).toLowerCase();
  for (let at = haystack.indexOf(tail); at !== -1; at = haystack.indexOf(tail, at + tail.length)) {
    const before = haystack.slice(Math.max(0, at - 2 * ECHO_CHARACTERS), at);
    if (ending === '' || before.includes(ending)) continue;
    const excerpt = plain.slice(Math.max(0, at - NEAR_CHARACTERS), at + tail.length + NEAR_CHARACTERS);
    const around = excerpt.split(/[<>\n]/).find((part) => part.toLowerCase().includes(tail)) ?? tail;
    // A message has words around what it quotes; a list of the words that were searched for has none.
    const words = around.toLowerCase().replaceAll(tail, ' ');
    if (!/\p{L}{2}/u.test(words)) continue;
    return speaksOfOtherThings(plain, readable(baseline))
      ? null
      : { database: 'SQL', excerpt: around.trim(), isStatement: false };
  }
  return null;
}

const UNKNOWN_NAME =
  /\bunknown column '|\bno such column: |\bcolumn "[^"\n]{1,80}" does not exist|\binvalid column name '|\bORA-00904\b|\bColumn "[^"\n]{1,80}" not found|\buser lacks privilege or object not found: |\bColumn '[^'\n]{1,80}' is (?:either )?not in /i;

/** Whether a database says that a word names no column: a text stood where a number was wanted. */
export const isUnknownName = (text: string): boolean => UNKNOWN_NAME.test(text);
