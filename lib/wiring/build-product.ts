import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { generateClient } from '@/lib/db/generate-client';
import { type Environment, ROOT, runTool } from './processes';

/**
 * Builds the web application into `.next`.
 * @param log a file that takes what the build prints; on the terminal without one
 */
export async function buildWeb(environment: Environment, log?: string): Promise<void> {
  await generateClient(ROOT);
  await runTool('next/dist/bin/next', ['build'], { ...environment, NEXT_TELEMETRY_DISABLED: '1' }, log);
}

const SOURCES = ['app', 'lib', 'public', 'next.config.js', 'package-lock.json'];

function newestChangeMs(at: string): number {
  const stat = statSync(at);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(at).map((name) => newestChangeMs(path.join(at, name))));
}

/** Whether `.next` was built after the last change of what it is built from. */
export function isBuildFresh(): boolean {
  const build = path.join(ROOT, '.next/BUILD_ID');
  if (!existsSync(build)) return false;
  const builtMs = statSync(build).mtimeMs;
  return SOURCES.every((source) => newestChangeMs(path.join(ROOT, source)) <= builtMs);
}
