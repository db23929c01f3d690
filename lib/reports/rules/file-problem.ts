import { WORKBOOK_FINDINGS, WORKBOOK_MB } from '@/lib/core/policy';

/** Why an uploaded file is not read at all. Texts: `reports.fileProblems.<code>`. */
export const FILE_PROBLEMS = [
  'FILE_TOO_LARGE',
  'NOT_A_ZIP',
  'ENCRYPTED',
  'OLD_XLS',
  'PLAIN_TEXT',
  'TOO_MANY_ENTRIES',
  'TOO_LARGE_INSIDE',
  'RATIO_TOO_HIGH',
  'NOT_XLSX',
  'OPEN_DOCUMENT',
  'BINARY_XLSB',
  'NUMBERS',
  'MACROS',
  'EXTERNAL_CONTENT',
  'EMBEDDED_OBJECTS',
  'TOO_MANY_ROWS',
  'TOO_MANY_CELLS',
  'TOO_MUCH_TEXT',
  'IMPOSSIBLE_PLACE',
  'UNREADABLE',
  'NO_FINDINGS_SHEET',
  'ID_COLUMN_MISSING',
  'TOOK_TOO_LONG',
  'BUSY',
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** Ends the reading of a file from wherever it is; the reader's entrance turns it into a value. */
export class FileRefused extends Error {
  readonly reason: FileProblem;

  constructor(reason: FileProblem, cause?: unknown) {
    super(reason, { cause });
    this.name = 'FileRefused';
    this.reason = reason;
  }
}

export const WORKBOOK_MAX_BYTES = WORKBOOK_MB * 1024 * 1024;
/** Rows and cells that hold something: empty ones with a format are passed over. Beside findings there are notes. */
export const WORKBOOK_MAX_ROWS = WORKBOOK_FINDINGS + 2_000;
export const WORKBOOK_MAX_CELLS = 12 * WORKBOOK_MAX_ROWS;
/** Characters of all cells together: many cells may refer to one text, and each is compared. */
export const WORKBOOK_MAX_TEXT = 80_000_000;
