import { describe, expect, it } from 'vitest';
import { isDateFormat } from '@/lib/reports/rules/date-format';

/** The first number of formats that a workbook defines itself. */
const OWN = 165;

describe('a number format', () => {
  it.each(['yyyy"年"m"月"d"日"', '[$-804]yyyy-mm-dd', '[h]:mm:ss', 'D.M.YY'])(
    'shows a date by %s',
    (code) => {
      expect(isDateFormat(OWN, code)).toBe(true);
    },
  );

  it.each([
    'General',
    '0.00 "days"',
    '0.00 "days',
    '[Red]0.00',
    '[Red',
    '0\\d',
    '_d0',
    '*d0',
    '[$"d"]0',
    '"'.repeat(1_000),
    '['.repeat(1_000),
  ])('shows none by %s', (code) => {
    expect(isDateFormat(OWN, code)).toBe(false);
  });
});
