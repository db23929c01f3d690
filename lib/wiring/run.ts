import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfiguration } from '@/lib/config/configuration';
import { processEnvironment } from '@/lib/config/process-environment';
import { buildWeb, generateClient } from './build-product';
import { localEnvironment } from './local-settings';
import { dataFolderOf, openDatabase } from './open-database';
import { onStopSignal, reportAndExit } from './process-end';
import { type Environment, ROOT, startEntry, stopAll, whenReady } from './processes';

const MODES = ['dev', 'build', 'start', 'worker', 'migrate'] as const;
type Mode = (typeof MODES)[number];

const say = (line: string) => process.stdout.write(`[preflight] ${line}\n`);

/** What a mode needs before it can begin: production takes its secrets from the environment only. */
function environmentOf(mode: Mode): Environment {
  const given: Environment = { ...processEnvironment(), NEXT_TELEMETRY_DISABLED: '1' };
  return mode === 'dev' ? localEnvironment(dataFolderOf(given), given) : given;
}

async function run(mode: Mode): Promise<void> {
  const environment = environmentOf(mode);
  if (mode === 'build') return buildWeb(environment);
  await generateClient(environment);
  // Checked before anything starts; the embedded database's address is not known yet.
  if (mode !== 'migrate')
    readConfiguration({ ...environment, DATABASE_URL: environment.DATABASE_URL || 'postgresql://embedded' });
  const database = await openDatabase(environment, say);
  if (mode === 'migrate') {
    say('the database is up to date');
    return database.stop();
  }
  const settings: Environment = {
    ...environment,
    DATABASE_URL: database.url,
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
  };
  if (mode === 'start' && !existsSync(path.join(ROOT, '.next/BUILD_ID'))) await buildWeb(settings);
  const children = mode === 'worker' ? [] : [startEntry('web', [mode], settings)];
  children.push(startEntry('worker', [], settings));
  onStopSignal(async () => {
    await stopAll(children);
    await database.stop();
  });
  await Promise.all(children.map(whenReady));
  say(mode === 'worker' ? 'the worker is ready' : `open at ${settings.NEXTAUTH_URL}`);
  // Web and worker stand and fall together: whoever watches this process restarts both.
  for (const child of children)
    child.once('exit', () => {
      process.kill(process.pid, 'SIGTERM');
    });
}

const mode = MODES.find((known) => known === process.argv[2]);
if (mode) run(mode).catch(reportAndExit);
else reportAndExit(new Error(`usage: run ${MODES.join('|')}`));
