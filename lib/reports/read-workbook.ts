import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { loadSheets, type Sheet, type SheetRow } from './load-sheets';
import { type FileRefusal, openWorkbookFile } from './open-workbook-file';
import { type CellContent, comparableText } from './rules/cell-text';
import { type ColumnKey, OUR_COLUMNS } from './rules/columns';
import type { AssessmentText } from './rules/conclusion';
import { type ColumnMap, findColumns } from './rules/find-columns';
import { type CellProblem, columnLetters, readAssessment } from './rules/read-assessment';
import { type ReportContent, reportRow, type Translate } from './rules/report-content';

/** A cell that an upload changed and that is not the seller's: named, and left as it is. */
export type IgnoredCell = { sheet: string; row: number; column: string; text: string };

export type WorkbookReading =
  | { ok: false; reason: FileRefusal }
  | {
      ok: true;
      /** What F, G and H say, one entry a finding, in the order of the sheet. */
      rows: (AssessmentText & { findingId: string })[];
      ignored: IgnoredCell[];
      /** How many more changed cells there were than `ignored` lists. */
      ignoredBeyond: number;
      problems: CellProblem[];
      /** Rows with a finding id that the report does not have. */
      unknownIds: { row: number; id: string }[];
    };

const IGNORED_LISTED = 100;
const SHOWN_TEXT = 200;
const UNKNOWN_LISTED = 100;
const EMPTY: CellContent = { text: '', refused: null };

/**
 * Reads an uploaded workbook, which may come from anybody and any program. Rows are matched by finding id, columns by
 * their titles and else by their letters; F, G and H are read, everything else is compared with the report and listed
 * where it differs. The file is judged before it is opened; nothing of it is ever calculated.
 * @param bytes the upload
 * @param content the report that the workbook should belong to
 */
export async function readWorkbook(bytes: Uint8Array, content: ReportContent): Promise<WorkbookReading> {
  const opened = openWorkbookFile(bytes);
  if (!opened.ok) return opened;
  const sheets = await loadSheets(opened.entries);
  if (sheets === null) return { ok: false, reason: 'UNREADABLE' };
  const languages = LOCALES.map((locale) => translator(locale));
  const found = findSheet(sheets, content, languages);
  if (found === null) return { ok: false, reason: 'NO_FINDINGS_SHEET' };
  return readSheet(found.sheet, found.columns, found.titleRow, content, languages);
}

const findingIdIn = (row: SheetRow, columns: ColumnMap): string =>
  (row.cells.get(columns.get('findingId') ?? 0) ?? EMPTY).text.trim().toLowerCase();

function findSheet(sheets: readonly Sheet[], content: ReportContent, languages: readonly Translate[]) {
  const known = new Set(content.findings.map(({ id }) => id));
  const candidates = sheets.map((sheet) => {
    const rows = sheet.rows.map((row) => ({
      number: row.number,
      textAt: (column: number) => (row.cells.get(column) ?? EMPTY).text,
      columns: [...row.cells.keys()],
    }));
    return { sheet, ...findColumns(rows, languages) };
  });
  const hasKnown = ({ sheet, columns }: (typeof candidates)[number]) =>
    sheet.rows.some((row) => known.has(findingIdIn(row, columns)));
  return candidates.find(hasKnown) ?? candidates.find(({ titleRow }) => titleRow !== null) ?? null;
}

function readSheet(
  sheet: Sheet,
  columns: ColumnMap,
  titleRow: number | null,
  content: ReportContent,
  languages: readonly Translate[],
): WorkbookReading {
  const findings = new Map(content.findings.map((finding) => [finding.id, finding]));
  const seen = new Set<string>();
  const rows: (AssessmentText & { findingId: string })[] = [];
  const problems: CellProblem[] = [];
  const changed: IgnoredCell[] = [];
  const unknownIds: { row: number; id: string }[] = [];
  const keyAt = new Map([...columns].map(([key, column]) => [column, key]));
  const ignore = (row: SheetRow, column: number) =>
    changed.push({
      sheet: sheet.name,
      row: row.number,
      column: columnLetters(column),
      text: (row.cells.get(column) ?? EMPTY).text.slice(0, SHOWN_TEXT),
    });
  for (const row of sheet.rows) {
    if (titleRow !== null && row.number <= titleRow) continue;
    const id = findingIdIn(row, columns);
    const finding = findings.get(id);
    if (!finding) {
      if (id === '') for (const column of row.cells.keys()) ignore(row, column);
      else if (!isTitle(row, columns, languages))
        unknownIds.push({ row: row.number, id: id.slice(0, SHOWN_TEXT) });
      continue;
    }
    if (seen.has(id)) {
      problems.push({
        row: row.number,
        column: columnLetters(columns.get('findingId') ?? 1),
        code: 'DUPLICATE_ROW',
      });
      continue;
    }
    seen.add(id);
    const expected = languages.map((t) => reportRow(finding, undefined, t));
    for (const key of OUR_COLUMNS)
      if (isChanged(row, columns.get(key), expected, key)) ignore(row, columns.get(key) ?? 0);
    for (const column of row.cells.keys()) if (!keyAt.has(column)) ignore(row, column);
    const read = readAssessment(row, columns, languages);
    problems.push(...read.problems);
    if (read.assessment) rows.push({ findingId: finding.id, ...read.assessment });
  }
  return {
    ok: true,
    rows,
    ignored: changed.slice(0, IGNORED_LISTED),
    ignoredBeyond: Math.max(0, changed.length - IGNORED_LISTED),
    problems,
    unknownIds: unknownIds.slice(0, UNKNOWN_LISTED),
  };
}

/** Whether one of our cells says something else than the report does in any language; a column that is gone changes nothing. */
function isChanged(
  row: SheetRow,
  column: number | undefined,
  expected: readonly Record<ColumnKey, string>[],
  key: ColumnKey,
): boolean {
  if (column === undefined) return false;
  const { text, refused } = row.cells.get(column) ?? EMPTY;
  if (refused !== null) return true;
  const seen = comparableText(text);
  return !expected.some((texts) => comparableText(texts[key]).toLowerCase() === seen.toLowerCase());
}

/** A sheet without a full row of titles may still have the word above its ids. */
const isTitle = (row: SheetRow, columns: ColumnMap, languages: readonly Translate[]): boolean =>
  languages.some((t) => t('reports.columns.findingId').toLowerCase() === findingIdIn(row, columns));
