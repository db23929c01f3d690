import { crc32 } from 'node:zlib';

/** A file of an archive; `text` is ASCII and may have blanks at its end. */
export type PlainEntry = { name: string; text: string };

const MAX_BLANKS = 4_096;
/** 1980-01-01, the first day that archives know. */
const DAY = 0x21;

const numbers = (...values: readonly (readonly [value: number, bytes: 2 | 4])[]): string =>
  values
    .map(([value, bytes]) =>
      Array.from({ length: bytes }, (_, at) => String.fromCharCode((value >>> (8 * at)) & 0xff)).join(''),
    )
    .join('');
const isPlain = (bytes: string): boolean => [...bytes].every((char) => char.charCodeAt(0) < 0x80);

/** What the local header and the directory have in common: version, method (stored), day, sum, sizes, length of the name. */
const facts = ({ name, text }: PlainEntry): string =>
  numbers([20, 2], [0, 2], [0, 2], [0, 2], [DAY, 2]) +
  numbers([crc32(text), 4], [text.length, 4], [text.length, 4], [name.length, 2]);
/** A field that readers skip: it moves what is behind it where sizes and places have no ASCII form in common. */
const FILLER = `${numbers([0x7071, 2], [60, 2])}${' '.repeat(60)}`;
type Placed = PlainEntry & { filler: string };
const localPart = (entry: Placed): string =>
  `PK\x03\x04${facts(entry)}${numbers([entry.filler.length, 2])}${entry.name}${entry.filler}${entry.text}`;

/** The entry with as many blanks at its end as it takes until its header and the place behind it are ASCII. */
function padded(entry: PlainEntry, at: number): Placed {
  for (let blanks = 0; blanks < MAX_BLANKS; blanks += 1)
    for (const filler of ['', FILLER]) {
      const one = { ...entry, text: entry.text + ' '.repeat(blanks), filler };
      if (isPlain(facts(one)) && isPlain(numbers([at + localPart(one).length, 4]))) return one;
    }
  return { ...entry, filler: '' };
}

/**
 * An archive (PKWARE APPNOTE 6.3, nothing packed) whose bytes are all ASCII, so that a form carries it as any text:
 * blanks behind the texts are added until sums, sizes and places are. Documents of XML may end with blanks.
 */
export function plainZip(entries: readonly PlainEntry[]): string {
  let files = '';
  let directory = '';
  for (const [index, entry] of entries.entries()) {
    const at = files.length;
    const one = padded(entry, at);
    files += localPart(one);
    const listed = (filler: string, blanks: number) =>
      `PK\x01\x02${numbers([20, 2])}${facts(one)}${numbers([filler.length, 2], [blanks, 2], [0, 2], [0, 2], [0, 4], [at, 4])}${one.name}${filler}${' '.repeat(blanks)}`;
    // The size of the directory is written behind it.
    const isLast = index === entries.length - 1;
    const fits = (part: string) => isPlain(part + numbers([directory.length + part.length, 4]));
    const parts = isLast
      ? [0, 32, 64, 96].flatMap((blanks) => ['', FILLER].map((one) => listed(one, blanks)))
      : [];
    directory += parts.find(fits) ?? listed('', 0);
  }
  const { length } = entries;
  const end = numbers(
    [0, 2],
    [0, 2],
    [length, 2],
    [length, 2],
    [directory.length, 4],
    [files.length, 4],
    [0, 2],
  );
  return `${files}${directory}PK\x05\x06${end}`;
}
