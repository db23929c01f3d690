import path from 'node:path';
import { type RunningDatabase, startEmbeddedPostgres } from '@/lib/db/embedded/embedded-postgres';
import { migrateDatabase } from '@/lib/db/migrate-database';
import { type Environment, ROOT } from './processes';

/** The folder of the embedded database and of uploads: `DATA_DIR`, or `.data`. */
export const resolveDataFolder = (environment: Environment, root = ROOT): string =>
  path.resolve(root, environment.DATA_DIR || '.data');

/** The database of `DATABASE_URL`, or the embedded one, brought up to date. */
export async function openDatabase(
  environment: Environment,
  log: (line: string) => void,
): Promise<RunningDatabase> {
  const database = environment.DATABASE_URL
    ? { url: environment.DATABASE_URL, stop: async () => undefined }
    : await startEmbeddedPostgres(resolveDataFolder(environment), { log });
  try {
    await migrateDatabase(ROOT, database.url);
  } catch (error) {
    await database.stop();
    throw error;
  }
  return database;
}
