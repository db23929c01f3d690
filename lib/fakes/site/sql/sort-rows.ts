import { compareValues, type SqlValue } from './sql-values';
import type { Dialect } from './tokenize-sql';

type Order<R> = { by: (row: R) => SqlValue; isDescending: boolean };

/** Rows in the order of the first expression, then of the next; null is neither more nor less than anything. */
export const sortRows = <R>(dialect: Dialect, rows: readonly R[], orders: readonly Order<R>[]): R[] =>
  orders.reduceRight(
    (all, { by, isDescending }) =>
      all.sort((a, b) => (compareValues(dialect, by(a), by(b)) || 0) * (isDescending ? -1 : 1)),
    [...rows],
  );
