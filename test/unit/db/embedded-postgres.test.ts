import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { isEmbeddedPostgresUp, startEmbeddedPostgres } from '@/lib/db/embedded/embedded-postgres';
import { eventually } from '@/test/integration/setup/eventually';

const pidIn = (folder: string) =>
  Number(readFileSync(path.join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);

async function ask(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query('SELECT count(*)::int AS kept FROM noted')).rows[0];
  } finally {
    await client.end();
  }
}

it('is started again at the same address when it is killed, with what it was told, and ends when it is stopped', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'preflight-postgres-'));
  // As root, the server runs as somebody else.
  await chmod(folder, 0o755);
  const lines: string[] = [];
  const server = await startEmbeddedPostgres(folder, { log: (line) => lines.push(line) });
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE noted AS SELECT 1 AS one');
  const killed = pidIn(folder);
  process.kill(killed, 'SIGKILL');
  const answer = await eventually(() => ask(server.url).catch(() => null));
  expect(answer).toEqual({ kept: 1 });
  expect(pidIn(folder)).not.toBe(killed);
  expect(lines).toContain('PostgreSQL has ended by itself and is started again');
  await client.end().catch(() => undefined);
  await server.stop();
  expect(isEmbeddedPostgresUp(folder)).toBe(false);
  await expect(ask(server.url)).rejects.toThrow();
  await rm(folder, { recursive: true, force: true });
});
