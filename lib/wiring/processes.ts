import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export type Environment = Record<string, string | undefined>;

/**
 * Keeps a process small that has threads: the C library gives each thread an arena of its own, which grows and never
 * shrinks.
 */
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' };
/**
 * Megabytes of young objects per half space and thread. Most of what a worker allocates belongs to one request; pages that
 * are drawn at the same time fill more, and what is cleaned up while they are is copied for nothing.
 */
export const ENTRY_FLAGS = { web: ['--max-semi-space-size=32'], worker: ['--max-semi-space-size=4'] };

/**
 * Starts one of the entry points of this folder with an environment of its own.
 * @param output an open file for what it writes to standard output; the terminal without one
 */
export function startEntry(
  name: 'web' | 'worker',
  args: readonly string[],
  environment: Environment,
  output: number | 'inherit' = 'inherit',
): ChildProcess {
  const env: Environment = { ...FEW_ARENAS, ...environment };
  const flags = [...ENTRY_FLAGS[name], '--import', 'tsx'];
  return spawn(process.execPath, [...flags, path.join(import.meta.dirname, `${name}.ts`), ...args], {
    cwd: ROOT,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', output, 'inherit', 'ipc'],
  });
}

/**
 * Runs a command-line tool of `node_modules` to its end.
 * @param log a file that takes what the tool prints; on the terminal without one
 * @throws Error when it fails, with what it printed if that went into a file
 */
export function runTool(
  script: string,
  args: readonly string[],
  environment: Environment,
  log?: string,
): Promise<void> {
  const output = log === undefined ? 'inherit' : openSync(log, 'w');
  const told = () => (log === undefined ? '' : `:\n${readFileSync(log, 'utf8')}`);
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      env: environment as NodeJS.ProcessEnv,
      stdio: ['ignore', output, output],
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${script} ${args.join(' ')} failed (${code})${told()}`)),
    );
  }).finally(() => {
    if (typeof output === 'number') closeSync(output);
  });
}
