import { columnLetters } from '../rules/cell-place';
import { escapeCellCodes } from '../rules/cell-text';
import { type BookStyle, styleIndex } from './book-styles';
import { countLines } from './rules/count-lines';

/** A cell of our own: text, which is never a formula, or an instant as a serial number. */
export type BookCell = { style: BookStyle; text?: string; serial?: number; link?: string };

export type BookSheet = {
  name: string;
  /** In characters. */
  widths: readonly number[];
  rows: readonly (readonly BookCell[])[];
  /** Titles in the first row: they stay in view, are printed on each page, and filter the rows. */
  hasTitles?: boolean;
  /** A column whose cells below the titles are chosen from a list. */
  list?: { column: number; words: readonly string[]; title: string; error: string };
};

/** What is longer is cut at the end of its row, so that a screen shows more than one row. */
const LINES_MAXIMUM = 16;
/** The height of a line of the book's font, Calibri 11. */
const LINE_POINTS = 15;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeBookText = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** Texts of a book, each written once (ECMA-376 part 1, §18.4.9). */
export class SharedTexts {
  readonly #indexes = new Map<string, number>();
  #references = 0;

  indexOf(text: string): number {
    this.#references += 1;
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    this.#indexes.set(text, this.#indexes.size);
    return this.#indexes.size - 1;
  }

  write(): Buffer {
    return joinPieces(this.#pieces());
  }

  *#pieces(): Generator<string> {
    yield `<sst xmlns="${MAIN}" count="${this.#references}" uniqueCount="${this.#indexes.size}">`;
    for (const text of this.#indexes.keys())
      yield `<si><t xml:space="preserve">${escapeBookText(escapeCellCodes(text))}</t></si>`;
    yield '</sst>';
  }
}

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PIECE_CHARACTERS = 1_000_000;

/** A part of a book as bytes; pieces are encoded as they come, so that the whole is never a text too. */
export function joinPieces(pieces: Iterable<string>): Buffer {
  const buffers: Buffer[] = [];
  let waiting = DECLARATION;
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < PIECE_CHARACTERS) continue;
    buffers.push(Buffer.from(waiting, 'utf8'));
    waiting = '';
  }
  return Buffer.concat([...buffers, Buffer.from(waiting, 'utf8')]);
}

/** A sheet as bytes, and the addresses that its cells link to, in the order of their references. */
export function writeSheet(sheet: BookSheet, texts: SharedTexts): { part: Buffer; links: string[] } {
  const links: { place: string; address: string }[] = [];
  const part = joinPieces(drawSheet(sheet, texts, links));
  return { part, links: links.map(({ address }) => address) };
}

function* drawSheet(
  { widths, rows, hasTitles = false, list }: BookSheet,
  texts: SharedTexts,
  links: { place: string; address: string }[],
): Generator<string> {
  const last = `${columnLetters(widths.length)}${rows.length}`;
  yield `<worksheet xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0">`;
  if (hasTitles)
    yield '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>';
  yield '</sheetView></sheetViews><cols>';
  for (const [index, width] of widths.entries())
    yield `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  yield '</cols><sheetData>';
  for (const [index, cells] of rows.entries()) {
    const isTitles = hasTitles && index === 0;
    yield `<row r="${index + 1}"${isTitles ? ' ht="30" customHeight="1"' : rowHeight(cells, widths)}>`;
    for (const [column, cell] of cells.entries()) {
      const place = `${columnLetters(column + 1)}${index + 1}`;
      if (cell.link !== undefined) links.push({ place, address: cell.link });
      yield drawCell(place, cell, texts);
    }
    yield '</row>';
  }
  yield '</sheetData>';
  if (hasTitles) yield `<autoFilter ref="A1:${last}"/>`;
  if (list && rows.length > 1) yield drawList(list, rows.length);
  if (links.length > 0) yield '<hyperlinks>';
  for (const [index, { place }] of links.entries())
    yield `<hyperlink ref="${place}" r:id="rId${index + 1}"/>`;
  if (links.length > 0) yield '</hyperlinks>';
  yield '<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>';
}

/** Not every program works out the heights of rows when it opens a book. A row that does not say its height has one line. */
function rowHeight(cells: readonly BookCell[], widths: readonly number[]): string {
  let lines = 1;
  for (const [column, { text = '' }] of cells.entries())
    lines = Math.max(lines, countLines(text, widths[column] ?? LINES_MAXIMUM, LINES_MAXIMUM));
  return lines === 1 ? '' : ` ht="${lines * LINE_POINTS}"`;
}

function drawCell(place: string, { style, text = '', serial }: BookCell, texts: SharedTexts): string {
  const start = `<c r="${place}" s="${styleIndex(style)}"`;
  if (serial !== undefined) return `${start}><v>${serial}</v></c>`;
  return text === '' ? `${start}/>` : `${start} t="s"><v>${texts.indexOf(text)}</v></c>`;
}

function drawList({ column, words, title, error }: NonNullable<BookSheet['list']>, rows: number): string {
  const letter = columnLetters(column);
  return `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="${escapeBookText(title)}" error="${escapeBookText(error)}" sqref="${letter}2:${letter}${rows}"><formula1>"${escapeBookText(words.join(','))}"</formula1></dataValidation></dataValidations>`;
}
