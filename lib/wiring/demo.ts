import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processEnvironment } from '@/lib/config/process-environment';
import { type SpawnedFakeSeller, spawnFakeSeller } from '@/lib/fakes/spawn-fake-seller';
import { buildWeb, generateClient, isBuildFresh } from './build-product';
import { keepLocalSettings, localEnvironment } from './local-settings';
import { openDatabase } from './open-database';
import { onStopSignal, reportAndExit } from './process-end';
import { type Environment, ROOT, startEntry, stopAll, whenReady } from './processes';
import type { DemoAccount } from './seed-demo';

const say = (line: string) => process.stdout.write(`${line}\n`);

type DemoSecrets = {
  seller: string;
  reviewer: string;
  siteUser: { username: string; password: string };
  accessKey: string;
  /** Of the joint-operations interfaces: basic and kit interfaces never share one. */
  kitAccessKey: string;
};

/** Passwords and access keys of this machine's demo, each made once. */
function demoSecrets(folder: string): DemoSecrets {
  const file = path.join(folder, 'demo.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoSecrets>) : {};
  const secrets: DemoSecrets = {
    seller: `seller-${randomBytes(6).toString('hex')}`,
    reviewer: `reviewer-${randomBytes(6).toString('hex')}`,
    siteUser: { username: 'demo', password: `site-${randomBytes(6).toString('hex')}` },
    accessKey: randomBytes(16).toString('hex'),
    kitAccessKey: randomBytes(16).toString('hex'),
    ...kept,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** Where the public key of the joint-operations interfaces lies: the fake seller makes a new pair at each start. */
const kitKeyFile = (folder: string) => path.join(folder, 'demo-kit-public-key.pem');

const accountsOf = (secrets: DemoSecrets): DemoAccount[] => [
  {
    email: 'seller@example.com',
    name: 'Demo seller',
    password: secrets.seller,
    organization: 'Demo organization',
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
function settingsOf(
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
  keepLocalSettings(folder, outbound);
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
  reviewer            reviewer@example.com   ${secrets.reviewer}

The fake seller that the demo scans and calls
  safe website        ${sites.safe.origin}
  vulnerable website  ${sites.vulnerable.origin}
  login URL           ${sites.safe.loginUrl}   (the vulnerable one alike)
  verify URL          ${sites.safe.verifyUrl}
  login               ${secrets.siteUser.username} / ${secrets.siteUser.password}
  production URL      ${sites.safe.produceUrl}
  access key          ${secrets.accessKey}
  joint operations    ${secrets.kitAccessKey}   (access key)
                      ${path.relative(ROOT, kitKeyFile(folder))}   (public key)
  control panel       ${controlUrl}   (put up the verification file, switch faults)

Ctrl+C ends it; what you did is kept.`);
}

async function main(): Promise<void> {
  const given = processEnvironment();
  const dataDir = given.DATA_DIR ?? '.data/demo';
  const folder = path.resolve(ROOT, dataDir);
  const environment = localEnvironment(folder, { ...given, DATA_DIR: dataDir });
  const port = Number(environment.PORT);
  await generateClient(environment);
  if (!isBuildFresh()) {
    say('Building the pages: once, and again after a change.');
    await buildWeb(environment);
  }
  const database = await openDatabase(environment, () => undefined);
  const secrets = demoSecrets(folder);
  const seller = await spawnFakeSeller({
    ports: { control: port + 1, safe: port + 2, vulnerable: port + 3 },
    accessKey: secrets.accessKey,
    kitAccessKey: secrets.kitAccessKey,
    user: secrets.siteUser,
  });
  writeFileSync(kitKeyFile(folder), seller.kitPublicKeyPem);
  const settings = settingsOf(environment, folder, seller, database.url);
  await seed(accountsOf(secrets), settings);
  const children = [startEntry('web', ['start'], settings), startEntry('worker', [], settings)];
  await Promise.all(children.map(whenReady));
  introduce(settings, folder, secrets, seller);
  onStopSignal(async () => {
    await stopAll(children);
    await seller.stop();
    await database.stop();
  });
  for (const child of children) child.once('exit', () => process.kill(process.pid, 'SIGTERM'));
}

main().catch(reportAndExit);
