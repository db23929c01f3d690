import { CELL_LONGEST, type CellContent } from '../rules/cell-text';
import { textContent } from '../rules/cell-value';
import { FileRefused } from '../rules/file-problem';
import { readXml, SHEET_NAMESPACES } from './read-xml';

const STRINGS_MAXIMUM = 200_000;
/** Characters of all of them. A report of five thousand findings has some ten million. */
const TEXT_MAXIMUM = 60_000_000;

/**
 * The texts that sheets refer to by number, without the guides to pronunciation (`rPh`).
 * @throws FileRefused TOO_MUCH_TEXT beyond what a report can hold
 */
export async function readStrings(pieces: AsyncIterable<Uint8Array> | null): Promise<CellContent[]> {
  const strings: CellContent[] = [];
  if (pieces === null) return strings;
  let total = 0;
  let current = '';
  let guides = 0;
  let isText = false;
  await readXml(pieces, {
    namespaces: SHEET_NAMESPACES,
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') guides += 1;
      isText = name === 't' && guides === 0;
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') guides -= 1;
      if (name !== 'si') return;
      strings.push(textContent(current));
      total += current.length;
      if (strings.length > STRINGS_MAXIMUM || total > TEXT_MAXIMUM) throw new FileRefused('TOO_MUCH_TEXT');
    },
    text: (text) => {
      if (isText && current.length < CELL_LONGEST) current += text.slice(0, CELL_LONGEST - current.length);
    },
  });
  return strings;
}
