import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { ActiveCheck, InsertionPoint } from './check';
import { draftFinding, VECTORS } from './draft-finding';
import { CLIMBS } from './files/climbs';
import { FilePlace } from './files/file-place';
import { proveFolderPrefix } from './files/folder-prefix';
import { proveSiteFile } from './files/site-file';
import { FILE_ADDRESS, type FileRead, KERNEL_FILE, proveSystemFile, routeUp } from './files/system-file';

async function readFile(place: FilePlace): Promise<FileRead | null> {
  const [plain, ...others] = CLIMBS.map((climb) => routeUp(climb, place.name));
  const first = plain ? await proveSystemFile(place, plain) : null;
  if (first || place.isUsual) return first;
  if (place.isAddress) return proveSystemFile(place, FILE_ADDRESS);
  const isLikely = place.looksLikeFile ? await place.isUsed() : await place.isPath();
  // A page that falls back on what it shows anyway says the same for every name.
  if (!isLikely && !place.isNamedForFiles) return null;
  for (const route of [...others, FILE_ADDRESS]) {
    const read = await proveSystemFile(place, route);
    if (read) return read;
  }
  if (!(await place.isUsed())) return null;
  const climb = plain?.way(KERNEL_FILE) ?? null;
  return (
    (await proveSiteFile(place, isLikely)) ??
    (isLikely && climb !== null ? proveFolderPrefix(place, climb) : null)
  );
}

function finding(point: InsertionPoint, place: FilePlace, read: FileRead): FindingDraft {
  const { shown, name, file, proof, isConfirmed, isFence } = read;
  const payload = place.encodeName(name);
  return {
    ...draftFinding(crossDirectoryAccess, shown.exchange, {
      titleKey: isFence ? 'findings-files.folderPrefix' : 'findings-files.pathTraversal',
      values: { parameter: point.name, payload, file, proof },
      cvssVector: isFence ? VECTORS.leak : VECTORS.severeLeak,
      confidence: isConfirmed ? 'CONFIRMED' : 'LIKELY',
      sink: 'file-path',
      proofs: isFence ? [payload] : [proof, payload],
      url: point.url,
      parameter: { location: point.location, name: point.name },
    }),
    method: point.method,
  };
}

/**
 * Cross-directory access (CWE-22, OWASP WSTG-ATHZ-01): a way up from the folder that a page reads from, to a file of
 * Linux that nobody can write, and where an ending or Windows stands against that, to a file that the site serves
 * itself. Read only, and never the path of a system file as the whole value. Two requests where nothing speaks for a
 * file.
 */
export const crossDirectoryAccess: ActiveCheck = {
  kind: 'active',
  id: 'cross-directory-access',
  version: 2,
  class: 'CROSS_DIRECTORY_ACCESS',
  cwe: 22,
  applies: ({ effect }) => effect === 'READS',
  async run(point, context) {
    const place = new FilePlace(point, context);
    const read = await readFile(place);
    return read ? [finding(point, place, read)] : [];
  },
};
