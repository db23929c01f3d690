import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { ActiveCheck, InsertionPoint } from './check';
import { draftFinding, VECTORS } from './draft-finding';
import { type Climb, DECODED_CLIMBS, FURTHER_CLIMBS, LIKELY_CLIMBS, PLAIN_CLIMB } from './files/climbs';
import { FilePlace } from './files/file-place';
import { proveFolderPrefix } from './files/folder-prefix';
import { proveSiteFile } from './files/site-file';
import { proveByExistence, proveByMessages } from './files/system-answers';
import {
  FILE_ADDRESS,
  type FileRead,
  type FileRoute,
  KERNEL_FILE,
  proveSystemFile,
  proveSystemFolder,
  routeUp,
} from './files/system-file';

/** Where something speaks for a file. */
async function readFurther(place: FilePlace): Promise<FileRead | null> {
  if (place.isUsual || (await place.isLedTo())) return null;
  if (await place.isSilent()) return place.looksLikeFile ? proveByMessages(place) : null;
  if (place.isAddress) return proveSystemFile(place, FILE_ADDRESS);
  const isLikely = await isLikelyPath(place);
  if (!isLikely && !place.isNamedForFiles) return (await readDecoded(place)) ?? readBeside(place);
  // A name that is another one with a dot in front is joined to no path, unless it is decoded once more.
  if (!place.looksLikeFile && !place.mayFallBack && !(await place.isPath()))
    return (await place.isDecodedAgain()) ? readByRoutes(place, decodedRoutes(place)) : null;
  return (await readByManyWays(place, isLikely)) ?? readBeside(place);
}

const routesUp = (place: FilePlace, climbs: readonly Climb[]): FileRoute[] =>
  climbs.map((climb) => routeUp(climb, place.name));

/** A file whose slashes are refused as they are. */
const readDecoded = async (place: FilePlace): Promise<FileRead | null> =>
  place.looksLikeFile && (await place.isDecodedAgain()) ? readByRoutes(place, decodedRoutes(place)) : null;

const decodedRoutes = (place: FilePlace): FileRoute[] => routesUp(place, DECODED_CLIMBS);

async function readByManyWays(place: FilePlace, isLikely: boolean): Promise<FileRead | null> {
  const routes = routesUp(place, [...LIKELY_CLIMBS, ...FURTHER_CLIMBS]);
  const read = await readByRoutes(place, [...routes, FILE_ADDRESS]);
  if (read || !(await place.isUsed())) return read;
  if (place.mayBeFolder) {
    const listed = await proveSystemFolder(place, routeUp(PLAIN_CLIMB, place.name));
    if (listed) return listed;
  }
  return (
    (await proveSiteFile(place, isLikely)) ??
    (await proveByMessages(place)) ??
    (isLikely ? proveByExistence(place) : null)
  );
}

/** A fence may refuse every detour, so that a value with an ending is enough to look for one. */
async function readBeside(place: FilePlace): Promise<FileRead | null> {
  const isFile = place.looksLikeFile ? await place.isUsed() : await place.isPath();
  const climb = routeUp(PLAIN_CLIMB, place.name).way(KERNEL_FILE);
  return isFile && climb !== null ? proveFolderPrefix(place, climb) : null;
}

/** Nothing speaks for a file, and nothing depends on the value. */
const isIdle = async (place: FilePlace): Promise<boolean> =>
  !place.isNamedForFiles && !place.looksLikeFile && (await place.isSilent());

/** A page that falls back on what it shows anyway says the same for every name; one that cuts folders off is not left. */
const isLikelyPath = async (place: FilePlace): Promise<boolean> =>
  (await place.isPath()) && !(await place.dropsFolders());

async function readByRoutes(place: FilePlace, routes: readonly FileRoute[]): Promise<FileRead | null> {
  for (const route of routes) {
    const read = await proveSystemFile(place, route);
    if (read) return read;
  }
  return null;
}

function finding(point: InsertionPoint, place: FilePlace, read: FileRead): FindingDraft {
  const { shown, name, file, proof, isConfirmed, isFence, isAnswer } = read;
  const payload = place.encodeName(name);
  const title = isFence ? 'folderPrefix' : isAnswer ? 'pathFollowed' : 'pathTraversal';
  return {
    ...draftFinding(crossDirectoryAccess, shown.exchange, {
      titleKey: `findings-files.${title}`,
      values: { parameter: point.name, payload, file, proof },
      cvssVector: isFence ? VECTORS.leak : VECTORS.severeLeak,
      confidence: isConfirmed ? 'CONFIRMED' : 'LIKELY',
      sink: 'file-path',
      proofs: proof === '' ? [payload] : [proof, payload],
      url: point.url,
      parameter: { location: point.location, name: point.name },
    }),
    method: point.method,
  };
}

/**
 * Cross-directory access (CWE-22, OWASP WSTG-ATHZ-01): a way up from the folder that a page reads from, to a file of
 * Linux that nobody can write, and where an ending or Windows stands against that, to a file that the site serves
 * itself. Read only, and never the path of a system file as the whole value. One request of its own where nothing speaks
 * for a file.
 */
export const crossDirectoryAccess: ActiveCheck = {
  kind: 'active',
  id: 'cross-directory-access',
  version: 6,
  class: 'CROSS_DIRECTORY_ACCESS',
  cwe: 22,
  applies: ({ effect }) => effect === 'READS',
  async run(point, context) {
    const place = new FilePlace(point, context);
    const read = (await isIdle(place))
      ? null
      : await proveSystemFile(place, routeUp(PLAIN_CLIMB, place.name));
    return read ? [finding(point, place, read)] : [];
  },
  async runFurther(point, context) {
    const place = new FilePlace(point, context);
    const first = (await isIdle(place))
      ? await proveSystemFile(place, routeUp(PLAIN_CLIMB, place.name))
      : null;
    const read = first ?? (await readFurther(place));
    return read ? [finding(point, place, read)] : [];
  },
};
