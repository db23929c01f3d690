import { AppError } from '@/lib/core/errors';
import { inTransaction, type Transaction } from './client';
import { Prisma } from './generated/client';

/** Longer than any page of a log takes; a text that is looked for in all of it may. */
const SEARCH_TIMEOUT_MS = 8_000;
/** PostgreSQL's code of a statement that was stopped. */
const QUERY_CANCELED = '57014';

/** Runs a search that PostgreSQL stops when it takes too long. @throws AppError LIMIT_EXCEEDED */
export async function searchWithin<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(SEARCH_TIMEOUT_MS)}, true)`;
      return work(tx);
    });
  } catch (error) {
    if (
      error instanceof Prisma.PrismaClientKnownRequestError &&
      JSON.stringify(error.meta).includes(QUERY_CANCELED)
    )
      throw new AppError('LIMIT_EXCEEDED', { message: 'messages.searchTooSlow', cause: error });
    throw error;
  }
}
