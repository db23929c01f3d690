import type { ParameterLocation } from '@/lib/findings/rules/finding';

export type SqlQuote = "'" | '"' | '`';

/**
 * Writes a value that a statement reads as exactly the untouched value, or refuses. Never as another value, and never
 * as a condition that holds for a row which the untouched value does not choose: such a form could change rows that
 * nobody asked for, also behind a GET page. `difference` is an integer expression: positive where the statement is to
 * go on, zero where it is to fail. `open` is a parenthesis that spoils the statement, or nothing.
 */
export type Form = {
  sink: string;
  write(value: string, difference: string, open: '' | '('): string;
};

const NUMBERS = /^-?\d{1,30}(?:\.\d{1,30})?(?:, ?-?\d{1,30}(?:\.\d{1,30})?){0,50}$/;
const NAME = /^[a-z_]\w{0,60}(?:\.\w{1,60})?$/i;
const DIRECTION = /^(?:[\w.]{1,60} )?(?:asc|desc)$/i;
/** What is sorted by first: `category, price desc` ends in a name or a direction like any other order. */
const FIRST_NAMES = /^(?:[a-z_][\w.]{0,60}(?: (?:asc|desc))?, ?){0,8}/i;

/** A number, signed and with decimals too, or a list of them. */
export const isNumeric = (value: string): boolean => NUMBERS.test(value);
const DATE = /^\d{4}[-/.]?\d\d[-/.]?\d\d(?:[ T][\d:.]{4,12})?$/;
/** A day, with or without a time. */
export const isDate = (value: string): boolean => DATE.test(value);
export const isName = (value: string): boolean => NAME.test(value);

/**
 * Zero, or an error of the running statement. Every engine refuses one of the two: some a division by zero, the others
 * (MySQL, SQLite) the absolute value of the smallest integer. Many servers refuse an encoded slash in a path.
 */
const writeZero = (difference: string, location: ParameterLocation): string => {
  const absolute = `0*ABS(-9223372036854775807-1-(0-(${difference})))`;
  return location === 'PATH' ? absolute : `${absolute}/(${difference})`;
};

/** The value times one: neutral in conditions, lists, limits, calculations and assignments alike. */
export const numberForm = (location: ParameterLocation): Form => ({
  sink: 'unquoted',
  write: (v, d, open) => `${v}*(${open}1-${writeZero(d, location)})`,
});

/** Without spaces and comparison signs, which some pages remove or refuse. */
const holds = (location: ParameterLocation, difference: string, open: string) =>
  `${open}(0)IN(${writeZero(difference, location)})`;
/** True whatever the statement goes on with inside the literal (`'n%'`): nothing is taken away from a pattern. */
const closing = (q: SqlQuote) => `${q}n${q}BETWEEN${q}a${q}AND${q}n`;
const stringSink = (q: SqlQuote) => (q === "'" ? 'string' : q === '"' ? 'double-quoted' : 'identifier');

/**
 * The literal goes on behind nothing that is added to it: the very same value, wherever it stands. MySQL, to which two
 * bars are an OR, knows no such type and refuses the statement.
 */
export const joinedForm = (location: ParameterLocation): Form => ({
  sink: stringSink("'"),
  write: (v, d, open) => `${v}'||CAST(CASE WHEN${holds(location, d, open)}THEN''END AS VARCHAR(1))||'`,
});
/** Whether a difference that was written is zero: the same is taken from itself. */
function isZero(difference: string): boolean {
  const whole = difference.slice(0, (difference.length - '-()'.length) / 2);
  return whole !== '' && difference === `${whole}-(${whole})`;
}
/**
 * The literal goes on in the next line, where MySQL and the standard read one literal and the others no statement. It fails
 * with one quotation mark more, and is another text with all marks doubled.
 */
export const continuedForm: Form = {
  sink: stringSink("'"),
  write: (v, d, open) => (open ? `${v}''\n''` : isZero(d) ? `${v}'\n''` : `${v}'\n'`),
};
/** The literal is the last thing in parentheses: `IN ('v')`, `LOWER('v')`, `(name = 'v')`. */
export const parenthesesForm = (q: SqlQuote, location: ParameterLocation): Form => ({
  sink: stringSink(q),
  write: (v, d, open) => `${v}${q})AND${holds(location, d, open)}AND(${closing(q)}`,
});
/** The literal is one of a list of values or names: the same value again. */
export const listForm = (q: SqlQuote, location: ParameterLocation): Form => ({
  sink: stringSink(q),
  write: (v, d, open) => `${v}${q},CASE WHEN${holds(location, d, open)}THEN${q}${v}${q}END,${q}${v}`,
});
/** The literal is compared. In a list of MySQL this is a number that equals every text, so lists are asked about first. */
export const comparisonForm = (q: SqlQuote, location: ParameterLocation): Form => ({
  sink: stringSink(q),
  write: (v, d, open) => `${v}${q}AND${holds(location, d, open)}AND${closing(q)}`,
});
/** The same where a filter takes words of SQL out once: what it leaves is the word. */
export const nestedForm = (q: SqlQuote, location: ParameterLocation): Form => ({
  sink: stringSink(q),
  write: (v, d, open) => comparisonForm(q, location).write(v, d, open).replaceAll('AND', 'AANDND'),
});
/**
 * The literal begins a span (`BETWEEN 'v' AND 'w'`), in which a condition cannot stand: the span ends where it begins,
 * then the condition, then a span as before. For statements in which a compared literal would have been whole.
 */
export const spanForm = (q: SqlQuote, location: ParameterLocation): Form => ({
  sink: stringSink(q),
  write: (v, d, open) =>
    `${v}${q}AND${q}${v}${q}AND${holds(location, d, open)}AND${q}${v}${q}BETWEEN${q}${v}`,
});

/** Names to sort by and directions; no other unquoted word of a statement is chosen by a parameter without harm. */
export function orderForms(value: string, location: ParameterLocation): Form[] {
  const [before = ''] = FIRST_NAMES.exec(value) ?? [];
  const last = value.slice(before.length);
  if (DIRECTION.test(last)) {
    // A constant to sort by is not calculated everywhere; a subquery with two rows is.
    const write: Form['write'] = (v, d, open) =>
      `${v},(CASE WHEN${holds(location, d, open)}THEN 1 ELSE (SELECT 1 UNION SELECT 2) END)`;
    return [{ sink: 'order', write }];
  }
  if (!isName(last)) return [];
  const write: Form['write'] = (_v, d, open) =>
    `${before}(CASE WHEN${holds(location, d, open)}THEN ${last} END)`;
  return [{ sink: 'order', write }];
}

/** The same value twice as a list: whole where the literal is in a list, broken everywhere else. */
export const twice = (value: string, q: SqlQuote): string => `${value}${q},${q}${value}`;

/** An apostrophe inside a word, as in O'Neil. An address keeps its domain, so that a form accepts it. */
export function namedLike(
  value: string,
  word: string,
  mark: string,
  quote: string,
): [head: string, text: string] {
  if (value.includes('@')) return [word, `${word}${quote}${mark}${value}`];
  const head = /[\p{L}\p{N}]$/u.test(value) ? value : `${value}${word}`;
  return [head, `${head}${quote}${mark}`];
}

/** One value that breaks strings in either quote, with or without backslash escapes, names and numbers. */
export const breakingValue = (value: string, mark: string, location: ParameterLocation): string =>
  // Many servers refuse a backslash in a path before the page sees it.
  `${value}'${mark}"\`${location === 'PATH' ? '' : '\\'}`;
