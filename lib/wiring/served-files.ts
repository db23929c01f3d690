import { readdirSync } from 'node:fs';
import path from 'node:path';

/** What Next serves as a file although it is not a route, by the names that it gives them. */
const OF_NEXT =
  /^(favicon|icon|apple-icon|opengraph-image|twitter-image|robots|sitemap|manifest)\d?\.(?!tsx?$)\w+$/;
/** A folder that is no part of the address. */
const GROUP = /^\(.*\)$/;

/**
 * The addresses at which the desk serves files: everything in `public`, and of `app` what Next serves by its name and
 * the routes at one fixed address that is called like a file.
 * @param root the project's folder
 */
export function servedFiles(root: string): ReadonlySet<string> {
  const below = (folder: string) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.relative(path.join(root, folder), path.join(parentPath, name)))
      .map((file) => file.split(path.sep));
  const ofApp = below('app').flatMap((parts) => {
    const [folders, name = ''] = [parts.slice(0, -1).filter((part) => !GROUP.test(part)), parts.at(-1)];
    if (OF_NEXT.test(name)) return [[...folders, name]];
    const isFixed = !folders.some((part) => part.startsWith('['));
    return /^route\.tsx?$/.test(name) && isFixed && folders.at(-1)?.includes('.') ? [folders] : [];
  });
  return new Set([...below('public'), ...ofApp].map((parts) => `/${parts.join('/')}`));
}
