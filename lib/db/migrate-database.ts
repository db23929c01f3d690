import { runMigrations } from 'graphile-worker';
import { runPrisma } from './run-prisma';

/**
 * Brings a database up to date: Prisma's migrations of `prisma/migrations`, then those of the job queue.
 * @param root the project's folder
 * @throws Error with what the migration printed, when it failed
 */
export async function migrateDatabase(root: string, url: string): Promise<void> {
  await runPrisma(root, ['migrate', 'deploy'], url);
  await runMigrations({ connectionString: url });
}
