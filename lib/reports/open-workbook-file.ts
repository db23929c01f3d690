import { readZip, type ZipLimits, type ZipRefusal } from './zip/read-zip';
import type { ZipEntry } from './zip/write-zip';

/** Why an uploaded file is not read at all. Texts: `reports.refusals.<code>`. */
export const FILE_REFUSALS = [
  'FILE_TOO_LARGE',
  'NOT_A_ZIP',
  'ENCRYPTED',
  'TOO_MANY_ENTRIES',
  'TOO_LARGE_INSIDE',
  'RATIO_TOO_HIGH',
  'NOT_XLSX',
  'MACROS',
  'EXTERNAL_CONTENT',
  'EMBEDDED_OBJECTS',
  'TOO_MANY_ROWS',
  'TOO_MANY_CELLS',
  'UNREADABLE',
  'NO_FINDINGS_SHEET',
] as const satisfies readonly (ZipRefusal | string)[];
export type FileRefusal = (typeof FILE_REFUSALS)[number];
export type OpenedFile = { ok: true; entries: ZipEntry[] } | { ok: false; reason: FileRefusal };

export const WORKBOOK_MAX_BYTES = 5 * 1024 * 1024;
export const WORKBOOK_MAX_ROWS = 5_000;
export const WORKBOOK_MAX_CELLS = 60_000;
const LIMITS: ZipLimits = {
  entries: 200,
  totalBytes: 40 * 1024 * 1024,
  // Spreadsheets of repeated text deflate well; a bomb deflates a thousand times.
  ratio: 200,
  ratioFromBytes: 256 * 1024,
};

/** Magic of the compound file format: the old .xls, and every password-protected .xlsx. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
const MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
/** What the reader needs; everything else of a file is left where it came from. */
const KEPT =
  /^xl\/(workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/sheet\d+\.xml)$/;
const MACRO_PARTS = /vbaProject|macrosheets\/|^customUI\//i;
const EMBEDDED_PARTS = /^xl\/(embeddings|activeX|oleObjects|ctrlProps)\//i;
const EXTERNAL_PARTS = /^xl\/(externalLinks|queryTables)\/|^xl\/connections\.xml$/i;

/**
 * Judges an uploaded workbook before a spreadsheet library sees a byte of it, and takes out the few parts that hold
 * cells. Definitions of names go too: the library would unfold each range that they name, cell by cell.
 */
export function openWorkbookFile(bytes: Uint8Array): OpenedFile {
  if (bytes.byteLength > WORKBOOK_MAX_BYTES) return refused('FILE_TOO_LARGE');
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) return refused('ENCRYPTED');
  const zip = readZip(bytes, LIMITS);
  if (!zip.ok) return zip;
  const problem = judgeParts(zip.entries);
  if (problem) return refused(problem);
  const entries = zip.entries
    .filter(({ name }) => KEPT.test(name))
    .map(({ name, bytes: content }) => ({ name, text: decode(content) }));
  if (entries.some(({ text }) => text === null || /<!(DOCTYPE|ENTITY)/i.test(text)))
    return refused('NOT_XLSX');
  const sheets = entries.filter(({ name }) => name.startsWith('xl/worksheets/'));
  if (!entries.some(({ name }) => name === 'xl/workbook.xml') || sheets.length === 0)
    return refused('NOT_XLSX');
  const count = (tag: RegExp) => sheets.reduce((sum, { text }) => sum + countOf(text ?? '', tag), 0);
  if (count(/<row[\s/>]/g) > WORKBOOK_MAX_ROWS) return refused('TOO_MANY_ROWS');
  if (count(/<c[\s/>]/g) > WORKBOOK_MAX_CELLS) return refused('TOO_MANY_CELLS');
  return {
    ok: true,
    entries: entries.map(({ name, text }) => ({
      name,
      bytes: Buffer.from(name === 'xl/workbook.xml' ? withoutNames(text ?? '') : (text ?? ''), 'utf8'),
    })),
  };
}

const refused = (reason: FileRefusal) => ({ ok: false, reason }) as const;
const withoutNames = (xml: string) =>
  xml
    .replace(/<definedNames\b[^>]{0,2000}\/>/g, '')
    .replace(/<definedNames\b[\s\S]*?(?:<\/definedNames\s*>|$)/g, '');

function judgeParts(entries: readonly ZipEntry[]): FileRefusal | null {
  const names = entries.map(({ name }) => name);
  const types = entries.find(({ name }) => name === '[Content_Types].xml');
  const typeText = types ? decode(types.bytes) : null;
  if (typeText === null) return 'NOT_XLSX';
  if (/macroEnabled|vbaProject/i.test(typeText) || names.some((name) => MACRO_PARTS.test(name)))
    return 'MACROS';
  if (!typeText.includes(MAIN_TYPE)) return 'NOT_XLSX';
  if (names.some((name) => EMBEDDED_PARTS.test(name))) return 'EMBEDDED_OBJECTS';
  const isExternal = entries.some(
    ({ name, bytes }) => name.endsWith('.rels') && refersOutside(decode(bytes) ?? ''),
  );
  return isExternal || names.some((name) => EXTERNAL_PARTS.test(name)) ? 'EXTERNAL_CONTENT' : null;
}

/** A link that a person clicks is no content; anything else that stands outside the file would be fetched. */
const refersOutside = (rels: string): boolean =>
  (rels.match(/<Relationship\b[^>]{0,2000}>/g) ?? []).some(
    (tag) =>
      /TargetMode\s*=\s*["']External["']/i.test(tag) && !/Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(tag),
  );

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count += 1;
  return count;
}
