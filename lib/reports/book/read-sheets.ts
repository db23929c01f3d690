import { type FileProblem, FileRefused } from '../rules/file-problem';
import type { Sheet } from '../rules/sheet';
import { type OpenedPackage, openPackage } from './open-package';
import { readSheet } from './read-sheet';
import { readStrings } from './read-strings';
import { readDateStyles } from './read-styles';
import { readXml, SHEET_NAMESPACES } from './read-xml';

export type SheetsReading = { ok: true; sheets: Sheet[] } | { ok: false; reason: FileProblem };

/** Excel's limit is 31 characters. */
const NAME_MAXIMUM = 64;

type Named = { name: string; id: string; isHidden: boolean };

/**
 * The cells of every sheet of an uploaded workbook, read as a stream that stops at limits. Parts are found by their
 * relationships, elements by name and namespace: what a program calls them does not matter. Nothing is calculated.
 */
export async function readSheets(bytes: Uint8Array): Promise<SheetsReading> {
  try {
    return { ok: true, sheets: await readPackage(await openPackage(bytes)) };
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, reason: error.reason };
    throw error;
  }
}

async function readPackage(opened: OpenedPackage): Promise<Sheet[]> {
  const references = opened.listReferences(opened.workbook);
  const readPart = (type: string) => {
    const reference = references.find((one) => one.type === type);
    return reference ? opened.read(reference.target) : null;
  };
  const { listed, is1904 } = await readList(opened);
  const strings = await readStrings(readPart('sharedstrings'));
  const dates = await readDateStyles(readPart('styles'));
  const around = {
    sharedString: (index: number) => strings[index],
    isDate: (style: number) => dates.has(style),
    is1904,
  };
  const counts = { rows: 0, cells: 0, text: 0 };
  const sheets: Sheet[] = [];
  const seen = new Set<string>();
  for (const { name, id, isHidden } of listed) {
    // Sheets of charts and dialogs have no cells.
    const target = references.find((one) => one.id === id && one.type === 'worksheet')?.target;
    const pieces = target === undefined || seen.has(target) ? null : opened.read(target);
    if (target === undefined || pieces === null) continue;
    seen.add(target);
    sheets.push({
      name,
      isHidden,
      ...(await readSheet(pieces, around, counts)),
      ...besideCells(opened, target),
    });
  }
  if (sheets.length === 0) throw new FileRefused('NOT_XLSX');
  return sheets;
}

/** What people put on a sheet that is not a cell. */
function besideCells(opened: OpenedPackage, sheet: string): Pick<Sheet, 'pictures' | 'hasComments'> {
  const references = opened.listReferences(sheet);
  const drawings = references.filter(({ type }) => type === 'drawing');
  const images = drawings.flatMap(({ target }) =>
    opened.listReferences(target).filter(({ type }) => type === 'image'),
  );
  return {
    pictures: images.length,
    hasComments: references.some(({ type }) => type === 'comments' || type === 'threadedcomment'),
  };
}

async function readList(opened: OpenedPackage): Promise<{ listed: Named[]; is1904: boolean }> {
  const listed: Named[] = [];
  let is1904 = false;
  const pieces = opened.read(opened.workbook);
  if (pieces === null) throw new FileRefused('NOT_XLSX');
  await readXml(pieces, {
    namespaces: SHEET_NAMESPACES,
    open: (name, { attribute, linked }) => {
      if (name === 'workbookPr') is1904 = /^(1|true|on)$/.test(attribute('date1904') ?? '');
      if (name === 'sheet')
        listed.push({
          name: (attribute('name') ?? '').slice(0, NAME_MAXIMUM),
          id: linked('id') ?? '',
          isHidden: /hidden/i.test(attribute('state') ?? ''),
        });
    },
  });
  return { listed, is1904 };
}
