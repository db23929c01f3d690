import type { FileProblem } from './file-problem';
import { type FoundColumns, findColumns } from './find-columns';
import { contentAt, type Sheet, type SheetRow } from './sheet';
import type { Translate } from './translate';

/** A sheet to be read: where its columns are, and its rows below the titles. */
export type ChosenSheet = FoundColumns & { sheet: Sheet; rows: readonly SheetRow[] };

/** What else is to be known of a reading. Texts: `reports.notes.<code>`. */
export type ReadingNote = {
  sheet: string;
  code: 'LINES_ABOVE' | 'HIDDEN_SHEET' | 'PICTURES' | 'COMMENTS';
  count: number;
};

export type SheetChoice =
  | { ok: false; reason: FileProblem }
  | { ok: true; chosen: ChosenSheet[]; notes: ReadingNote[] };

const ID_LIKE = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

const ID_MAXIMUM = 200;

/** The finding id that a row names, whatever signs a person or a program put around it; else what is there instead. */
export function readFindingId(row: SheetRow, { columns }: FoundColumns): string {
  const { text } = contentAt(row, columns.get('findingId'));
  const bare = text
    .slice(0, ID_MAXIMUM)
    .normalize('NFKC')
    .replace(/[\p{Cf}\s]/gu, '')
    .toLowerCase();
  const [id, ...others] = bare.match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? [];
  return id !== undefined && others.length === 0 ? id : text.slice(0, ID_MAXIMUM).trim().toLowerCase();
}

/**
 * Every sheet that has a finding of the report is read: people copy the sheet, or split it. Sheets that nobody sees are
 * read only where no other has findings. Without any, a sheet with titles of ours tells what is wrong.
 */
export function chooseSheets(
  sheets: readonly Sheet[],
  known: ReadonlySet<string>,
  languages: readonly Translate[],
): SheetChoice {
  const all = sheets.map((sheet) => layOut(sheet, known, languages));
  const withFindings = all.filter((one) => one.first !== null);
  if (withFindings.length === 0) {
    const titled = all.filter(({ titleRow }) => titleRow !== null);
    const readable = titled.find((one) => one.rows.some((row) => readFindingId(row, one) !== ''));
    if (readable) return { ok: true, chosen: [readable], notes: [] };
    return { ok: false, reason: titled.length > 0 ? 'ID_COLUMN_MISSING' : 'NO_FINDINGS_SHEET' };
  }
  const seen = withFindings.filter(({ sheet }) => !sheet.isHidden);
  const chosen = seen.length > 0 ? seen : withFindings;
  const unread = withFindings.filter((one) => !chosen.includes(one));
  return {
    ok: true,
    chosen,
    notes: [
      ...unread.map(({ sheet }): ReadingNote => ({ sheet: sheet.name, code: 'HIDDEN_SHEET', count: 1 })),
      ...chosen.flatMap(({ sheet, linesAbove }) => {
        const note = (code: ReadingNote['code'], count: number): ReadingNote[] =>
          count > 0 ? [{ sheet: sheet.name, code, count }] : [];
        return [
          ...note('LINES_ABOVE', linesAbove),
          ...note('PICTURES', sheet.pictures),
          ...note('COMMENTS', sheet.hasComments ? 1 : 0),
        ];
      }),
    ],
  };
}

type LaidOut = ChosenSheet & { first: number | null; linesAbove: number };

/** Splits a sheet into what is above its titles and what is below them. */
function layOut(sheet: Sheet, known: ReadonlySet<string>, languages: readonly Translate[]): LaidOut {
  const found = findColumns(sheet.rows, languages);
  const isKnown = (row: SheetRow) => known.has(readFindingId(row, found));
  const firstIndex = sheet.rows.findIndex(isKnown);
  const first = firstIndex < 0 ? null : (sheet.rows[firstIndex]?.number ?? null);
  const { titleRow } = found;
  if (titleRow !== null && (first === null || titleRow < first)) {
    const at = sheet.rows.findIndex(({ number }) => number === titleRow);
    return { sheet, ...found, first, rows: sheet.rows.slice(at + 1), linesAbove: at };
  }
  // Titles of the seller's own: what is above the first finding and has no id of another report is not a row.
  const above = sheet.rows.slice(0, Math.max(0, firstIndex));
  const lines = above.filter((row) => !ID_LIKE.test(readFindingId(row, found)));
  const rows = sheet.rows.filter((row) => !lines.includes(row));
  // The last of them is the titles.
  return { sheet, ...found, first, rows, linesAbove: Math.max(0, lines.length - 1) };
}
