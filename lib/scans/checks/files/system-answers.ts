import { PLAIN_CLIMB } from './climbs';
import type { FilePlace } from './file-place';
import { type FileRead, KERNEL_FILESYSTEMS, KERNEL_VERSION, routeUp } from './system-file';

/** What the system says to whoever opens a folder, and a path below a file, as if it were a file. */
const IS_FOLDER =
  /\bIs a directory\b|\bEISDIR\b|是一个目录|Access to the path\b[^\n<]{1,300}\bis denied|\(Access is denied\)|\(拒绝访问。?\)|对路径.{1,300}的访问被拒绝/i;
const IS_FILE = /\bNot a directory\b|\bENOTDIR\b|不是(?:一个)?目录/i;
const IS_MISSING =
  /No such file or directory|\bENOENT\b|cannot find the (?:path|file)|Could not find (?:a part of the path|file)|没有那个文件或目录|系统找不到指定的(?:路径|文件)|未能找到(?:路径|文件)/i;

/**
 * A path that is there, and one like it that is not. Neither can be opened for writing, nor made: the first is a folder or
 * lies below a file, the second lies in a folder that nobody can add to, or that does not exist.
 */
type Pair = { there: string; missing(mark: string): string; says: RegExp };
const LINUX: readonly Pair[] = [
  { there: 'proc/sys', missing: (mark) => `proc/sys${mark}`, says: IS_FOLDER },
  // What is below a file says so whatever ending the page adds.
  ...['version', 'filesystems'].map((file) => ({
    there: `proc/${file}/x`,
    missing: (mark: string) => `proc/${file}${mark}/x`,
    says: IS_FILE,
  })),
];
const WINDOWS: readonly Pair[] = [
  { there: 'windows/system32', missing: (mark) => `windows${mark}/system32`, says: IS_FOLDER },
  { there: 'windows/system32/drivers', missing: (mark) => `windows${mark}/drivers`, says: IS_FOLDER },
];

/**
 * Whether the system itself answers for paths outside of the folder: a page that shows no file, or writes one, may show
 * what opening it came to. Two paths that are there have to tell, and neither those that are not nor the paths alone.
 */
export async function proveByMessages(place: FilePlace): Promise<FileRead | null> {
  for (const pairs of [LINUX, WINDOWS]) {
    const found: FileRead[] = [];
    for (const pair of pairs) {
      const one = await answerTo(place, pair);
      if (one) found.push(one);
      if (found.length === 2 || !(one || (await saysMissing(place, pair)))) break;
    }
    const [first, again] = found;
    if (first) return { ...first, isConfirmed: again !== undefined, isAnswer: true };
  }
  return null;
}

/** Whether the system is heard although it does not know the path: an ending follows it. */
async function saysMissing(place: FilePlace, { there }: Pair): Promise<boolean> {
  const shown = await place.ask(routeUp(PLAIN_CLIMB, place.name).way(there) ?? '');
  return shown !== null && IS_MISSING.test(shown.text);
}

async function answerTo(place: FilePlace, { there, missing, says }: Pair): Promise<FileRead | null> {
  const { way } = routeUp(PLAIN_CLIMB, place.name);
  const name = way(there);
  const shown = name === null ? null : await place.ask(name);
  const proof = (shown && says.exec(shown.text)?.[0]) ?? null;
  if (!shown || name === null || proof === null) return null;
  const wrong = await place.ask(way(missing(place.mark())) ?? '');
  const alone = await place.ask(there);
  const isOwn = wrong && IS_MISSING.test(wrong.text) && alone && !says.test(alone.text);
  return isOwn && !says.test(wrong.text)
    ? { shown, name, file: `/${there}`, proof, isConfirmed: false, isAnswer: true }
    : null;
}

/**
 * Whether a page that only says if a file exists says so of files of the system: as of its own file, and of names near
 * them as of a wrong name.
 */
export async function proveByExistence(place: FilePlace): Promise<FileRead | null> {
  if (place.name === '' || !(await place.isUsed())) return null;
  const { way, around } = routeUp(PLAIN_CLIMB, place.name);
  const isThere = async (name: string | null) => name !== null && place.isAlike(name, place.name);
  const isMissing = async (name: string | null) => name !== null && place.isAlike(name, place.wrongName());
  const { path } = KERNEL_VERSION;
  const name = way(path);
  if (name === null || !(await isThere(name))) return null;
  const others = [path, `${path}/`, KERNEL_FILESYSTEMS.path].map((one) => one + place.mark());
  for (const other of [...others.map(way), path]) if (!(await isMissing(other))) return null;
  for (const other of [way(KERNEL_FILESYSTEMS.path), around(path)]) if (!(await isThere(other))) return null;
  const shown = await place.ask(name);
  return shown && { shown, name, file: `/${path}`, proof: '', isConfirmed: true, isAnswer: true };
}
