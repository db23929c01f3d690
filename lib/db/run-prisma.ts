import { spawn } from 'node:child_process';
import path from 'node:path';
import { processEnvironment } from '@/lib/config/process-environment';

/**
 * Runs Prisma's command line to its end, without a word of it.
 * @param root the project's folder
 * @param url the database it works on; none for what needs no database
 * @throws Error with everything it printed, when it failed
 */
export async function runPrisma(root: string, args: readonly string[], url?: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(root, 'node_modules/prisma/build/index.js'), ...args, '--config', 'prisma/prisma.config.ts'],
      {
        cwd: root,
        env: {
          ...processEnvironment(),
          ...(url === undefined ? {} : { DATABASE_URL: url }),
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
        },
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
        : reject(new Error(`prisma ${args.join(' ')} failed:\n${Buffer.concat(output).toString()}`)),
    );
  });
}
