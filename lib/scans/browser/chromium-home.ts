import { chown, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const NAME = 'preflight-chromium-';
const OWNER = new RegExp(`^${NAME}(\\d+)-`);

/** A folder that one browser keeps everything in until it is closed; `remove` may be called more than once. */
export type ChromiumHome = { path: string; remove(): Promise<void> };

/**
 * Makes a folder for one browser, and removes those that processes left behind which ended without closing theirs.
 * @param user number of the user and group that the browser runs as; null for the one of this process
 */
export async function makeChromiumHome(user: number | null): Promise<ChromiumHome> {
  const home = await mkdtemp(path.join(tmpdir(), `${NAME}${process.pid}-`));
  await removeLeftHomes((await stat(home)).mtimeMs - process.uptime() * 1_000);
  if (user !== null) await chown(home, user, user);
  return {
    path: home,
    remove: () => removeFolder(home),
  };
}

/** @param beganMs when this process began */
async function removeLeftHomes(beganMs: number): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = Number(OWNER.exec(name)?.[1] ?? Number.NaN);
    const home = path.join(tmpdir(), name);
    if (Number.isInteger(pid) && (await isLeft(pid, home, beganMs))) await removeFolder(home);
  }
}

/** In a container that is started again, a process often has the number of the one before it. */
async function isLeft(pid: number, home: string, beganMs: number): Promise<boolean> {
  if (pid !== process.pid) return !isRunning(pid);
  const facts = await stat(home).catch(() => null);
  return facts !== null && facts.mtimeMs < beganMs;
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
