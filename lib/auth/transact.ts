import { inTransaction } from '@/lib/db/client';
import type { Context, TxContext } from './actor';

/** Runs the steps of a verb in one transaction: everything they write, its history, audit and jobs included, or nothing. */
export const transact = <T>(context: Context, work: (inner: TxContext) => Promise<T>): Promise<T> =>
  inTransaction((tx) => work({ ...context, tx }));
