import { fork } from 'node:child_process';
import path from 'node:path';

/** Starts a site of a bench in a process of its own; it tells its port. */
export async function forkSite(
  file: string,
  args: readonly string[] = [],
): Promise<{ port: number; stop(): void }> {
  const child = fork(path.join(import.meta.dirname, file), args, { execArgv: ['--import', 'tsx'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) =>
      typeof message === 'number' ? resolve(message) : reject(new Error('no port')),
    );
    child.once('error', reject);
  });
  return { port, stop: () => child.disconnect() };
}
