import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import {
  createDatabase,
  type RunningDatabase,
  startEmbeddedPostgres,
} from '@/lib/db/embedded/embedded-postgres';
import { generateClient } from '@/lib/db/generate-client';
import { migrateDatabase } from '@/lib/db/migrate-database';

/**
 * A database of its own for each run of the integration tests, migrated as in production, dropped afterwards. What is
 * migrated is a template: test files that need a database to themselves copy it too, in a fraction of the time.
 */
export default async function setUp() {
  // The second project that asks for it works on the same.
  if (process.env.TEST_TEMPLATE_DATABASE) return;
  const root = path.resolve(import.meta.dirname, '../..');
  await generateClient(root);
  const server = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, stop: async () => undefined }
    : await startDisposablePostgres(path.join(root, '.data-test'));
  const name = `preflight_test_${randomBytes(6).toString('hex')}`;
  const template = `${name}_template`;
  const url = new URL(server.url);
  await createDatabase(server.url, template);
  url.pathname = `/${template}`;
  await migrateDatabase(root, url.href);
  await createDatabase(server.url, name, template);
  url.pathname = `/${name}`;

  process.env.DATABASE_URL = url.href;
  process.env.TEST_TEMPLATE_DATABASE = template;
  process.env.NEXTAUTH_URL = 'http://localhost:3000';
  process.env.NEXTAUTH_SECRET = randomBytes(32).toString('base64');
  process.env.ENCRYPTION_KEYS = `test:${randomBytes(32).toString('base64')}`;
  process.env.CRON_SECRET = randomBytes(24).toString('hex');
  process.env.LOG_LEVEL = 'silent';
  process.env.STORAGE_DIR = path.join(root, '.data-test', 'files', name);

  return async () => {
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    for (const made of [name, template])
      await admin.query(`DROP DATABASE ${admin.escapeIdentifier(made)} WITH (FORCE)`);
    await admin.end();
    await rm(path.join(root, '.data-test', 'files', name), { recursive: true, force: true });
    await server.stop();
  };
}

/** A server that waits for no disk: what a power cut takes from it, nobody misses. */
async function startDisposablePostgres(folder: string): Promise<RunningDatabase> {
  const server = await startEmbeddedPostgres(folder);
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await admin.query(`ALTER SYSTEM SET ${setting} = off`);
  await admin.query('SELECT pg_reload_conf()');
  await admin.end();
  return server;
}
