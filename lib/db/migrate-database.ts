import { spawn } from 'node:child_process';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import { processEnvironment } from '@/lib/config/process-environment';

/**
 * Brings a database up to date: Prisma's migrations of `prisma/migrations`, then those of the job queue.
 * @param root the project's folder
 * @throws Error with what the migration printed, when it failed
 */
export async function migrateDatabase(root: string, url: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        path.join(root, 'node_modules/prisma/build/index.js'),
        'migrate',
        'deploy',
        '--config',
        'prisma/prisma.config.ts',
      ],
      {
        cwd: root,
        env: { ...processEnvironment(), DATABASE_URL: url, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`The migration failed:\n${Buffer.concat(output).toString()}`)),
    );
  });
  await runMigrations({ connectionString: url });
}
