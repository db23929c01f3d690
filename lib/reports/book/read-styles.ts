import { isDateFormat } from '../rules/date-format';
import { readXml, SHEET_NAMESPACES } from './read-xml';

/** Excel's own limits. What a file has beyond them is shown as a number. */
const FORMATS_MAXIMUM = 65_536;

/** Which cell formats, by their number, show dates. Of a style sheet that is all that matters here. */
export async function readDateStyles(pieces: AsyncIterable<Uint8Array> | null): Promise<Set<number>> {
  const dates = new Set<number>();
  if (pieces === null) return dates;
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isInCellFormats = false;
  await readXml(pieces, {
    namespaces: SHEET_NAMESPACES,
    open: (name, { attribute }) => {
      if (name === 'cellXfs') isInCellFormats = true;
      if (name === 'numFmt' && codes.size < FORMATS_MAXIMUM)
        codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'xf' && isInCellFormats && formats.length < FORMATS_MAXIMUM)
        formats.push(Number(attribute('numFmtId') ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCellFormats = false;
    },
  });
  for (const [index, id] of formats.entries()) if (isDateFormat(id, codes.get(id))) dates.add(index);
  return dates;
}
