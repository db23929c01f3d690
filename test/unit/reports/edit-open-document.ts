/** What a person writes into a cell: a text, or a date that the program recognises. */
export type TypedCell = string | { date: string } | { span: number; text: string } | 'covered';

const escapeText = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const paragraphs = (text: string) =>
  text
    .split('\n')
    .map((line) => `<text:p>${escapeText(line)}</text:p>`)
    .join('');

function drawTyped(cell: TypedCell): string {
  if (cell === 'covered') return '<table:covered-table-cell/>';
  if (typeof cell === 'string')
    return cell === ''
      ? '<table:table-cell/>'
      : `<table:table-cell office:value-type="string">${paragraphs(cell)}</table:table-cell>`;
  if ('date' in cell)
    return `<table:table-cell table:style-name="typed-date" office:value-type="date" office:date-value="${cell.date}"><text:p>${cell.date}</text:p></table:table-cell>`;
  return `<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="${cell.span}" office:value-type="string">${paragraphs(cell.text)}</table:table-cell>`;
}

const ROW = /<table:table-row[\s\S]*?<\/table:table-row>/g;
const CELL = /<table:table-cell(?:\s[^>]*?)?(?:\/>|>[\s\S]*?<\/table:table-cell>)/g;
const OURS = 5;

/** A row of findings: our cells as they came, and what the person typed behind them. */
export type EditedRow = { ours: string[]; typed: TypedCell[]; isFiltered?: boolean };

const DATE_STYLE =
  '<number:date-style style:name="typed-date-format"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style><style:style style:name="typed-date" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="typed-date-format"/>';

/**
 * Edits the findings of a flat OpenDocument sheet, as LibreOffice writes it, the way a person does it on the screen.
 * @param edit gets the rows below the titles; a column of the seller's own is in front of the conclusions
 */
export function editOpenDocument(
  xml: string,
  edit: (rows: EditedRow[]) => EditedRow[],
  ownColumn?: string,
): string {
  const start = xml.indexOf('</table:table-header-rows>');
  const end = xml.indexOf('</table:table>', start);
  const cells = (row: string) => row.match(CELL) ?? [];
  const rows = (xml.slice(start, end).match(ROW) ?? [])
    .map((row): EditedRow => ({ ours: cells(row).slice(0, OURS), typed: [] }))
    .filter(({ ours }) => ours.length === OURS);
  const drawn = edit(rows).map(
    ({ ours, typed, isFiltered = false }) =>
      `<table:table-row${isFiltered ? ' table:visibility="filter"' : ''}>${ours.join('')}${typed.map(drawTyped).join('')}</table:table-row>`,
  );
  const titles = cells(xml.slice(0, start).match(ROW)?.at(-1) ?? '');
  const front = titles[OURS] ?? '';
  const head = xml
    .slice(0, start)
    .replace('</office:automatic-styles>', `${DATE_STYLE}</office:automatic-styles>`);
  const titled =
    ownColumn === undefined
      ? head
      : head.slice(0, head.lastIndexOf(front)) + drawTyped(ownColumn) + head.slice(head.lastIndexOf(front));
  return `${titled}</table:table-header-rows>${drawn.join('')}${xml.slice(end)}`;
}
