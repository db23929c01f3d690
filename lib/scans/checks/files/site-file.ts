import type { SiteFile } from '../check';
import { type Climb, climbTo, fileEnding, ROOT_CLIMBS, SHORT_CLIMBS, TO_THE_ROOT } from './climbs';
import type { FilePlace, Shown } from './file-place';
import { withoutTags } from './shown-text';
import type { FileRead } from './system-file';

/** A file of the site as it is asked for: without its ending where the page adds one. */
type Sought = { file: SiteFile; path: string };
type Found = Sought & { climb: Climb; steps: number; name: string; shown: Shown; proof: string };

/** Folders up by the likeliest spelling, and by the others. */
const MAX_STEPS = 3;
const MAX_OTHER_STEPS = 2;
const MAX_WHOLE = 2;
const MAX_BARE = 4;
const MAX_LINES = 60;
const MIN_LINE = 8;
const MAX_LINE = 300;
/** More folders up than lead to the file: a disk has other files there, a list of names has the same. */
const TOO_FAR = 6;
/** The folder that the application runs in: a way over the root of the disk to the site's own files. */
const WORKING_FOLDER = 'proc/self/cwd/';
/** Where, below that folder, the files are that a site publishes. */
const PUBLISHED = ['', 'public/', 'static/', 'www/', 'web/', 'dist/', 'src/main/webapp/'];

const listLines = ({ text }: SiteFile): string[] =>
  text
    .split(/\r?\n/)
    .slice(0, MAX_LINES)
    .map((line) => line.trim())
    // Some pages take the elements out of what they show.
    .flatMap((line) => (line.includes('<') ? [line, withoutTags(line).trim()] : [line]))
    .filter((line) => line.length >= MIN_LINE && line.length <= MAX_LINE);

/** The files worth asking for: those with the ending of the value first, one of each kind. */
function listSought(place: FilePlace, files: readonly SiteFile[]): Sought[] {
  const ending = fileEnding(place.name);
  const kinds = new Map<string, SiteFile>();
  const isAlike = ({ path }: SiteFile) => fileEnding(path) === ending;
  for (const file of [...files.filter(isAlike), ...files])
    if (!kinds.has(fileEnding(file.path))) kinds.set(fileEnding(file.path), file);
  const chosen = [...kinds.values()];
  const whole = chosen.map((file) => ({ file, path: file.path.slice(1) }));
  const bare = whole.map(({ file, path }) => ({ file, path: path.slice(0, -fileEnding(path).length) }));
  const isPage = ({ file }: Sought) => /html?$/i.test(file.path);
  const either = [...bare.filter(isPage), ...bare.filter((one) => !isPage(one)).slice(0, 2), ...whole];
  return ending === '' ? either.slice(0, MAX_BARE) : whole.slice(0, MAX_WHOLE);
}

/** Looks for the site's own files in answers. What the page says anyway proves nothing. */
class Search {
  constructor(
    private readonly place: FilePlace,
    private readonly usual: Shown,
  ) {}

  /** A line of the file that the answer to `name` shows. */
  async lineAt(name: string | null, file: SiteFile): Promise<{ shown: Shown; proof: string } | null> {
    const shown = name === null ? null : await this.place.ask(name);
    if (!shown) return null;
    const proof = listLines(file).find(
      (line) => shown.text.includes(line) && !this.usual.text.includes(line),
    );
    return proof === undefined ? null : { shown, proof };
  }

  async up(climb: Climb, sought: Sought, steps: number): Promise<Found | null> {
    const name = climbTo(climb, this.place.name, { path: sought.path, steps });
    const line = await this.lineAt(name, sought.file);
    return line && name !== null ? { ...sought, ...line, climb, steps, name } : null;
  }

  /** Whether another name, no way up at all, or a way too far up leads there, too. */
  async isElsewhere({ climb, file, path, steps }: Found): Promise<boolean> {
    const wrong = path.replace(/(?=\.[^./]*$)|$/, this.place.mark());
    if (await this.up(climb, { file, path: wrong }, steps)) return true;
    if (await this.up(climb, { file, path }, 0)) return true;
    if (await this.lineAt(path, file)) return true;
    return (await this.up(climb, { file, path }, steps + TOO_FAR)) !== null;
  }

  async first<T>(ones: readonly T[], look: (one: T) => Promise<Found | null>): Promise<Found | null> {
    for (const one of ones) {
      const found = await look(one);
      if (found) return found;
    }
    return null;
  }

  /** The site's own file over the root of the disk, which no list of names and no folder with a fence has. */
  async overRoot(climb: Climb | null, { file, path }: Sought, published = ''): Promise<Found | null> {
    const write = (folder: string) => {
      const whole = folder + published + path;
      if (climb === null) return `/${whole}`;
      return climbTo(climb, this.place.name, { path: whole, steps: TO_THE_ROOT });
    };
    const name = write(WORKING_FOLDER);
    const found = await this.lineAt(name, file);
    if (!found || name === null) return null;
    const wrong = write(WORKING_FOLDER.replace('cwd', this.place.mark()));
    if (await this.lineAt(wrong, file)) return null;
    return { file, path, ...found, climb: climb ?? { up: '', slash: '/' }, steps: TO_THE_ROOT, name };
  }
}

const asRead = ({ shown, name, file, proof }: Found, isConfirmed: boolean): FileRead => ({
  ...{ shown, name, proof, isConfirmed },
  file: file.path,
});

/** Whether a second file, or the same by another way, comes from there, and the way leads out of what the site publishes. */
async function isConfirmed(search: Search, found: Found, files: readonly SiteFile[]): Promise<boolean> {
  const { climb, steps, path, file } = found;
  const isBare = fileEnding(path) !== fileEnding(file.path);
  const others = files
    .filter((one) => one !== file && (!isBare || fileEnding(one.path) === fileEnding(file.path)))
    .map((one): Sought => {
      const whole = one.path.slice(1);
      return { file: one, path: isBare ? whole.slice(0, -fileEnding(whole).length) : whole };
    });
  const around = { file, path: `.${climb.slash}${path}` };
  if (!(await search.first([...others, around], (one) => search.up(climb, one, steps)))) return false;
  if (await search.first(PUBLISHED, (folder) => search.overRoot(climb, found, folder))) return true;
  // A disk that takes capitals for small letters has no file of Linux that could have been asked for.
  return (await search.up(climb, { file, path: path.toUpperCase() }, steps)) !== null;
}

/**
 * A file of the site that a page gives back by a way up from its folder: text that anybody may read, at a place where
 * it must not be. @param isLikely whether much speaks for a file, and many ways are worth trying
 */
export async function proveSiteFile(place: FilePlace, isLikely: boolean): Promise<FileRead | null> {
  const usual = await place.untouched();
  const files = usual ? await place.siteFiles() : [];
  if (!usual || files.length === 0) return null;
  const search = new Search(place, usual);
  const sought = listSought(place, files);
  for (const climb of isLikely ? SHORT_CLIMBS : SHORT_CLIMBS.slice(0, 2)) {
    const isFirst = climb === SHORT_CLIMBS[0];
    for (let steps = 1; steps <= (isFirst ? MAX_STEPS : MAX_OTHER_STEPS); steps += 1)
      for (const one of isFirst ? sought : sought.slice(0, 1)) {
        const found = await search.up(climb, one, steps);
        if (found && !(await search.isElsewhere(found)))
          return asRead(found, await isConfirmed(search, found, files));
      }
  }
  return overRoot(search, sought);
}

/** Where the value is a path from the site's own root, only the way over the root of the disk leads out of it. */
async function overRoot(search: Search, sought: readonly Sought[]): Promise<FileRead | null> {
  for (const climb of [...ROOT_CLIMBS, null]) {
    const found = await search.first(sought, (one) => search.overRoot(climb, one));
    if (found) return asRead(found, true);
  }
  return null;
}
