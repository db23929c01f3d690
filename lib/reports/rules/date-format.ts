import { DAY_MS } from '@/lib/core/clock';

/** Numbers of built-in formats that show a date (ECMA-376 part 1, §18.8.30, with those of East Asian languages). */
const BUILT_IN: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
const CODE_MAXIMUM = 255;

/** Whether a number format shows dates or times. `code` is its text, where it has one of its own. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.some(([from, to]) => id >= from && id <= to);
  // What is quoted, escaped or bracketed is shown as it is; `General` has letters of its own.
  const bare = code
    .slice(0, CODE_MAXIMUM)
    .replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?/g, '')
    .replace(/general/gi, '');
  return /[ymdhs]/i.test(bare);
}

/** The day of serial number 0. Excel takes 1900 for a leap year, so that days before 1 March 1900 are one off. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
const FIRST_DAY_1904 = Date.UTC(1904, 0, 1);
const LAST_SERIAL = 2_958_465;

/** A serial number as text: a day, a moment of a day, or a time alone; null for a number that is not a date. */
export function dateText(serial: number, is1904: boolean): string | null {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return null;
  const first = is1904 ? FIRST_DAY_1904 : serial < 60 ? FIRST_DAY + DAY_MS : FIRST_DAY;
  // Fractions of a day are never exact: rounded to the second.
  const iso = new Date(first + Math.round(serial * 86_400) * 1_000).toISOString();
  return serial < 1 ? iso.slice(11, 16) : formatReportDate(iso);
}

/** Dates in a workbook have no zone; midnight is a day. */
export const formatReportDate = (iso: string): string =>
  /T00:00(:00|$)/.test(iso) || !iso.includes('T') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');

/** An instant as the serial number of its minute in a zone: workbooks know no zones. */
export function dateSerial(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
  return (local - FIRST_DAY) / DAY_MS;
}
