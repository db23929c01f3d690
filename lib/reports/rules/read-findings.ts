import { type AssessmentText, isSameAssessment } from './assessment';
import { columnLetters } from './cell-place';
import { comparableText } from './cell-text';
import { type ChosenSheet, chooseSheets, type ReadingNote, readFindingId } from './choose-sheets';
import { type ColumnKey, OUR_COLUMNS, SELLER_COLUMNS } from './columns';
import { type ConclusionWords, listConclusionWords } from './conclusion-word';
import type { FileProblem } from './file-problem';
import { type CellProblem, type RowReading, readAssessment } from './read-assessment';
import { rememberTexts } from './remember-texts';
import { type ReportContent, reportRow } from './report-content';
import { type RiskEnds, riskEnds } from './risk-end';
import { contentAt, mergedContents, type Sheet, type SheetRow } from './sheet';
import type { Translate } from './translate';

/** A cell that an upload changed and that is not the seller's: named, and left as it is. */
export type IgnoredCell = { sheet: string; row: number; column: string; text: string };
/** A row with a finding id that the report does not have. */
export type UnknownId = { sheet: string; row: number; column: string; id: string };

export type FindingsReading = {
  /** What F, G and H say, one entry a finding, in the order of the sheets. */
  rows: (AssessmentText & { findingId: string })[];
  ignored: IgnoredCell[];
  /** How many more there were than `ignored` and `unknownIds` list. */
  ignoredBeyond: number;
  problems: CellProblem[];
  /** How many more there were than `problems` lists. */
  problemsBeyond: number;
  unknownIds: UnknownId[];
  notes: ReadingNote[];
};

/** Of changed cells, and of rows that are another report's. */
const LISTED = 100;
/** Somebody has to correct each of these. */
const PROBLEMS_LISTED = 1_000;
const SHOWN_TEXT = 200;
const beyond = (found: readonly unknown[], listed = LISTED) => Math.max(0, found.length - listed);

type Found = RowReading & { sheet: string; row: number; column: string };

/** What the sheets of a workbook say of the findings of a report. */
export function readFindings(
  sheets: readonly Sheet[],
  content: ReportContent,
  languages: readonly Translate[],
): { ok: false; reason: FileProblem } | ({ ok: true } & FindingsReading) {
  const known = new Set(content.findings.map(({ id }) => id));
  const choice = chooseSheets(sheets, known, languages);
  if (!choice.ok) return choice;
  const reader = new FindingsReader(content, languages);
  for (const chosen of choice.chosen) reader.read(chosen);
  const { rows, problems } = settle(reader.found);
  return {
    ok: true,
    rows,
    problems: problems.slice(0, PROBLEMS_LISTED),
    problemsBeyond: beyond(problems, PROBLEMS_LISTED),
    ignored: reader.ignored.slice(0, LISTED),
    unknownIds: reader.unknownIds.slice(0, LISTED),
    ignoredBeyond: beyond(reader.ignored) + beyond(reader.unknownIds),
    notes: choice.notes,
  };
}

class FindingsReader {
  readonly found = new Map<string, Found[]>();
  readonly ignored: IgnoredCell[] = [];
  readonly unknownIds: UnknownId[] = [];
  /** The one that said the same last is asked first: a file is in one language. */
  #languages: readonly Translate[];
  readonly #words: ConclusionWords;
  readonly #findings: ReadonlyMap<string, ReportContent['findings'][number]>;
  readonly #assessments: ReportContent['assessments'];
  readonly #ends: RiskEnds;

  constructor(content: ReportContent, languages: readonly Translate[]) {
    this.#languages = languages.map(rememberTexts);
    this.#words = listConclusionWords(languages);
    this.#findings = new Map(content.findings.map((finding) => [finding.id, finding]));
    this.#assessments = content.assessments;
    this.#ends = riskEnds(content.generatedAt);
  }

  read(chosen: ChosenSheet): void {
    const { sheet, columns, rows } = chosen;
    const merged = new Map(SELLER_COLUMNS.map((key) => [key, mergedContents(sheet, columns.get(key))]));
    const read = new Set(columns.values());
    for (const row of rows) {
      const id = readFindingId(row, chosen);
      const place = { sheet: sheet.name, row: row.number };
      const column = columnLetters(columns.get('findingId') ?? 1);
      if (!this.#findings.has(id)) {
        if (id === '') for (const at of row.cells.keys()) this.#ignore(place, row, at);
        else if (!this.#isTitle(id)) this.unknownIds.push({ ...place, column, id: id.slice(0, SHOWN_TEXT) });
        continue;
      }
      this.#compare(place, row, columns, id);
      for (const at of row.cells.keys()) if (!read.has(at)) this.#ignore(place, row, at);
      const reading = readAssessment(
        place,
        (key) => merged.get(key)?.get(row.number) ?? contentAt(row, columns.get(key)),
        columns,
        {
          languages: this.#languages,
          words: this.#words,
          ends: this.#ends,
          endsOn: this.#assessments.get(id)?.endsOn,
        },
      );
      this.found.set(id, [...(this.found.get(id) ?? []), { ...reading, ...place, column }]);
    }
  }

  /** Lists our cells that say something else than the report does in any language; a column that is gone changes nothing. */
  #compare(place: Place, row: SheetRow, columns: ChosenSheet['columns'], id: string): void {
    const finding = this.#findings.get(id);
    if (!finding) return;
    const texts = new Map<Translate, Record<ColumnKey, string>>();
    const textsIn = (t: Translate): Record<ColumnKey, string> => {
      const known = texts.get(t) ?? reportRow(finding, undefined, t);
      texts.set(t, known);
      return known;
    };
    for (const key of OUR_COLUMNS) {
      const column = columns.get(key);
      if (column === undefined) continue;
      const { text, refused } = contentAt(row, column);
      const said =
        refused === null ? this.#languages.find((t) => isSameText(textsIn(t)[key], text)) : undefined;
      if (said === undefined) this.#ignore(place, row, column);
      else if (said !== this.#languages[0])
        this.#languages = [said, ...this.#languages.filter((t) => t !== said)];
    }
  }

  #ignore(place: Place, row: SheetRow, column: number): void {
    const text = contentAt(row, column).text.slice(0, SHOWN_TEXT);
    this.ignored.push({ ...place, column: columnLetters(column), text });
  }

  /** A sheet without a full row of titles may still have the word above its ids. */
  #isTitle(id: string): boolean {
    return this.#languages.some((t) => t('reports.columns.findingId').toLowerCase() === id);
  }
}

type Place = { sheet: string; row: number };

/** Most cells come back as they were written. */
const isSameText = (written: string, read: string): boolean =>
  written === read || comparableText(written).toLowerCase() === comparableText(read).toLowerCase();

/** One conclusion a finding. Where it is in several rows, those that are filled in have to say the same. */
function settle(found: ReadonlyMap<string, readonly Found[]>): Pick<FindingsReading, 'rows' | 'problems'> {
  const rows: FindingsReading['rows'] = [];
  const problems: CellProblem[] = [];
  for (const [findingId, all] of found) {
    const filled = all.filter(({ isEmpty }) => !isEmpty);
    problems.push(...filled.flatMap((one) => one.problems));
    const [first, ...others] = filled;
    if (!first || filled.some(({ assessment }) => assessment === null)) continue;
    const isOther = (one: Found) => !isSame(one.assessment, first.assessment);
    const different = others.find(isOther);
    if (different) problems.push(...filled.map((one) => duplicate(one, isOther(one) ? first : different)));
    else if (first.assessment) rows.push({ findingId, ...first.assessment });
  }
  return { rows, problems };
}

const isSame = (a: AssessmentText | null, b: AssessmentText | null): boolean =>
  a !== null && b !== null && isSameAssessment(a, b);

const duplicate = ({ sheet, row, column }: Found, other: Found): CellProblem => ({
  sheet,
  row,
  column,
  key: 'findingId',
  code: 'DUPLICATE_ROW',
  values: { otherSheet: other.sheet, otherCell: `${other.column}${other.row}` },
});
