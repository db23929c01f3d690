import { type Climb, climbTo, TO_THE_ROOT } from './climbs';
import type { FilePlace, Shown } from './file-place';

/** What was read, and the text that shows it. */
export type FileRead = {
  shown: Shown;
  name: string;
  file: string;
  proof: string;
  isConfirmed: boolean;
  /** Nothing was read: only the fence around the folder is known to be open. */
  isFence?: true;
  /** Nothing was read: the answer tells that the file is there. */
  isAnswer?: true;
};
/** How a path from the root of the disk is written; null where it cannot be. */
type Way = (path: string) => string | null;
/** `around` leads to the same file by other folders, `without` is the path alone, which must not lead there. */
export type FileRoute = { way: Way; around: Way; without: Way };

/**
 * Files that the kernel of Linux writes itself: nobody can change or empty them, whatever a page does with a path. They
 * are only ever the end of a longer path.
 */
export const KERNEL_FILE = 'proc/version';
export const KERNEL_VERSION = { path: KERNEL_FILE, content: /\bLinux version \d+\.\d+/ };
export const KERNEL_FILESYSTEMS = {
  path: 'proc/filesystems',
  content: /\bnodev\s{1,8}(?:sysfs|proc|tmpfs|cgroup2?|bdev)\b/,
};

/** Folders of which the kernel makes up the names: a page that lists a folder shows them. */
const KERNEL_FOLDER = { path: 'proc/sys', content: /\bfs\b[\s\S]{1,200}\bkernel\b[\s\S]{1,200}\bnet\b/ };
const KERNEL_FOLDER_WITHIN = { path: 'proc/sys/fs', content: /\b(?:dentry-state|file-max|inode-nr)\b/ };

const detoured = (path: string): string => path.replace('/', '/./');

/** Up to the root and down again. */
export function routeUp(climb: Climb, name: string): FileRoute {
  const up = (path: string, steps: number) => climbTo(climb, name, { path, steps });
  return {
    way: (path) => up(path, TO_THE_ROOT),
    around: (path) => up(detoured(path), TO_THE_ROOT + 1),
    // Behind a slash alone this would be the path of the file itself, which is never sent.
    without: (path) => (up(path, 0) === `/${path}` ? null : up(path, 0)),
  };
}

/** Where an address is read, whatever its scheme. */
export const FILE_ADDRESS: FileRoute = {
  way: (path) => `file:///${path}`,
  around: (path) => `file:///./${detoured(path)}`,
  without: (path) => `file:${path}`,
};

async function read(place: FilePlace, way: Way, { path, content }: typeof KERNEL_VERSION) {
  const name = way(path);
  const shown = name === null ? null : await place.ask(name);
  const proof = (shown && content.exec(shown.text)?.[0]) ?? null;
  return shown && name !== null && proof !== null ? { shown, name, proof } : null;
}

/**
 * A file of the system that a page gives back. Neither the page itself, nor another name, nor the path without the way
 * may show the same text; another file of the system, or another way, confirms it.
 */
export async function proveSystemFile(place: FilePlace, route: FileRoute): Promise<FileRead | null> {
  return proveRead(place, route, KERNEL_VERSION, KERNEL_FILESYSTEMS);
}

/** The same of a folder, the names in which a page lists. */
export const proveSystemFolder = (place: FilePlace, route: FileRoute): Promise<FileRead | null> =>
  proveRead(place, route, KERNEL_FOLDER, KERNEL_FOLDER_WITHIN);

async function proveRead(
  place: FilePlace,
  { way, around, without }: FileRoute,
  first: typeof KERNEL_VERSION,
  other: typeof KERNEL_VERSION,
): Promise<FileRead | null> {
  const found = await read(place, way, first);
  if (!found) return null;
  const usual = await place.untouched();
  if (!usual || first.content.test(usual.text)) return null;
  const wrong: Way = (path) => way(path + place.mark());
  if ((await read(place, wrong, first)) || (await read(place, without, first))) return null;
  const second = (await read(place, way, other)) ?? (await read(place, around, first));
  return { ...found, file: `/${first.path}`, isConfirmed: second !== null };
}
