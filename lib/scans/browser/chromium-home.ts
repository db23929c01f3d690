import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const NAME = 'preflight-chromium-';
const OWNER = new RegExp(`^${NAME}(\\d+)-`);
/** Folders that browsers of this process use. */
const used = new Set<string>();

/** A folder that one browser keeps everything in until it is closed; `remove` may be called more than once. */
export type ChromiumHome = { path: string; remove(): Promise<void> };

/**
 * Makes a folder for one browser, and removes those that processes left behind which ended without closing theirs.
 * @param user number of the user and group that the browser runs as; null for the one of this process
 */
export async function makeChromiumHome(user: number | null): Promise<ChromiumHome> {
  await removeLeftHomes();
  const home = await mkdtemp(path.join(tmpdir(), `${NAME}${process.pid}-`));
  used.add(home);
  if (user !== null) await chown(home, user, user);
  return {
    path: home,
    async remove() {
      used.delete(home);
      await removeFolder(home);
    },
  };
}

async function removeLeftHomes(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = Number(OWNER.exec(name)?.[1] ?? Number.NaN);
    const home = path.join(tmpdir(), name);
    if (Number.isInteger(pid) && !used.has(home) && (pid === process.pid || !isRunning(pid)))
      await removeFolder(home);
  }
}

/** The browser may still write into it while it ends. */
const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user is there as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
