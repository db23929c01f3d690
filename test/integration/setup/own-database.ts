import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { configureFrom } from '@/lib/config/configuration';
import { closeDatabase } from '@/lib/db/client';
import { createDatabase } from '@/lib/db/embedded/embedded-postgres';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

/**
 * For tests of what concerns every row (workers, schedules): a database that no other test file sees.
 * @returns how to drop it and go back to the shared one
 */
export async function useOwnDatabase(): Promise<() => Promise<void>> {
  const shared = process.env.DATABASE_URL ?? '';
  const name = `preflight_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(shared);
  url.pathname = `/${name}`;
  await createDatabase(shared, name, process.env.TEST_TEMPLATE_DATABASE);
  await workOn(url.href);
  return async () => {
    await workOn(shared);
    const admin = new pg.Client({ connectionString: shared });
    await admin.connect();
    await admin.query(`DROP DATABASE ${admin.escapeIdentifier(name)} WITH (FORCE)`);
    await admin.end();
  };
}

/** From here on this process, and those that it starts, work on the database at the address. */
export async function workOn(url: string): Promise<void> {
  await closeDatabase();
  process.env.DATABASE_URL = url;
  configureFrom(process.env);
}
