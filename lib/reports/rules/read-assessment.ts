import { type AssessmentText, pickAssessment } from './assessment';
import { columnLetters } from './cell-place';
import { type CellContent, comparableText } from './cell-text';
import type { SellerColumn } from './columns';
import { EXPLANATION_MAXIMUM, isExplained, REFERENCE_MAXIMUM } from './conclusion';
import { type ConclusionWords, readConclusion } from './conclusion-word';
import { readExplanation } from './explanation-lines';
import type { ColumnMap } from './find-columns';
import { isWithinEnds, type RiskEnds } from './risk-end';
import type { Translate } from './translate';

/** Why a cell of F, G or H is not taken. Texts: `reports.problems.<code>`. */
export const CELL_PROBLEMS = [
  'CONCLUSION_UNKNOWN',
  'CONCLUSION_MISSING',
  'EXPLANATION_MISSING',
  'TOO_LONG',
  'END_NOT_ALLOWED',
  'FORMULA',
  'ERROR_VALUE',
  'PICTURE',
  'DUPLICATE_ROW',
] as const;
/** `column` as letters, empty where the sheet has no such column; `key` is what the column holds; `values` belong to the text. */
export type CellProblem = {
  sheet: string;
  row: number;
  column: string;
  key: SellerColumn | 'findingId';
  code: (typeof CELL_PROBLEMS)[number];
  values?: Record<string, string | number>;
};

/** What F, G and H of a row say: an assessment, problems, or neither where nothing was written. */
export type RowReading = { assessment: AssessmentText | null; problems: CellProblem[]; isEmpty: boolean };

type ReadingTerms = {
  languages: readonly Translate[];
  words: ConclusionWords;
  ends: RiskEnds;
  /** What is stored as the end: it may stay, also where it is too near by now. */
  endsOn: string | undefined;
};

const WORD_MAXIMUM = 100;
const WORD_SHOWN = 60;
/** The lines above the explanation in its cell. */
const LINES_MAXIMUM = 300;

/** A picture says nothing that a row needs, and no conclusion depends on its reference: such a cell counts as empty. */
const endsRow = ({ key, code }: CellProblem): boolean =>
  code !== 'PICTURE' && !(key === 'reference' && (code === 'ERROR_VALUE' || code === 'FORMULA'));

/**
 * Reads F, G and H of a row. A row with a problem gives no assessment: half a conclusion is none. Only a picture, and
 * a reference whose value is not taken, leave the rest of the row; the problem says so.
 * @param readContent what the row shows in a column, merged cells included
 */
export function readAssessment(
  place: { sheet: string; row: number },
  readContent: (key: SellerColumn) => CellContent,
  columns: ColumnMap,
  { languages, words, ends, endsOn }: ReadingTerms,
): RowReading {
  const problems: CellProblem[] = [];
  const report = (key: SellerColumn, code: CellProblem['code'], values?: CellProblem['values']) => {
    const at = columns.get(key);
    const column = at === undefined ? '' : columnLetters(at);
    problems.push({ ...place, column, key, code, ...(values ? { values } : {}) });
  };
  const read = (key: SellerColumn, maximum: number, around = 0): string => {
    const { text, refused } = readContent(key);
    if (refused !== null) report(key, refused);
    const written = refused === null ? comparableText(text) : '';
    if (written.length > maximum + around) report(key, 'TOO_LONG', { maximum });
    return written;
  };
  const word = read('conclusion', WORD_MAXIMUM);
  const explanation = read('explanation', EXPLANATION_MAXIMUM, LINES_MAXIMUM);
  const reference = read('reference', REFERENCE_MAXIMUM);
  const isEmpty = word === '' && explanation === '' && reference === '';
  const isBroken = () => problems.some(endsRow);
  if (isEmpty || isBroken()) return { assessment: null, problems, isEmpty: isEmpty && problems.length === 0 };
  const conclusion = word === '' ? null : readConclusion(word, words);
  if (word === '') report('conclusion', 'CONCLUSION_MISSING');
  else if (conclusion === null)
    report('conclusion', 'CONCLUSION_UNKNOWN', { word: word.slice(0, WORD_SHOWN) });
  if (conclusion === null) return { assessment: null, problems, isEmpty: false };
  const { brokenEnd, ...said } = readExplanation(explanation, conclusion, languages);
  const isEndKept = said.endsOn === undefined || said.endsOn === endsOn || isWithinEnds(said.endsOn, ends);
  const wrongEnd = brokenEnd ?? (isEndKept ? undefined : said.endsOn);
  if (wrongEnd !== undefined)
    report('explanation', 'END_NOT_ALLOWED', { ...ends, word: wrongEnd.slice(0, WORD_SHOWN) });
  else if (said.explanation.length > EXPLANATION_MAXIMUM)
    report('explanation', 'TOO_LONG', { maximum: EXPLANATION_MAXIMUM });
  // A false positive without a reason leaves the reviewer nothing to judge.
  else if (conclusion === 'FALSE_POSITIVE' && !isExplained(said.explanation))
    report('explanation', 'EXPLANATION_MISSING');
  const assessment = isBroken() ? null : pickAssessment({ conclusion, ...said, reference });
  return { assessment, problems, isEmpty: false };
}
