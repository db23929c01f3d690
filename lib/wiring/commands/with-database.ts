import { configureFrom, readConfiguration } from '@/lib/config/configuration';
import { processEnvironment } from '@/lib/config/process-environment';
import { closeDatabase } from '@/lib/db/client';
import { hasLocalSecrets, localEnvironment } from '../local-settings';
import { dataFolderOf, openDatabase } from '../open-database';
import type { Environment } from '../processes';

/**
 * Runs a command with the settings and the database of the server it belongs to: those of the environment, or those
 * that `npm run dev` or the demo keeps in `DATA_DIR`.
 * @throws ConfigurationError
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const given: Environment = processEnvironment();
  const folder = dataFolderOf(given);
  const environment = hasLocalSecrets(folder) ? localEnvironment(folder, given) : given;
  readConfiguration({ ...environment, DATABASE_URL: environment.DATABASE_URL || 'postgresql://embedded' });
  const database = await openDatabase(environment, () => undefined);
  configureFrom({ ...environment, DATABASE_URL: database.url });
  try {
    return await work();
  } finally {
    await closeDatabase();
    await database.stop();
  }
}
