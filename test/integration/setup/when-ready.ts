import type { ChildProcess } from 'node:child_process';

/** Resolves when a process of the product says that it is ready. @throws Error when it ends before */
export function whenReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`A process ended (${code}) before it was ready.`)));
  });
}
