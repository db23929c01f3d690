import type { FilePlace } from './file-place';
import type { FileRead } from './system-file';

/** What folders of files are usually called. */
const USUAL = ['docs', 'files', 'uploads', 'documents', 'downloads', 'public'];
const MAX_FOLDERS = 8;
const MAX_GUESSED = 2;

function listFolders(place: FilePlace, paths: readonly string[]): string[] {
  const known = paths.map((path) => path.split('/').at(-2) ?? '').filter((name) => name !== '');
  return [...new Set([...USUAL, ...known])].slice(0, MAX_FOLDERS).filter((name) => name !== place.name);
}

/**
 * A fence that compares the beginning of a path without a slash behind it: a way out and back in is followed, a way to a
 * folder whose name only begins alike is looked for and not there, and every other way is refused. No file outside is
 * read, for its name is not known.
 * @param climb a way up that the page was asked for and did not follow
 */
export async function proveFolderPrefix(place: FilePlace, climb: string): Promise<FileRead | null> {
  const wrong = place.wrongName();
  const isRefused = async (name: string) =>
    (await place.isAlike(name, climb)) && !(await place.isAlike(name, wrong));
  if (!(await isRefused(climb))) return null;
  // Where a detour that leads nowhere is refused, too, the fence looks at dots; at which ones, few names have to tell.
  const isByDots = await isRefused(`${place.mark()}/../${place.name}`);
  const files = await place.siteFiles();
  const folders = listFolders(
    place,
    files.map(({ path }) => path),
  );
  for (const folder of isByDots ? folders.slice(0, MAX_GUESSED) : folders) {
    const inside = `../${folder}/${place.name}`;
    if (!(await place.isAlike(inside, place.name))) continue;
    const beside = `../${folder}${place.mark()}/${place.name}`;
    const isLookedFor = await place.isAlike(beside, wrong);
    if (!isLookedFor || !(await isRefused(`../${place.mark()}${folder}/${place.name}`))) return null;
    const shown = await place.ask(beside);
    return shown && { shown, name: beside, file: folder, proof: '', isConfirmed: false, isFence: true };
  }
  return null;
}
