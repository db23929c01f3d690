import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SqlError } from '@/lib/fakes/site/sql/sql-error';
import { querySql } from '@/lib/fakes/site/sql/sql-query';

const ROWS = [
  { number: 1, customer: 'Alder Bakery' },
  { number: 2, customer: "O'Rowan Travel" },
  { number: 3, customer: '100% Cotton' },
];

/** The numbers of the rows that a careless list would show for this input; the complaint when there is one. */
function filterBy(input: string): number[] | string {
  try {
    const rows = querySql('mysql', `SELECT * FROM customers WHERE customer LIKE '%${input}%'`, ROWS);
    return rows.map(({ number }) => Number(number));
  } catch (error) {
    if (error instanceof SqlError) return error.message;
    throw error;
  }
}

describe('querySql', () => {
  it.each([
    ['', [1, 2, 3]],
    ['bak', [1]],
    ["o''rowan", [2]],
    ["o\\'rowan", [2]],
    ['nobody', []],
    ['a_der', [1]],
    ["x' OR '%'='", [1, 2, 3]],
    ["x' OR '1'='1' OR 'a'='", [1, 2, 3]],
    ["bak%' AND '1%'='1", [1]],
    ["bak%' AND 'a'='b' -- ", []],
    ["x' OR number = 3 # ", [3]],
    ["x' OR number <> 3 /* */ -- ", [1, 2]],
    ["' ORDER BY number DESC -- ", [3, 2, 1]],
    ["x' OR number = 99999999999999999 + 0.5 -- ", []],
  ])('reads %s as MySQL would', (input, numbers) => {
    expect(filterBy(input)).toEqual(numbers);
  });

  it.each(["'", "bak'", "x' AND", "x' OR )", "'; DROP TABLE invoices -- "])('complains about %s', (input) => {
    expect(filterBy(input)).toMatch(/^You have an error in your SQL syntax; .* near '.*' at line 1$/s);
  });

  it('quotes the place where reading stopped', () => {
    expect(filterBy("bak'")).toMatch(/ near '%'' at line 1$/);
  });

  it('answers any input without failing, and complains about an odd number of quotes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (input) => {
        const answer = filterBy(input);
        expect(typeof answer === 'string' || Array.isArray(answer)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z ]{0,20}$/),
        fc.stringMatching(/^[a-z ]{0,20}$/),
        (before, after) => {
          expect(typeof filterBy(`${before}'${after}`)).toBe('string');
        },
      ),
    );
  });

  it.each(['('.repeat(20_000), 'NOT '.repeat(20_000), '-'.repeat(20_000), 'ABS('.repeat(20_000)])(
    'complains about what is nested too deep',
    (nested) => {
      expect(filterBy(`x' OR ${nested}1 # `)).toMatch(/^You have an error/);
    },
  );

  it('stays quick for patterns made to be slow', () => {
    const pattern = '%a'.repeat(5_000);
    const rows = [{ customer: 'a'.repeat(4_000) }];
    expect(querySql('mysql', `SELECT * FROM customers WHERE customer LIKE '${pattern}b'`, rows)).toEqual([]);
  });
});
