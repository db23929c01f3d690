import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { environmentVariable } from '@/lib/config/process-environment';
import { monotonicMs } from '@/lib/core/clock';
import { dataFolder, giveTo, nativeFolder, type Unprivileged, unprivilegedUser } from './native-files';

/** A database to connect to; `stop` ends the server if this call started it. */
export type RunningDatabase = { url: string; stop(): Promise<void> };

/** A server that was killed leaves processes that are gone a moment later. */
const RESTART_PAUSE_MS = 1_000;

type Reach = 'yes' | 'no-such-database' | 'no';

async function reach(url: string): Promise<Reach> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('select 1');
    return 'yes';
  } catch (error) {
    return (error as { code?: string }).code === '3D000' ? 'no-such-database' : 'no';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The server that the data folder's lock file names, if it is alive: after a crash the file outlives its process. */
function postmaster(data: string): { pid: number; port: number } | null {
  try {
    const [pid, , , port] = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    if (process.platform === 'linux') {
      if (!/\(postgres\) [^ZX]/.test(readFileSync(`/proc/${Number(pid)}/stat`, 'utf8'))) return null;
    } else {
      process.kill(Number(pid), 0);
    }
    return { pid: Number(pid), port: Number(port) };
  } catch {
    return null;
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

function readPassword(home: string): string {
  const file = path.join(home, 'pg-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** PostgreSQL gets nothing of ours but the path. */
const postgresEnvironment = () =>
  ({ PATH: environmentVariable('PATH'), LC_ALL: 'C.UTF-8' }) as unknown as NodeJS.ProcessEnv;

type Place = { home: string; data: string; native: string; user: Unprivileged; password: string };

function initialise({ home, data, native, user, password }: Place): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  giveTo(user, data);
  const file = path.join(home, `initial-password.${process.pid}`);
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  giveTo(user, file);
  try {
    execFileSync(
      path.join(native, 'bin/initdb'),
      [
        `--pgdata=${data}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${file}`,
        '--encoding=UTF8',
        '--locale=C.UTF-8',
      ],
      {
        ...user,
        env: postgresEnvironment(),
        cwd: '/',
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
  } finally {
    rmSync(file, { force: true });
  }
}

async function launch({ home, data, native, user }: Place, port: number, adminUrl: string) {
  const output = openSync(path.join(home, 'pg.log'), 'a');
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=64MB',
    'max_connections=100',
  ];
  const server = spawn(
    path.join(native, 'bin/postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...user,
      env: postgresEnvironment(),
      cwd: '/',
      stdio: ['ignore', output, output],
      detached: true,
    },
  );
  let ended: string | null = null;
  server.on('exit', (code, signal) => {
    ended = String(code ?? signal);
  });
  server.on('error', (error) => {
    ended = error.message;
  });
  const giveUpAt = monotonicMs() + 30_000;
  while ((await reach(adminUrl)) !== 'yes') {
    if (ended !== null || monotonicMs() > giveUpAt)
      throw new Error(
        `The embedded PostgreSQL did not start (${ended ?? 'no answer in 30 s'}): see ${home}/pg.log, or set DATABASE_URL`,
      );
    await pause(25);
  }
  server.unref();
  return server;
}

/** Whether a PostgreSQL runs on the data that lives in `folder`. */
export const isEmbeddedPostgresUp = (folder: string): boolean =>
  postmaster(path.join(dataFolder(folder, unprivilegedUser()), 'pg')) !== null;

/**
 * Starts, or attaches to, the PostgreSQL that lives in `folder`, and makes sure that the database `name` exists.
 * It copes with being root, closed home folders, install scripts switched off and a stale lock file.
 * @param options.port where one that is started listens; any free port without it
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: { name?: string; port?: number; log?: (line: string) => void } = {},
): Promise<RunningDatabase> {
  const { name = 'preflight', log = () => undefined } = options;
  const user = unprivilegedUser();
  const home = dataFolder(folder, user);
  const place: Place = {
    home,
    data: path.join(home, 'pg'),
    native: nativeFolder(user),
    user,
    password: readPassword(home),
  };
  const urlFor = (port: number, database: string) =>
    `postgresql://postgres:${place.password}@127.0.0.1:${port}/${database}`;
  if (!existsSync(path.join(place.data, 'PG_VERSION'))) initialise(place);

  const running = postmaster(place.data);
  let port = running?.port ?? 0;
  let own: Awaited<ReturnType<typeof launch>> | null = null;
  let isStopping = false;
  let restarting: Promise<void> = Promise.resolve();
  const start = async () => {
    const server = await launch(place, port, urlFor(port, 'postgres'));
    own = server;
    server.once('exit', () => {
      restarting = restart();
    });
  };
  /** One that was killed is started at the same address: whoever uses it waits for it. */
  const restart = async () => {
    while (!isStopping) {
      log('PostgreSQL has ended by itself and is started again');
      await pause(RESTART_PAUSE_MS);
      if (isStopping) return;
      try {
        return await start();
      } catch (error) {
        log(String(error));
      }
    }
  };
  if (running && (await reach(urlFor(port, 'postgres'))) === 'yes') {
    log(`using the PostgreSQL that is already up (pid ${running.pid}, port ${port})`);
  } else {
    if (!running) rmSync(path.join(place.data, 'postmaster.pid'), { force: true });
    port = options.port ?? (await freePort());
    await start();
    log(`PostgreSQL is up (port ${port})`);
  }
  if ((await reach(urlFor(port, name))) === 'no-such-database')
    await createDatabase(urlFor(port, 'postgres'), name);

  return {
    url: urlFor(port, name),
    stop: async () => {
      isStopping = true;
      await restarting;
      const server = own;
      if (!server?.pid || server.exitCode !== null || server.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
      server.ref();
      process.kill(server.pid, 'SIGINT');
      await Promise.race([gone, pause(10_000, undefined, { ref: false })]);
    },
  };
}

/**
 * Creates a database; one that another process created meanwhile is as good.
 * @param template a database that it starts as a copy of, and that nobody is connected to
 */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const from = template === undefined ? '' : ` TEMPLATE ${client.escapeIdentifier(template)}`;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${from}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04') throw error;
  } finally {
    await client.end();
  }
}
