import { type CellContent, comparableText } from './cell-text';
import type { ColumnKey, SellerColumn } from './columns';
import { type AssessmentText, EXPLANATION_MAXIMUM, isExplained, REFERENCE_MAXIMUM } from './conclusion';
import { conclusionOf, type Translate } from './report-content';

/** Why a cell of F, G or H cannot be taken. Texts: `reports.problems.<code>`. */
export const CELL_PROBLEMS = [
  'CONCLUSION_UNKNOWN',
  'CONCLUSION_MISSING',
  'EXPLANATION_MISSING',
  'TOO_LONG',
  'FORMULA',
  'ERROR_VALUE',
  'DUPLICATE_ROW',
] as const;
/** `column` as letters. */
export type CellProblem = { row: number; column: string; code: (typeof CELL_PROBLEMS)[number] };

type Row = { number: number; cells: ReadonlyMap<number, CellContent> };

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/**
 * What F, G and H of a row say: an assessment, problems, or neither where nothing was written.
 * A row with a problem gives no assessment: half a conclusion is none.
 */
export function readAssessment(
  row: Row,
  columns: ReadonlyMap<ColumnKey, number>,
  languages: readonly Translate[],
): { assessment: AssessmentText | null; problems: CellProblem[] } {
  const problems: CellProblem[] = [];
  const report = (key: SellerColumn, code: CellProblem['code']) =>
    problems.push({ row: row.number, column: columnLetters(columns.get(key) ?? 1), code });
  const read = (key: SellerColumn, maximum: number): string => {
    const { text, refused } = row.cells.get(columns.get(key) ?? 0) ?? { text: '', refused: null };
    if (refused !== null) report(key, refused);
    const written = comparableText(text);
    if (written.length > maximum) report(key, 'TOO_LONG');
    return written;
  };
  const word = read('conclusion', 100);
  const explanation = read('explanation', EXPLANATION_MAXIMUM);
  const reference = read('reference', REFERENCE_MAXIMUM);
  if (word === '' && explanation === '' && reference === '') return { assessment: null, problems };
  if (problems.length > 0) return { assessment: null, problems };
  const conclusion = word === '' ? null : conclusionOf(word, languages);
  if (conclusion === null) report('conclusion', word === '' ? 'CONCLUSION_MISSING' : 'CONCLUSION_UNKNOWN');
  // A false positive without a reason leaves the reviewer nothing to judge.
  if (conclusion === 'FALSE_POSITIVE' && !isExplained(explanation))
    report('explanation', 'EXPLANATION_MISSING');
  if (conclusion === null || problems.length > 0) return { assessment: null, problems };
  return { assessment: { conclusion, explanation, reference }, problems };
}
