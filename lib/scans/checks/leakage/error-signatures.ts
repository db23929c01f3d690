import { findSourcePlace } from './source-places';

/**
 * How a debug error betrays itself: texts that frameworks print with files and lines, not words that people write.
 * `cue` is plain text that the pattern cannot match without, or several of which one is there; most pages hold none and
 * are read once. Every repetition is bounded, because the page decides what it holds.
 */
type ErrorSignature = { technology: string; cue: string | readonly string[]; pattern: RegExp };
type FoundError = { technology: string; proof: string; at: number };

/** What is between two frames: blanks, also as HTML, as a JSON text or between two of them, and the word "at". */
const BETWEEN = String.raw`(?:[\s",]|<br ?\/?>|&nbsp;|&#9;|\\[nrt]|<\/?(?:li|span|div|p)>|at ){1,40}`;
const QUOTE = `(?:"|'|&quot;|&#(?:34|39|x27|x22);)`;
const FOLDER = String.raw`(?:\/|[A-Z]:(?:\\{1,2}|\/))`;

/** `com.shop.Cart.total(Cart.java:42)`, with the module and the jar that newer ones name; Tomcat leaves the "at" out. */
const JAVA_FILES = ['.java:', '.kt:', '.scala:', '.groovy:', '.clj:', '.jsp:'];
const JAVA_FRAME = String.raw`(?:[\w$<>&;@-]{1,80}[./]){2,14}[\w$<>&;-]{1,80}\((?:[\w$-]{1,80}\.(?:java|kt|scala|groovy|clj|jsp):\d{1,6}|Native Method|Unknown Source)\)(?: ~?\[[^\]\n]{1,80}\])?`;
const NODE_FRAME = String.raw`\bat (?:async )?(?:[\w.<>&;[\] $]{1,120} \()?(?:file:\/\/)?${FOLDER}[^\s():]{1,300}\.[cm]?[jt]sx?:\d{1,7}:\d{1,7}\)?`;
const PHP_PLACE = String.raw`(?:<b>)?${FOLDER}[^\s<]{1,200}\.(?:php|inc|phtml)`;

const ERROR_SIGNATURES: readonly ErrorSignature[] = [
  {
    technology: 'Java',
    cue: JAVA_FILES,
    pattern: new RegExp(`(?<![\\w$@-])${JAVA_FRAME}${BETWEEN}${JAVA_FRAME}`),
  },
  {
    technology: 'Java',
    cue: JAVA_FILES,
    pattern: new RegExp(
      String.raw`\b(?:[a-z]\w{0,40}\.){1,10}[A-Z]\w{0,80}(?:Exception|Error)\b[^\n]{0,300}${BETWEEN}${JAVA_FRAME}`,
    ),
  },
  {
    technology: 'Python',
    cue: 'Traceback (most recent call last)',
    pattern: new RegExp(
      String.raw`Traceback \(most recent call last\):[\s\S]{0,80}?File ${QUOTE}[^"'&\n]{1,300}${QUOTE}, line \d`,
    ),
  },
  {
    technology: 'Django',
    cue: 'DEBUG = True',
    pattern: /You(?:'|’|&#x27;|&rsquo;)re seeing this error because you have <code>DEBUG = True<\/code>/,
  },
  {
    technology: 'Flask',
    cue: 'Werkzeug Debugger',
    pattern: /<title>[^<]{0,300} \/\/ Werkzeug Debugger<\/title>/,
  },
  {
    technology: 'PHP',
    cue: ' on line ',
    pattern: new RegExp(
      String.raw`(?:Fatal error|Parse error|Warning|Notice|Deprecated)(?:<\/b>)?:\s[^\n]{3,300}? in ${PHP_PLACE}(?:<\/b>)? on line (?:<b>)?\d`,
    ),
  },
  {
    technology: 'PHP',
    cue: ' thrown in ',
    pattern: new RegExp(String.raw`\bthrown in ${PHP_PLACE}(?:<\/b>)? on line (?:<b>)?\d`),
  },
  {
    technology: 'PHP',
    cue: '#0 ',
    pattern: new RegExp(String.raw`#0 ${FOLDER}[^\s(]{1,300}\.php\(\d{1,7}\): [\w\\:>{}-]{1,200}\(`),
  },
  {
    technology: 'Laravel',
    cue: 'Illuminate\\',
    pattern: /Illuminate\\[\w\\]{1,120}Exception[\s\S]{0,600}?\.php(?::|\()\d/,
  },
  {
    technology: 'Laravel',
    cue: 'vendor/laravel/framework/src',
    pattern: /vendor\/laravel\/framework\/src[^\s]{0,200}?\.php(?::|\()\d/,
  },
  {
    technology: 'Symfony',
    cue: '<abbr title="Symfony\\Component\\',
    pattern: /<abbr title="Symfony\\Component\\[\w\\]{1,120}Exception">/,
  },
  { technology: 'Symfony', cue: 'symfony/http-kernel/', pattern: /symfony\/http-kernel\/[\w/]{1,120}\.php/ },
  {
    technology: 'ASP.NET',
    cue: 'Server Error in ',
    pattern: /Server Error in (?:'|&#39;)[^'&]{0,200}(?:'|&#39;) Application/i,
  },
  {
    technology: 'ASP.NET',
    cue: 'Exception',
    pattern:
      /\[\w{1,100}Exception(?: \(0x[0-9a-f]{1,8}\))?: [^\]]{1,300}\]\s{0,20}(?:<br>\s{0,20})?\w[\w.]{1,200}\(/i,
  },
  {
    technology: '.NET',
    cue: ':line ',
    pattern: new RegExp(
      String.raw`\bat [\w.${'`'}<>+&;[\]]{3,200}\([^)\n]{0,200}\) in ${FOLDER}[^\n:]{1,200}\.(?:cs|vb|fs):line \d`,
    ),
  },
  { technology: 'Node.js', cue: 'at ', pattern: new RegExp(`${NODE_FRAME}${BETWEEN}${NODE_FRAME}`) },
  {
    technology: 'Node.js',
    cue: 'node:internal/',
    pattern: /\bat [\w.<>&; ]{0,120}\(?node:internal\/[\w/]{1,120}:\d{1,7}:\d{1,7}/,
  },
  {
    technology: 'Ruby',
    cue: '.rb:',
    pattern: /(?:\/[\w.-]{1,80}){1,15}\.rb:\d{1,7}:in (?:`|'|&#39;|&lsquo;)[\w<> ]/,
  },
  {
    technology: 'Ruby on Rails',
    cue: 'Action Controller: Exception caught',
    pattern: /<title>Action Controller: Exception caught<\/title>/,
  },
  {
    technology: 'Ruby on Rails',
    cue: 'Rails.root:',
    pattern: /<h1>[\w:]{1,100} in [\w:]{1,100}#\w{1,100}<\/h1>[\s\S]{0,800}Rails\.root:/,
  },
  {
    technology: 'Go',
    cue: ' [running]:',
    pattern: /goroutine \d{1,9} \[running\]:\s[\s\S]{0,300}?\.go:\d/,
  },
  {
    technology: 'Perl',
    cue: ' line ',
    pattern: / at (?:\/[\w.-]{1,80}){1,15}\.(?:pl|pm|cgi) line \d{1,7}\./,
  },
  {
    technology: 'ColdFusion',
    cue: 'The error occurred in',
    pattern: new RegExp(String.raw`The error occurred in <b>${FOLDER}[^<]{1,300}: line \d`),
  },
  // In every language of the server: the line is the same.
  {
    technology: 'ASP.NET',
    cue: '<hr width=100% size=1 color=silver>',
    pattern:
      /<hr width=100% size=1 color=silver>[\s\S]{0,3000}?\b(?:[A-Z]\w{1,60}\.){1,8}\w{1,80}Exception: /,
  },
  {
    technology: 'ASP.NET Core',
    cue: 'class="titleerror"',
    pattern: /<div class="titleerror">\s{0,20}\w{1,80}(?:Exception|Error): [^<]{1,300}/,
  },
  {
    technology: 'ASP',
    cue: "'80",
    pattern: /\bMicrosoft (?:VBScript|JScript|OLE DB|JET|ODBC|ADODB|Access)[^'\n]{0,160}'80[0-9a-f]{6}'/i,
  },
  {
    technology: 'Django',
    cue: 'Using the URLconf defined in',
    pattern: /Using the URLconf defined in\s{1,20}<code>[\w.]{1,100}<\/code>/,
  },
  {
    technology: 'Ruby on Rails',
    cue: 'Rails.root:',
    pattern: /<h1>Routing Error<\/h1>[\s\S]{0,800}?Rails\.root:/,
  },
  {
    technology: 'ThinkPHP',
    cue: '<title>系统发生错误</title>',
    pattern:
      /<title>系统发生错误<\/title>(?:(?!<title>)[\s\S]){0,8000}?\.php(?: line |&#12288;LINE: |\(|', {0,2})\d/,
  },
  {
    technology: 'CodeIgniter',
    cue: 'A PHP Error was encountered',
    pattern: /A PHP Error was encountered[\s\S]{0,600}?Filename: [\w./\\-]{3,200}/,
  },
  {
    technology: 'PHP',
    cue: '<title>Whoops! There was an error.</title>',
    pattern: /<title>Whoops! There was an error\.<\/title>/,
  },
  {
    technology: 'PHP',
    cue: '"line":',
    pattern: /"file":\s?"(?:\\?\/|[A-Z]:)[^"\n]{3,300}\.php",\s{0,20}"line":\s?\d/,
  },
  {
    technology: 'Rust',
    cue: 'panicked at ',
    pattern: /panicked at (?:'[^'\n]{1,300}', {0,2})?[\w./\\-]{1,200}\.rs:\d{1,7}:\d{1,7}/,
  },
  {
    technology: 'Elixir',
    cue: '.ex:',
    pattern:
      /\(\w{1,60} \d{1,4}\.\d{1,4}\.[\w.-]{1,30}\) (?:<[^<>]{1,100}>)?[\w./-]{1,200}\.ex:\d{1,7}: [\w.]{1,200}[?!]?\/\d/,
  },
  {
    technology: 'Erlang',
    cue: '{file,"',
    pattern: /\{file,"[^"\n]{1,200}\.erl"\},\s{0,40}\{line,\d/,
  },
  {
    technology: 'Lua',
    cue: 'stack traceback:',
    pattern: /stack traceback:\s{1,20}(?:\[C\]|[\w./-]{1,200}\.lua:\d)/,
  },
  {
    technology: 'Dart',
    cue: '.dart:',
    pattern: /#\d{1,3}\s{1,10}[\w.<> ]{1,120} \((?:package|file|dart):[^)\s]{1,200}\.dart:\d{1,7}:\d/,
  },
  {
    technology: 'Grails',
    cue: 'Line | Method',
    pattern: /Line \| Method\s{1,20}(?:-|&gt;|>){2,10}\s{1,5}\d{1,7} \| \w/,
  },
  {
    technology: 'WebSphere',
    cue: 'SRVE0',
    pattern: /\bSRVE0\d{3}E: [^\n<]{5,200}/,
  },
  {
    technology: 'Struts',
    cue: '<title>Struts Problem Report</title>',
    pattern: /<title>Struts Problem Report<\/title>/,
  },
];

/** What databases and their drivers say: on a page that fails it is a leak, elsewhere it may be a lesson. */
const DATABASE_WORDS =
  /SQLSTATE\[\w{5}\]|ORA-\d{5}: |You have an error in your SQL syntax|Unclosed quotation mark after|(?:java\.sql|org\.postgresql|com\.mysql|org\.hibernate|com\.microsoft\.sqlserver|dm\.jdbc|com\.kingbase8?)\.[\w.]{1,80}Exception|PG::\w{1,60}Error|SQLite3::\w{1,60}Exception|sqlite3\.OperationalError|psycopg2?\.\w{1,60}Error|bad SQL grammar \[|### (?:SQL|Error querying database)[:.] |(?:in|executing) (?:statement|query)[: [("']{1,4}(?:SELECT|INSERT|UPDATE|DELETE)\s[^\n]{1,200}/i;

const found = (technology: string, match: RegExpExecArray | null): FoundError | null =>
  match && { technology, proof: match[0].trim(), at: match.index };

/** The first signature that a text carries, with the words that prove it; null when there is none. */
export function findDebugError(text: string): FoundError | null {
  for (const { technology, cue, pattern } of ERROR_SIGNATURES) {
    const isThere = [cue].flat().some((one) => text.includes(one));
    const error = isThere ? found(technology, pattern.exec(text)) : null;
    if (error) return error;
  }
  return null;
}

/** What a failing answer says besides: of its database, or where in its source it failed. */
export function findFailure(text: string): FoundError | null {
  return found('SQL', DATABASE_WORDS.exec(text)) ?? findSourcePlace(text);
}
