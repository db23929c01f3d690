import { readConfiguration } from '@/lib/config/configuration';
import { processEnvironment } from '@/lib/config/process-environment';
import { MINUTE_MS } from '@/lib/core/clock';
import { generateClient } from '@/lib/db/generate-client';
import { waitForDatabase } from '@/lib/db/wait-for-database';
import { buildWeb, isBuilt } from './build-product';
import { localEnvironment } from './local-settings';
import { openDatabase, resolveDataFolder } from './open-database';
import { onStopSignal, reportAndExit } from './process-end';
import { type Environment, ROOT, startEntry } from './processes';
import { type Supervised, supervise } from './supervise';

const MODES = ['dev', 'build', 'start', 'worker', 'migrate'] as const;
type Mode = (typeof MODES)[number];

/** A database that is started at the same time as we are has this long. */
const DATABASE_WAIT_MS = 2 * MINUTE_MS;

const say = (line: string) => process.stdout.write(`[preflight] ${line}\n`);

/** What a mode needs before it can begin: production takes its secrets from the environment only. */
function buildEnvironment(mode: Mode): Environment {
  const given: Environment = { ...processEnvironment(), NEXT_TELEMETRY_DISABLED: '1' };
  return mode === 'dev' ? localEnvironment(resolveDataFolder(given), given) : given;
}

async function run(mode: Mode): Promise<void> {
  const environment = buildEnvironment(mode);
  if (mode === 'build') return buildWeb(environment);
  // Checked before anything starts; the embedded database's address is not known yet.
  if (mode !== 'migrate')
    readConfiguration({ ...environment, DATABASE_URL: environment.DATABASE_URL || 'postgresql://embedded' });
  await generateClient(ROOT);
  if (environment.DATABASE_URL) await waitForDatabase(environment.DATABASE_URL, DATABASE_WAIT_MS, say);
  const database = await openDatabase(environment, say);
  if (mode === 'migrate') {
    say('the database is up to date');
    return database.stop();
  }
  const children: Supervised[] = [];
  const fail = onStopSignal(async () => {
    for (const child of children) await child.stop();
    await database.stop();
  });
  try {
    const settings: Environment = {
      ...environment,
      DATABASE_URL: database.url,
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
    };
    if (mode === 'start' && !isBuilt()) await buildWeb(settings);
    if (mode !== 'worker')
      children.push(supervise('web server', () => startEntry('web', [mode], settings), say));
    children.push(supervise('worker', () => startEntry('worker', [], settings), say));
    await Promise.all(children.map(({ ready }) => ready));
    say(mode === 'worker' ? 'the worker is ready' : `open at ${settings.NEXTAUTH_URL}`);
    await Promise.race(children.map(({ lasting }) => lasting));
  } catch (error) {
    fail(error);
  }
}

const mode = MODES.find((known) => known === process.argv[2]);
if (mode) run(mode).catch(reportAndExit);
else reportAndExit(new Error(`usage: run ${MODES.join('|')}`));
