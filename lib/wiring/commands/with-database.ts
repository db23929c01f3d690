import { configureFrom, readConfiguration } from '@/lib/config/configuration';
import { processEnvironment } from '@/lib/config/process-environment';
import { generateClient } from '@/lib/db/generate-client';
import { environmentOfServer } from '../environment-of-server';
import { openDatabase } from '../open-database';
import { ROOT } from '../processes';

/**
 * Runs a command with the settings and the database of the server it belongs to: those of the environment, or those
 * that `npm run dev` or the demo keeps.
 * @param work imports the verbs that it calls: the database's client may have to be made before
 * @throws ConfigurationError
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const environment = environmentOfServer(processEnvironment(), ROOT);
  readConfiguration({ ...environment, DATABASE_URL: environment.DATABASE_URL || 'postgresql://embedded' });
  await generateClient(ROOT);
  const database = await openDatabase(environment, () => undefined);
  configureFrom({ ...environment, DATABASE_URL: database.url });
  try {
    return await work();
  } finally {
    const { closeDatabase } = await import('@/lib/db/client');
    await closeDatabase();
    await database.stop();
  }
}
