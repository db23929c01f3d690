import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export type Environment = Record<string, string | undefined>;

/** Starts one of the entry points of this folder with an environment of its own. */
export function startEntry(
  name: 'web' | 'worker',
  args: readonly string[],
  environment: Environment,
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, `${name}.ts`), ...args], {
    cwd: ROOT,
    env: environment as NodeJS.ProcessEnv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Resolves when an entry says that it is ready. @throws Error when it ends before */
export function whenReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`A process ended (${code}) before it was ready.`)));
  });
}

/** Runs a command-line tool of `node_modules` to its end. @throws Error when it fails */
export function runTool(
  script: string,
  args: readonly string[],
  environment: Environment,
  isQuiet = false,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      env: environment as NodeJS.ProcessEnv,
      stdio: isQuiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${script} ${args.join(' ')} failed (${code})`)),
    );
  });
}

/** Ends children in order, waiting for each; one that is gone already counts as ended. */
export async function stopAll(children: readonly ChildProcess[]): Promise<void> {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await gone;
  }
}
