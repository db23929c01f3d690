import { isPlaceholder } from './secret-shape';

/**
 * What the whole of an answer has to be to count as a file of some format: a line anywhere in it proves nothing, for
 * pages quote files. Each returns the text that shows it, or null.
 */
export type FileFormat = (text: string, bytes: Uint8Array) => string | null;

/** So many of a file's lines must read as its format: files hold a stray line, pages hold many. */
const NEARLY_ALL = 0.9;
const MAX_LINES = 2_000;
/** An archive or a database without anything in it is not longer. */
const SHORTEST = 22;
const TAG =
  /<(?:!doctype|html|head|body|title|meta|link|script|style|div|p|span|a|h[1-6]|pre|code|br|hr|section|article|main|nav|header|footer|ul|ol|li|table|form|img)\b[^<>]{0,300}>/i;

/** Whether a text holds the elements of a page, wherever it begins. */
export const holdsMarkup = (text: string): boolean => TAG.test(text);

const splitLines = (text: string): string[] =>
  text
    .split(/\r?\n/, MAX_LINES)
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '');

type LineFormat = { line: RegExp; comment: RegExp; proof: RegExp };

/** A file whose lines are nearly all of one form, and one of which proves what the file is. */
const linesLike =
  ({ line, comment, proof }: LineFormat): FileFormat =>
  (text) => {
    const lines = splitLines(text).filter((one) => !comment.test(one));
    const fitting = lines.filter((one) => line.test(one));
    if (lines.length === 0 || fitting.length < lines.length * NEARLY_ALL || holdsMarkup(text)) return null;
    return fitting.find((one) => proof.test(one)) ?? null;
  };

const HASH_COMMENT = /^\s*#/;
const INI_LINE = /^\s*(?:\[[^\]\n]{1,200}\]|[\w.:@/-]{1,200}(?:\[\])?\s{0,20}=.*)$/;

/** `KEY=value`, also with `export`; what a quoted value holds on further lines is base64 of a key. */
export const environmentFile = linesLike({
  line: /^\s*(?:export\s+)?[A-Za-z_][\w.]{0,100}\s?=|^[A-Za-z0-9+/=]{40,80}["']?$|^-----(?:BEGIN|END) [A-Z ]{3,40}-----["']?$/,
  comment: HASH_COMMENT,
  proof: /^\s*(?:export\s+)?[A-Z][A-Z0-9_]{2,100}\s?=\s{0,5}["']?[^\s"']/,
});

export const iniFile = (proof: RegExp): FileFormat =>
  linesLike({ line: INI_LINE, comment: /^\s*[#;]/, proof });

export const propertiesFile = (proof: RegExp): FileFormat =>
  linesLike({
    line: /^\s*[\w.\-[\]/]{1,200}\s{0,20}[=:]|\\$|^\s{2,}\S/,
    comment: /^\s*[#!]/,
    proof,
  });

export const yamlFile = (proof: RegExp): FileFormat =>
  linesLike({
    line: /^(?:\s*(?:- )*["']?[\w./${}*<&@-]{1,200}["']?\s{0,20}:(?:\s|$)|\s*- |\s{2,}\S|---|\.\.\.$|%YAML)/,
    comment: HASH_COMMENT,
    proof,
  });

export const lineList = (line: RegExp, proof: RegExp = line): FileFormat =>
  linesLike({ line, comment: HASH_COMMENT, proof });

export const directiveFile = (proof: RegExp): FileFormat =>
  linesLike({
    line: /^\s*(?:<\/?[A-Z]\w{2,40}[^<>]{0,300}>|[A-Z][A-Za-z]{2,60}(?:\s|$)|php_(?:flag|value)\s)/,
    comment: HASH_COMMENT,
    proof,
  });

/** `host - user [instant] "GET /path HTTP/1.1" 200 512`, as all web servers write who asked for what. */
const ACCESS_LINE =
  /^[\w.:-]{2,60} \S{1,60} \S{1,60} \[\d\d\/\w{3}\/\d{4}:[\d: +-]{8,20}\] "(?:[A-Z]{3,10} )?[^\n]{1,2000}" \d{3} (?:\d|-)/;

/** Nearly all lines of a log of requests are of one form. */
export const accessLog = linesLike({ line: ACCESS_LINE, comment: HASH_COMMENT, proof: ACCESS_LINE });

/** What follows an entry of a log and belongs to it: a trace. */
const OF_ENTRY =
  /^(?:\s|#\d|at |Caused by: |\[stacktrace\]|\[previous exception\]|"\}|Stack trace|Traceback|\.\.\. \d)/;

/** Lines that begin with an instant, with what belongs to each: a log, and no page about logs. */
export const logFile: FileFormat = (text) => {
  const lines = splitLines(text).filter((line, at) => at === 0 || !OF_ENTRY.test(line));
  const dated = lines.filter((line) =>
    /^.{0,10}\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d|^\[(?:\w{3} \w{3} [ \d]\d|\d\d-\w{3}-\d{4}) \d\d:\d\d:\d\d/.test(
      line,
    ),
  );
  const isLong = dated.length >= 2 || lines.length < splitLines(text).length;
  const isLog = isLong && dated.length >= lines.length / 4 && !holdsMarkup(lines[0] ?? '');
  const level = /\b(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|[Ee]rror|[Ww]arn(?:ing)?|[Nn]otice|Exception)\b/;
  return isLog ? (dated.find((line) => level.test(line))?.slice(0, 300) ?? null) : null;
};

const DUMP_HEADER =
  /^(?:--|#|\/\*!?)[\s*-]{0,10}(?:MySQL dump|MariaDB dump|PostgreSQL database dump|phpMyAdmin SQL Dump|Navicat|Adminer|HeidiSQL|SQLite|Dump of|Host:|Server version)/im;
const STATEMENT =
  /^(?:CREATE|INSERT INTO|DROP|SET|USE|BEGIN|START TRANSACTION|LOCK TABLES|PRAGMA|ALTER|DELETE FROM|COPY|GO\b|SELECT pg_catalog|\\connect|\\restrict)\b/i;
const DATA = /^[ \t]*(?:CREATE TABLE|INSERT INTO|COPY)\s+[`"[\w][^\n]{0,200}/im;
const DUMP_HEAD = 8_192;

/** Statements from the first line on; values further down may hold markup. */
export const sqlDump: FileFormat = (text) => {
  const head = text.slice(0, DUMP_HEAD);
  const first = splitLines(head).find((line) => !/^\s*(?:--|#|\/\*|\*)/.test(line)) ?? '';
  const data = DATA.exec(text)?.[0].trim() ?? null;
  if (DUMP_HEADER.test(head.trimStart().slice(0, 2_000))) {
    return STATEMENT.test(first.trimStart()) || first === '' ? (data ?? splitLines(head)[0] ?? null) : null;
  }
  return STATEMENT.test(first.trimStart()) ? data : null;
};

/** A document whose root element is this one, from the first to the last character; a cut one has no end. */
export const xmlFile =
  (root: string, proof: RegExp): FileFormat =>
  (text) => {
    const document = text.trim();
    const body = document.replace(/^<\?xml[^>]{0,200}\?>/, '').replace(/^(?:\s|<!--[\s\S]*?(?:-->|$))+/, '');
    const isWhole = body.startsWith(`<${root}`) && document.endsWith(`</${root}>`);
    return isWhole ? (proof.exec(body)?.[0] ?? null) : null;
  };

/** A page by its fixed title and by a word that only the generator of such pages writes. */
export const generatedPage =
  (title: RegExp, inside: RegExp): FileFormat =>
  (text) =>
    inside.test(text) ? (title.exec(text)?.[0] ?? null) : null;

const SECRET_NAME =
  /^(?:.{0,60}[_.-])?(?:password|passwd|database_?url|secret_?key|private_?key|client_?secret|aws_?secret_?access_?key|connectionstrings?)$/i;

/** A name of a secret that holds a text which is not a stand-in, however deep. */
function secretIn(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null || depth > 8) return null;
  for (const [name, held] of Object.entries(value)) {
    const isText = typeof held === 'string' && held.length >= 4 && !isPlaceholder(held);
    const isMap = typeof held === 'object' && held !== null && Object.keys(held).length > 0;
    if (SECRET_NAME.test(name) && (isText || (isMap && /^connection/i.test(name)))) return name;
    const inner = secretIn(held, depth + 1);
    if (inner !== null) return inner;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A JSON document that keeps secrets under their names. */
export const secretJson: FileFormat = (text) => {
  const name = secretIn(parsed(text));
  return name === null ? null : `"${name}"`;
};

/** A JSON document with these members; a long one that was cut is taken by its beginning. */
export const jsonWith =
  (...members: readonly string[]): FileFormat =>
  (text) => {
    const document = parsed(text);
    const isObject = typeof document === 'object' && document !== null;
    const isWhole = isObject && members.every((member) => member in document);
    const isCut = !isObject && text.trimStart().startsWith(`{"${members[0]}":`) && !holdsMarkup(text);
    return isWhole || isCut ? `"${members[0]}"` : null;
  };

/** Endpoints of Spring Boot that tell whether it runs, which load balancers ask for. */
const HARMLESS_ENDPOINT = /^(?:self|health.{0,20}|info)$/;

/** The list of endpoints of Spring Boot, where more than its health is among them. */
export const actuatorIndex: FileFormat = (text) => {
  const document = parsed(text);
  const links = typeof document === 'object' && document !== null && Reflect.get(document, '_links');
  const open = Object.keys(links || {}).find((name) => !HARMLESS_ENDPOINT.test(name));
  return open === undefined ? null : `"${open}"`;
};

export const wholeText =
  (pattern: RegExp): FileFormat =>
  (text) => {
    const match = pattern.exec(text.trim());
    return match ? match[0].slice(0, 200) : null;
  };

/** A file in which a line proves what it is, and which is not a page. */
export const lineMatch =
  (pattern: RegExp): FileFormat =>
  (text) =>
    holdsMarkup(text) ? null : (pattern.exec(text)?.[0] ?? null);

export const textStart =
  (start: string): FileFormat =>
  (text) =>
    text.startsWith(start) ? start : null;

/** Several lines, nearly all of which a shell would run, some with the programs that people who keep servers type. */
export const commandHistory: FileFormat = (text) => {
  const lines = splitLines(text);
  const known =
    /^(?:sudo |#\d{10}$)?(?:cd|ls|ll|cat|vim?|nano|rm|cp|mv|mkdir|chmod|chown|ssh|scp|git|docker|kubectl|systemctl|service|apt|apt-get|yum|dnf|mysql|psql|redis-cli|curl|wget|tar|unzip|ps|top|kill|exit|clear|history|npm|node|python3?|pip3?|php|composer|java|grep|find|tail|less|pwd|whoami|crontab|export|source|#\d{10})(?:\s|$)/;
  const typed = lines.filter((line) => known.test(line));
  return lines.length >= 3 && typed.length >= lines.length * 0.6 && !holdsMarkup(text)
    ? (typed[0] ?? null)
    : null;
};

/** The first bytes of a binary format; what is shorter holds nothing. */
export const byteStart =
  (...signature: readonly number[]): FileFormat =>
  (_text, bytes) =>
    bytes.length > SHORTEST && signature.every((byte, at) => bytes[at] === byte) ? '' : null;
