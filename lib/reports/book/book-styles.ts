/** The looks of our own cells; `BOOK_STYLES` is their order in the part of styles. */
export const BOOK_STYLES = [
  'plain',
  'ours',
  'theirs',
  'text',
  'label',
  'value',
  'date',
  'link',
  'carried',
] as const;
export type BookStyle = (typeof BOOK_STYLES)[number];

export const styleIndex = (style: BookStyle): number => BOOK_STYLES.indexOf(style);

const TEXT_FORMAT = 49;
const DATE_FORMAT = 164;
const solid = (color: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`;

type Look = { font?: number; fill?: number; border?: number; format?: number; vertical: 'top' | 'center' };
const LOOKS: Record<BookStyle, Look> = {
  plain: { vertical: 'top' },
  ours: { font: 1, fill: 2, border: 2, vertical: 'center' },
  theirs: { font: 1, fill: 3, border: 2, vertical: 'center' },
  text: { border: 1, format: TEXT_FORMAT, vertical: 'top' },
  label: { font: 1, vertical: 'top' },
  value: { format: TEXT_FORMAT, vertical: 'top' },
  date: { format: DATE_FORMAT, vertical: 'top' },
  link: { font: 2, border: 1, format: TEXT_FORMAT, vertical: 'top' },
  carried: { fill: 4, border: 1, format: TEXT_FORMAT, vertical: 'top' },
};

function drawLook({ font = 0, fill = 0, border = 0, format = 0, vertical }: Look): string {
  // Dates stand where texts do.
  const side = format === DATE_FORMAT ? ' horizontal="left"' : '';
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="${vertical}"${side} wrapText="1"/></xf>`;
}

const LINE = '<color rgb="FFDFE3E8"/>';

/** ECMA-376 part 1, §18.8. */
export const STYLES_PART = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF0B57D0"/><name val="Calibri"/></font></fonts><fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FFEEF0F3')}${solid('FFFDF1DE')}${solid('FFE7F4EC')}</fills><borders count="3"><border/><border><left/><right style="thin">${LINE}</right><top/><bottom style="thin">${LINE}</bottom></border><border><left/><right/><top/><bottom style="medium"><color rgb="FF000000"/></bottom></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${BOOK_STYLES.length}">${BOOK_STYLES.map((style) => drawLook(LOOKS[style])).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
