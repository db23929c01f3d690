import { performance } from 'node:perf_hooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import { readUploadedWorkbook } from '@/lib/reports/read-uploaded-workbook';
import { WORKBOOK_MAX_ROWS } from '@/lib/reports/rules/file-problem';
import { readZip } from '@/lib/reports/zip/read-zip';
import { writeZip, type ZipEntry } from '@/lib/reports/zip/write-zip';
import { AT, reportContent, reportFinding } from '../../unit/reports/report-fixture';
import { writeSheets } from '../../unit/reports/write-sheets';

const content = reportContent([reportFinding()]);
const NO_LIMITS = { entries: 100, totalBytes: 1e9, ratio: 1e9, ratioFromBytes: 0 };
const MB = 1024 * 1024;
/** A reading of this length shows whether the main thread reads by itself: it would make a handful of rounds. */
const LONG_MS = 500;
const ROUND_MS = 5;
const MIN_ROUNDS = 20;

let parts: ZipEntry[];
beforeAll(async () => {
  const zip = readZip(await buildWorkbook(content, 'en'), NO_LIMITS);
  if (!zip.ok) throw new TypeError(zip.reason);
  parts = zip.entries;
  // The first reading starts the thread.
  await readUploadedWorkbook(writeZip(parts, AT), content);
});

const changed = (name: string, change: (xml: string) => string) =>
  writeZip(
    parts.map((part) =>
      part.name === name
        ? { name, bytes: Buffer.from(change(Buffer.from(part.bytes).toString('utf8')), 'utf8') }
        : part,
    ),
    AT,
  );
const SHEET = 'xl/worksheets/sheet1.xml';
const inSheet = (xml: string) =>
  changed(SHEET, (sheet) => sheet.replace('</sheetData>', () => `${xml}</sheetData>`));
const BEFORE = { workbook: '</workbook>', styles: '</styleSheet>', sharedStrings: '</sst>' };
const inPart = (part: keyof typeof BEFORE, xml: string) =>
  changed(`xl/${part}.xml`, (text) => text.replace(BEFORE[part], () => `${xml}${BEFORE[part]}`));

function repeated(bytes: number, one: (index: number) => string): string {
  const pieces: string[] = [];
  let size = 0;
  for (let index = 0; size < bytes; index++) {
    const piece = one(index);
    pieces.push(piece);
    size += piece.length;
  }
  return pieces.join('');
}
/** Some hundred different words in no order: they deflate, and no ratio gives them away. */
const spread = (index: number) => ((((index * 2_654_435_761) % 4_294_967_296) >>> 8) % 300).toString(36);

const manyRows = (cells: string) =>
  Array.from(
    { length: 2_000 },
    (_, index) => `<row r="${index + 1}" spans="${spread(index)}">${cells}</row>`,
  ).join('');

const hostile: [string, () => Uint8Array, string][] = [
  [
    'one long text in forty thousand cells',
    () =>
      writeSheets({
        strings: `<si><t>${'text '.repeat(8_000)}</t></si>`,
        sheets: [{ xml: `<sheetData>${manyRows('<c t="s"><v>0</v></c>'.repeat(20))}</sheetData>` }],
      }),
    'TOO_MUCH_TEXT',
  ],
  ['a row beyond all sheets', () => inSheet('<row r="4294967290"><c><v>1</v></c></row>'), 'IMPOSSIBLE_PLACE'],
  ['a row of no number', () => inSheet('<row r="1e6"><c><v>1</v></c></row>'), 'IMPOSSIBLE_PLACE'],
  ['a row before the first', () => inSheet('<row r="0"><c><v>1</v></c></row>'), 'IMPOSSIBLE_PLACE'],
  [
    'a cell beyond all columns',
    () => inSheet('<row r="9"><c r="XFE9"><v>1</v></c></row>'),
    'IMPOSSIBLE_PLACE',
  ],
  [
    'cells that run out of the sheet',
    () => inSheet('<row r="9"><c r="XFD9"><v>1</v></c><c><v>1</v></c></row>'),
    'IMPOSSIBLE_PLACE',
  ],
  [
    'rows that run out of the sheet',
    () => inSheet('<row r="1048576"/><row><c><v>1</v></c></row>'),
    'IMPOSSIBLE_PLACE',
  ],
  [
    'a few rows too many, each with a cell in the last column',
    () =>
      inSheet(
        Array.from(
          { length: WORKBOOK_MAX_ROWS + 1 },
          (_, index) => `<row r="${1_030_000 + index}"><c r="XFD${1_030_000 + index}"><v>1</v></c></row>`,
        ).join(''),
      ),
    'TOO_MANY_ROWS',
  ],
  [
    'millions of empty cells',
    () => inSheet(repeated(10 * MB, (index) => `<row><c/><c s="${spread(index)}"/><c/></row>`)),
    'TOO_MANY_CELLS',
  ],
  [
    'shared strings without an end',
    () =>
      inPart(
        'sharedStrings',
        repeated(8 * MB, (index) => `<si><t>${spread(index)}</t></si>`),
      ),
    'TOO_MUCH_TEXT',
  ],
  [
    'the same text again and again',
    () =>
      inPart(
        'sharedStrings',
        repeated(8 * MB, (index) => `<si><t>${spread(index)}${'abcdefgh'.repeat(4_000)}</t></si>`),
      ),
    'RATIO_TOO_HIGH',
  ],
  ['nesting as deep as a stack', () => inSheet(repeated(MB, (index) => `<a${spread(index)}>`)), 'UNREADABLE'],
  [
    'an element of a hundred thousand attributes',
    () => inSheet(`<row ${repeated(2 * MB, (index) => `a${spread(index)}${index}="1" `)}/>`),
    'UNREADABLE',
  ],
  [
    'as many prefixes as attributes',
    () => inSheet(`<row ${repeated(2 * MB, (index) => `xmlns:a${index}="b${spread(index)}" `)}/>`),
    'UNREADABLE',
  ],
  [
    'references without an end',
    () =>
      changed('xl/_rels/workbook.xml.rels', (xml) =>
        xml.replace(
          '</Relationships>',
          () =>
            `${repeated(4 * MB, (index) => `<Relationship Id="r${index}" Type="t" Target="${spread(index)}"/>`)}</Relationships>`,
        ),
      ),
    'TOO_LARGE_INSIDE',
  ],
  [
    'tags that never end',
    () =>
      changed('xl/_rels/workbook.xml.rels', (xml) =>
        xml.replace('</Relationships>', () =>
          repeated(MB, (index) => `<Relationship Type="${spread(index)}`),
        ),
      ),
    'UNREADABLE',
  ],
];

const harmless: [string, () => Uint8Array][] = [
  [
    'styles of many megabytes',
    () =>
      inPart(
        'styles',
        repeated(
          12 * MB,
          (at) =>
            `<font><name val="a font whose name is as long as ${spread(at)}" family="one of many" scheme="minor"/></font>`,
        ),
      ),
  ],
  [
    'a hundred thousand names',
    () =>
      inPart(
        'workbook',
        `<definedNames>${repeated(8 * MB, (index) => `<definedName comment="a name" name="n${spread(index)}">A1</definedName>`)}</definedNames>`,
      ),
  ],
  ['names that never end', () => inPart('workbook', '<definedNames a="1"/>'.repeat(3_000))],
  [
    'merged cells without an end',
    () =>
      changed(SHEET, (xml) =>
        xml.replace(
          '<pageMargins',
          () =>
            `<mergeCells>${repeated(3 * MB, (index) => `<mergeCell ref="F${(index % 999) + 3}:F1048576"/>`)}</mergeCells><pageMargins`,
        ),
      ),
  ],
];

/**
 * Reads as a door does, and counts the rounds of the main thread meanwhile. Where other programs take the processor, all
 * rounds take longer, and so does the reading. Between two rounds the processor is the reading's.
 */
async function measure(bytes: Uint8Array) {
  let rounds = 0;
  let isReading = true;
  const turn = () => {
    rounds += 1;
    if (isReading) setTimeout(turn, ROUND_MS);
  };
  turn();
  const at = performance.now();
  const read = await readUploadedWorkbook(bytes, content);
  isReading = false;
  if (performance.now() - at > LONG_MS) expect(rounds).toBeGreaterThan(MIN_ROUNDS);
  return read;
}

describe('a workbook that is made to exhaust its reader', () => {
  it.each(hostile)('is refused, and the main thread stays free: %s', async (_what, make, reason) => {
    expect(await measure(make())).toEqual({ ok: false, reason });
  });

  it.each(harmless)(
    'is read where it does no harm, and the main thread stays free: %s',
    async (_what, make) => {
      expect(await measure(make())).toMatchObject({ ok: true, rows: [], problems: [] });
    },
  );

  it('is not read on when its sender has gone', async () => {
    const leaving = new AbortController();
    const reading = readUploadedWorkbook(
      inPart(
        'styles',
        repeated(20 * MB, (index) => `<font><name val="${spread(index)}"/></font>`),
      ),
      content,
      leaving.signal,
    );
    leaving.abort();
    expect(await reading).toEqual({ ok: false, reason: 'BUSY' });
    expect(await readUploadedWorkbook(writeZip(parts, AT), content)).toMatchObject({ ok: true });
  });
});
