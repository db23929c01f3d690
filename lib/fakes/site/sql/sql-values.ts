import { SqlError } from './sql-error';
import type { Dialect } from './tokenize-sql';

export type SqlValue = string | number | bigint | boolean | null;

/** As MySQL reads text where a number belongs: `7 pieces` is 7, `pieces` is 0. */
const leadingNumber = (text: string): number => Number.parseFloat(text) || 0;

export const toNumber = (text: string): number | bigint =>
  text.length > 15 && /^\d+$/.test(text) ? BigInt(text) : Number(text);

function asInteger(value: Exclude<SqlValue, null>): bigint {
  if (typeof value === 'bigint') return value;
  const number = typeof value === 'string' ? leadingNumber(value) : Number(value);
  return BigInt(Number.isFinite(number) ? Math.trunc(number) : 0);
}

export function calculate(dialect: Dialect, operator: string, a: SqlValue, b: SqlValue): SqlValue {
  if (a === null || b === null) return null;
  if (operator === '||') return `${a}${b}`;
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    const [left, right] = [asInteger(a), asInteger(b)];
    return operator === '+' ? left + right : operator === '-' ? left - right : left * right;
  }
  const [left, right] = [Number(a), Number(b)];
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (right === 0) {
    if (dialect === 'mysql' || dialect === 'sqlite') return null;
    throw new SqlError('division by zero');
  }
  return operator === '/' ? left / right : left % right;
}

/** Two engines read any text as a number; the others want a condition where one belongs. */
export function isTrue(dialect: Dialect, value: SqlValue): boolean {
  if (typeof value !== 'string') return value !== null && Boolean(value);
  if (dialect === 'mysql' || dialect === 'sqlite') return leadingNumber(value) !== 0;
  throw new SqlError('a condition must be of type boolean');
}

/** Below, at or above 0; NaN where one of them is unknown. */
export function compareValues(dialect: Dialect, a: SqlValue, b: SqlValue): number {
  if (a === null || b === null) return Number.NaN;
  const areTexts = typeof a === 'string' && typeof b === 'string';
  const number = (value: Exclude<SqlValue, null>) =>
    typeof value === 'string' && dialect === 'mysql' ? leadingNumber(value) : Number(value);
  const [left, right] = areTexts ? [a, b] : [number(a), number(b)];
  return left < right ? -1 : left > right ? 1 : left === right ? 0 : Number.NaN;
}

/** LIKE with `%` and `_`, whatever the case. Greedy with one way back, so that no pattern takes long. */
export function isLike(text: string, pattern: string): boolean {
  const [subject, wanted] = [text.toLowerCase(), pattern.toLowerCase()];
  let [at, inPattern] = [0, 0];
  let lastAny: { at: number; inPattern: number } | null = null;
  while (at < subject.length) {
    if (wanted[inPattern] === '%') {
      lastAny = { at, inPattern: inPattern + 1 };
      inPattern += 1;
    } else if (wanted[inPattern] === '_' || wanted[inPattern] === subject[at]) {
      at += 1;
      inPattern += 1;
    } else if (lastAny) {
      lastAny.at += 1;
      at = lastAny.at;
      inPattern = lastAny.inPattern;
    } else return false;
  }
  return /^%*$/.test(wanted.slice(inPattern));
}

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (o) => o === 0,
  '<>': (o) => o !== 0,
  '!=': (o) => o !== 0,
  '<': (o) => o < 0,
  '>': (o) => o > 0,
  '<=': (o) => o <= 0,
  '>=': (o) => o >= 0,
};

/** Whether a sign of comparison holds for an order; undefined for no such sign. */
export const holdsFor = (sign: string, order: number): boolean | undefined => HOLDS[sign]?.(order);

/** @throws SqlError for the smallest integer, which has none, in engines that look */
export function toAbsolute(dialect: Dialect, value: SqlValue): SqlValue {
  if (value === null) return null;
  const isOverflow = typeof value === 'bigint' && value === -(2n ** 63n);
  if (isOverflow && dialect !== 'mssql' && dialect !== 'oracle') throw new SqlError('integer out of range');
  return Math.abs(Number(value));
}
