import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startEmbeddedPostgres } from '@/lib/db/embedded/embedded-postgres';
import { FOLDER } from './support/desk';

const PORT = 4331;
const ORIGIN = `http://localhost:${PORT}`;
const ROOT = path.resolve(import.meta.dirname, '../..');

/** The launcher as an operator starts it, on a database of theirs. */
const startProduct = (databaseUrl: string): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'lib/wiring/run.ts', 'start'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: String(PORT),
      NEXTAUTH_URL: ORIGIN,
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
      CRON_SECRET: randomBytes(24).toString('hex'),
      STORAGE_DIR: path.join(FOLDER, 'outage-files'),
    },
  });

test('the desk says that its database is away, and goes on by itself when it is back', async ({
  page,
  request,
}) => {
  const folder = path.join(FOLDER, `outage-${randomBytes(6).toString('hex')}`);
  let database = await startEmbeddedPostgres(folder);
  const product = startProduct(database.url);
  try {
    const ready = async () => (await request.get(`${ORIGIN}/api/ready`).catch(() => null))?.status();
    await expect.poll(ready).toBe(200);
    await page.goto(`${ORIGIN}/sign-in`);
    const heading = await page.getByRole('heading', { level: 1 }).textContent();

    await database.stop();
    await expect.poll(ready).toBe(503);
    const away = await page.goto(`${ORIGIN}/sign-in`);
    expect(away?.status()).toBe(503);
    expect(away?.headers()['retry-after']).toBe('5');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preflight is waiting for its database');
    expect((await request.get(`${ORIGIN}/api/health`)).status()).toBe(200);

    database = await startEmbeddedPostgres(folder, { port: Number(new URL(database.url).port) });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
    expect(product.exitCode).toBeNull();
  } finally {
    const ended = new Promise((resolve) => product.once('exit', resolve));
    product.kill('SIGTERM');
    await ended;
    await database.stop();
    rmSync(folder, { recursive: true });
  }
});
