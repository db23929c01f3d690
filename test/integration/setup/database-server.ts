import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { startEmbeddedPostgres } from '@/lib/db/embedded/embedded-postgres';
import { migrateDatabase } from '@/lib/db/migrate-database';
import { ROOT, workOn } from './own-database';

/** A PostgreSQL that only one test uses, and that can therefore be stopped. */
export type DatabaseServer = {
  /** Ends it as an operator does: every connection is told that it shuts down, and new ones are refused. */
  stop(): Promise<void>;
  /** Starts it where it was, with what it had. */
  start(): Promise<void>;
  remove(): Promise<void>;
};

/** Starts a server with a migrated database, on which this process and those that it starts then work. */
export async function useOwnDatabaseServer(): Promise<DatabaseServer> {
  const shared = process.env.DATABASE_URL ?? '';
  const folder = path.join(ROOT, '.data-test', `server-${randomBytes(6).toString('hex')}`);
  let running = await startEmbeddedPostgres(folder);
  const { url } = running;
  await migrateDatabase(ROOT, url);
  await workOn(url);
  return {
    stop: () => running.stop(),
    start: async () => {
      running = await startEmbeddedPostgres(folder, { port: Number(new URL(url).port) });
    },
    remove: async () => {
      await workOn(shared);
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
