import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Environment, ROOT, runTool } from './processes';

/** The database's client is generated code and not in the repository: made where it is missing. */
export async function generateClient(environment: Environment): Promise<void> {
  if (existsSync(path.join(ROOT, 'lib/db/generated/client.ts'))) return;
  await runTool(
    'prisma/build/index.js',
    ['generate', '--config', 'prisma/prisma.config.ts'],
    environment,
    true,
  );
}

/** Builds the web application into `.next`. */
export async function buildWeb(environment: Environment): Promise<void> {
  await generateClient(environment);
  await runTool('next/dist/bin/next', ['build'], { ...environment, NEXT_TELEMETRY_DISABLED: '1' });
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
