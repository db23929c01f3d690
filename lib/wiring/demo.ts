import { spawn } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processEnvironment } from '@/lib/config/process-environment';
import { monotonicMs } from '@/lib/core/clock';
import { generateClient } from '@/lib/db/generate-client';
import { type SpawnedFakeSeller, spawnFakeSeller } from '@/lib/fakes/spawn-fake-seller';
import { buildWeb, isBuildFresh } from './build-product';
import { type DemoSecrets, demoSecrets } from './demo-secrets';
import { DEMO_DATA_DIR } from './environment-of-server';
import { forgetLocalSettings, keepLocalSettings, localEnvironment } from './local-settings';
import { openDatabase } from './open-database';
import { onStopSignal, reportAndExit } from './process-end';
import { type Environment, ROOT, startEntry } from './processes';
import type { DemoAccount } from './seed-demo';
import { supervise } from './supervise';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Where the public key of the joint-operations interfaces lies: the fake seller makes a new pair at each start. */
const kitKeyFile = (folder: string) => path.join(folder, 'demo-kit-public-key.pem');

/** What web server and worker write, so that the terminal keeps what a person needs. */
const logFile = (folder: string) => path.join(folder, 'server.log');

const listAccounts = (secrets: DemoSecrets): DemoAccount[] => [
  {
    email: 'seller@example.com',
    name: 'Demo seller',
    password: secrets.seller,
    organization: { name: 'Demo organization', role: 'OWNER' },
    platformRoles: [],
  },
  {
    email: 'viewer@example.com',
    name: 'Demo viewer',
    password: secrets.viewer,
    organization: { name: 'Demo organization', role: 'VIEWER' },
    platformRoles: [],
  },
  {
    email: 'reviewer@example.com',
    name: 'Demo reviewer',
    password: secrets.reviewer,
    organization: null,
    platformRoles: ['REVIEWER'],
  },
];

/** Writes the accounts in a process of its own, which sees the demo's settings and nothing else's. */
function seed(accounts: readonly DemoAccount[], environment: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.join(import.meta.dirname, 'seed-demo.ts')],
      {
        cwd: ROOT,
        env: environment as NodeJS.ProcessEnv,
        stdio: ['pipe', 'inherit', 'inherit'],
      },
    );
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error('The demo accounts could not be written.')),
    );
    child.stdin.end(JSON.stringify(accounts));
  });
}

/** The operator's settings of the demo: exactly the fake seller's two addresses may be reached, and its authority is trusted. */
function buildSettings(
  environment: Environment,
  folder: string,
  seller: SpawnedFakeSeller,
  databaseUrl: string,
): Environment {
  const authority = path.join(folder, 'demo-authority.pem');
  writeFileSync(authority, seller.caPem);
  const outbound = {
    OUTBOUND_ALLOW_PRIVATE: [seller.sites.safe, seller.sites.vulnerable]
      .map(({ port }) => `localhost:${port}`)
      .join(','),
    OUTBOUND_EXTRA_CA: authority,
  };
  const { PORT = '', NEXTAUTH_URL = '' } = environment;
  keepLocalSettings(folder, { ...outbound, PORT, NEXTAUTH_URL });
  return {
    ...environment,
    ...outbound,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: environment.LOG_LEVEL ?? 'warn',
  };
}

function introduce(
  environment: Environment,
  folder: string,
  secrets: DemoSecrets,
  { sites, controlUrl }: SpawnedFakeSeller,
): void {
  say(`
Preflight is open at  ${environment.NEXTAUTH_URL}

  Sign in             e-mail                 password
  seller              seller@example.com     ${secrets.seller}
  colleague, viewer   viewer@example.com     ${secrets.viewer}
  reviewer            reviewer@example.com   ${secrets.reviewer}

The fake seller that the demo scans and calls
  safe website           ${sites.safe.origin}
  vulnerable website     ${sites.vulnerable.origin}
  Login page             ${sites.safe.loginUrl}   (same path on the vulnerable website)
  Page behind the login  ${sites.safe.verifyUrl}
  login                  ${secrets.siteUser.username} / ${secrets.siteUser.password}
  production URL         ${sites.safe.produceUrl}
  access key             ${secrets.accessKey}
  joint operations       ${secrets.kitAccessKey}   (access key)
                         ${path.relative(ROOT, kitKeyFile(folder))}   (public key)
  control panel          ${controlUrl}   (add the verification file, switch faults)
  log                    ${path.relative(ROOT, logFile(folder))}

Press Ctrl+C to stop. Your data is kept.`);
}

const seconds = (sinceMs: number) => `${Math.max(1, Math.round((monotonicMs() - sinceMs) / 1000))} s`;

const STILL_EVERY_MS = 15_000;

/** Says that a part is ready, and how long it took; meanwhile, now and then, that it is not. */
async function step<T>(what: string, done: string, work: () => Promise<T>): Promise<T> {
  const startedAt = monotonicMs();
  const still = setInterval(() => say(`  ${what}: still at work (${seconds(startedAt)})`), STILL_EVERY_MS);
  try {
    const result = await work();
    say(`  ${what}: ${done} (${seconds(startedAt)})`);
    return result;
  } finally {
    clearInterval(still);
  }
}

async function main(): Promise<void> {
  const startedAt = monotonicMs();
  const given = processEnvironment();
  const dataDir = given.DATA_DIR ?? DEMO_DATA_DIR;
  const folder = path.resolve(ROOT, dataDir);
  mkdirSync(folder, { recursive: true });
  forgetLocalSettings(folder);
  const environment = localEnvironment(folder, { ...given, DATA_DIR: dataDir });
  const isBuilt = isBuildFresh();
  say(
    isBuilt
      ? 'Starting the demo. This takes about ten seconds.'
      : 'Starting the demo. The pages are built first, once: about half a minute, longer on a busy machine.',
  );
  const started: (() => Promise<void>)[] = [];
  const fail = onStopSignal(async () => {
    for (const stop of started.reverse()) await stop();
  });
  try {
    const { settings, secrets, seller } = await prepare(environment, { folder, isBuilt, started });
    const output = openSync(logFile(folder), 'w');
    const children = [
      supervise('web server', () => startEntry('web', ['start'], settings, output), say),
      supervise('worker', () => startEntry('worker', [], settings, output), say),
    ];
    for (const child of children) started.push(child.stop);
    await step('web server and worker', 'up', () => Promise.all(children.map(({ ready }) => ready)));
    say(`Ready after ${seconds(startedAt)}.`);
    introduce(settings, folder, secrets, seller);
    await Promise.race(children.map(({ lasting }) => lasting));
  } catch (error) {
    fail(error);
  }
}

/** Everything that the product needs before it starts; what does not wait for each other is done at once. */
async function prepare(
  environment: Environment,
  { folder, isBuilt, started }: { folder: string; isBuilt: boolean; started: (() => Promise<void>)[] },
) {
  const port = Number(environment.PORT);
  const secrets = demoSecrets(folder);
  // Before all else: pages and accounts are written with it.
  await generateClient(ROOT);
  const opened = step('database', 'up', async () => {
    const database = await openDatabase(environment, () => undefined);
    started.push(database.stop);
    return database;
  });
  const sold = step('fake seller', 'up', async () => {
    const seller = await spawnFakeSeller({
      ports: { control: port + 1, safe: port + 2, vulnerable: port + 3 },
      accessKey: secrets.accessKey,
      kitAccessKey: secrets.kitAccessKey,
      user: secrets.siteUser,
    });
    started.push(seller.stop);
    writeFileSync(kitKeyFile(folder), seller.kitPublicKeyPem);
    return seller;
  });
  const seeded = Promise.all([opened, sold]).then(async ([database, seller]) => {
    const settings = buildSettings(environment, folder, seller, database.url);
    await step('accounts', 'there', () => seed(listAccounts(secrets), settings));
    return { settings, secrets, seller };
  });
  const built = isBuilt
    ? Promise.resolve()
    : step('pages', 'built', () => buildWeb(environment, path.join(folder, 'build.log')));
  // What one of them has started can only be ended when all have come to an end.
  const outcomes = await Promise.allSettled([built, seeded]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return seeded;
}

main().catch(reportAndExit);
