import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlQueryable } from '@prisma/driver-adapter-utils';

/**
 * Prisma's adapter, with one query after the other on the connection of a transaction. Prisma loads relations side by
 * side, and so does our code with Promise.all; on one connection that gains nothing, as PostgreSQL answers in turn, and
 * the driver's next major version refuses it.
 */
export class OneAtATimePg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => takingTurns(await start(level));
    return adapter;
  }
}

function takingTurns<T extends SqlQueryable>(transaction: T): T {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn =
    <A, R>(work: (argument: A) => Promise<R>) =>
    (argument: A): Promise<R> => {
      const mine = last.then(() => work(argument));
      last = mine.catch(() => undefined);
      return mine;
    };
  transaction.queryRaw = inTurn(transaction.queryRaw.bind(transaction));
  transaction.executeRaw = inTurn(transaction.executeRaw.bind(transaction));
  return transaction;
}
