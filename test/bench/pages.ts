import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { PAGE_SIZE } from '@/lib/core/pages';
import { createDatabase, startEmbeddedPostgres } from '@/lib/db/embedded/embedded-postgres';
import { migrateDatabase } from '@/lib/db/migrate-database';
import { buildWeb, isBuildFresh } from '@/lib/wiring/build-product';
import { ENTRY_FLAGS } from '@/lib/wiring/processes';
import { whenReady } from '@/test/integration/setup/when-ready';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ASSETS = 200;
const SECONDS = 8;
const COUNTER = './test/bench/count-statements.ts';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/**
 * The asset list as `npm start` serves it, against a page of the same application that reads nothing from the database,
 * in turns within one run; the statements and the bytes of one answer; and the JavaScript that a browser loads for the
 * list the first time.
 */
export async function benchPages(): Promise<void> {
  const server = await startEmbeddedPostgres(path.join(ROOT, '.data-test'));
  const name = `preflight_bench_${randomBytes(4).toString('hex')}`;
  await createDatabase(server.url, name);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await migrateDatabase(ROOT, url.href);
  if (!isBuildFresh()) await buildWeb(process.env);
  const port = await freePort();
  const environment = {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATABASE_URL: url.href,
    HOST: '127.0.0.1',
    PORT: String(port),
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'error',
  };
  const cookie = await seed(environment);
  const web = spawn(
    process.execPath,
    [...ENTRY_FLAGS.web, '--import', 'tsx', '--import', COUNTER, 'lib/wiring/web.ts', 'start'],
    {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  try {
    await whenReady(web);
    const origin = `http://127.0.0.1:${port}`;
    const list = { url: `${origin}/assets`, headers: { cookie } };
    const plain = { url: `${origin}/sign-in`, headers: {} };
    // The first answer loads what every later one has; only then is one counted.
    await fetch(list.url, { headers: list.headers });
    const before = await countStatements(web);
    const html = await (await fetch(list.url, { headers: list.headers })).text();
    const statements = (await countStatements(web)) - before;
    for (const page of [list, plain]) await load(page, 3);
    const rates = { list: 0, plain: 0 };
    for (let round = 0; round < 2; round++) {
      rates.plain += (await load(plain, SECONDS / 2)) / 2;
      rates.list += (await load(list, SECONDS / 2)) / 2;
    }
    const scripts = await firstLoadBytes(html, origin);
    process.stdout.write(
      [
        `asset list (${ASSETS} assets)      ${rates.list.toFixed(0)} requests/s`,
        `page without database      ${rates.plain.toFixed(0)} requests/s`,
        `ratio                      ${(rates.list / rates.plain).toFixed(2)}`,
        `statements a request       ${statements}`,
        `page of ${PAGE_SIZE} rows            ${(Buffer.byteLength(html) / 1000).toFixed(0)} kB, ${(gzipSync(html).length / 1000).toFixed(0)} kB gzip`,
        `first-load JavaScript      ${(scripts / 1000).toFixed(0)} kB gzip`,
        '',
      ].join('\n'),
    );
  } finally {
    const gone = new Promise<void>((resolve) => web.once('exit', () => resolve()));
    web.kill('SIGTERM');
    await gone;
    await server.stop();
  }
}

/** @returns requests a second with eight connections; an answer that is not 200 ends the measurement. */
async function load(
  page: { url: string; headers: Record<string, string> },
  seconds: number,
): Promise<number> {
  const result = await autocannon({ ...page, connections: 8, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${page.url}: ${result.non2xx} answers were not 200, ${result.errors} errors`);
  return result.requests.average;
}

/** How many statements the web process has sent to the database so far. */
function countStatements(web: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    web.once('message', ({ statements }: { statements: number }) => resolve(statements));
    web.send('statements');
  });
}

/** Writes the rows in a process of its own, with the settings of this run. @returns the session's Cookie header */
function seed(environment: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/bench/seed-assets.ts', String(ASSETS)], {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once('close', (code) =>
      code === 0 ? resolve(text.trim()) : reject(new Error('The rows could not be written.')),
    );
  });
}

/** Size of every script that a current browser loads for the page, each compressed as a server would. */
async function firstLoadBytes(html: string, origin: string): Promise<number> {
  const forOldBrowsers = [...html.matchAll(/<script[^>]*noModule[^>]*>/gi)].join('');
  const scripts = new Set([...html.matchAll(/\/_next\/static\/[^"'\\]+\.js/g)].map(([match]) => match));
  let bytes = 0;
  for (const script of scripts) {
    if (forOldBrowsers.includes(script)) continue;
    bytes += gzipSync(Buffer.from(await (await fetch(origin + script)).arrayBuffer())).length;
  }
  return bytes;
}
