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

/** What Next writes when all else is there; a build that was interrupted has everything but this. */
const END_OF_BUILD = '.next/export-marker.json';

/** Whether `.next` holds a whole build. @param root the project's folder */
export const isBuilt = (root: string = ROOT): boolean => existsSync(path.join(root, END_OF_BUILD));

/** Whether it was built after the last change of what it is built from. */
export function isBuildFresh(root: string = ROOT): boolean {
  if (!isBuilt(root)) return false;
  const builtMs = statSync(path.join(root, END_OF_BUILD)).mtimeMs;
  return SOURCES.every((source) => newestChangeMs(path.join(root, source)) <= builtMs);
}
