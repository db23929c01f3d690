import 'server-only';
import { configuration } from '@/lib/config/configuration';
import { Prisma, PrismaClient } from './generated/client';
import { OneAtATimePg } from './one-at-a-time';
import { nameStatement } from './planned-once';
import type { UniqueIndex } from './unique-indexes';

/** What a store queries: the client itself, or an open transaction. */
export type Database = PrismaClient | Prisma.TransactionClient;
export type Transaction = Prisma.TransactionClient;

// Next's development server evaluates modules again on every change: one client a process, whatever it does.
const holder = globalThis as typeof globalThis & { preflightDatabase?: PrismaClient };

const CONNECT_WITHIN_MS = 10_000;

/** The process's database client. */
export function database(): PrismaClient {
  holder.preflightDatabase ??= new PrismaClient({
    adapter: new OneAtATimePg(
      {
        connectionString: configuration().DATABASE_URL,
        max: 10,
        // A host that is gone answers nothing at all: nobody waits for it for ever.
        connectionTimeoutMillis: CONNECT_WITHIN_MS,
      },
      { statementNameGenerator: nameStatement },
    ),
  });
  return holder.preflightDatabase;
}

/** Runs `work` in one transaction: everything it writes, its history, audit and jobs included, or nothing. */
export function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().$transaction(work, { maxWait: 10_000, timeout: 20_000 });
}

/** Closes the connections; for commands and tests that end. */
export async function closeDatabase(): Promise<void> {
  await holder.preflightDatabase?.$disconnect();
  delete holder.preflightDatabase;
}

/**
 * Whether an error is the database's refusal of a second row where one is allowed, by whatever index. Of a raw query
 * Prisma tells the code of PostgreSQL only, and no index.
 */
export const isAnyUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === 'P2002' || (error.code === 'P2010' && metaText(error).includes('"23505"')));

/** Whether it is a refusal by one of these indexes; another index means another thing. */
export const isUniqueViolation = (error: unknown, ...indexes: [UniqueIndex, ...UniqueIndex[]]): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === 'P2002' &&
  indexes.some((index) => metaText(error).includes(index));

const metaText = ({ meta }: Prisma.PrismaClientKnownRequestError): string => JSON.stringify(meta ?? {});
