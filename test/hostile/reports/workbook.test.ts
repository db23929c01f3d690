import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import { readWorkbook } from '@/lib/reports/read-workbook';
import { type FileProblem, WORKBOOK_MAX_BYTES, WORKBOOK_MAX_ROWS } from '@/lib/reports/rules/file-problem';
import { readZip } from '@/lib/reports/zip/read-zip';
import { writeZip, type ZipEntry } from '@/lib/reports/zip/write-zip';
import { AT, reportContent, reportFinding } from '../../unit/reports/report-fixture';

const finding = reportFinding();
const content = reportContent([finding]);
const text = (value: string) => new Uint8Array(Buffer.from(value, 'utf8'));
const NO_LIMITS = { entries: 100, totalBytes: 1e9, ratio: 1e9, ratioFromBytes: 0 };

let original: Uint8Array;
let parts: ZipEntry[];
beforeAll(async () => {
  original = await buildWorkbook(content, 'en');
  const zip = readZip(original, NO_LIMITS);
  if (!zip.ok) throw new TypeError(zip.reason);
  parts = zip.entries;
});

const pack = (entries: readonly ZipEntry[]) => writeZip(entries, AT);
const withPart = (name: string, value: Uint8Array | string) =>
  pack([...parts, { name, bytes: typeof value === 'string' ? text(value) : value }]);
const changed = (name: string, change: (xml: string) => string) =>
  pack(
    parts.map((part) =>
      part.name === name ? { name, bytes: text(change(Buffer.from(part.bytes).toString('utf8'))) } : part,
    ),
  );
const SHEET = 'xl/worksheets/sheet1.xml';
const row = (number: number, cells = '') => `<row r="${number}">${cells}</row>`;
const inSheet = (xml: string) =>
  changed(SHEET, (sheet) => sheet.replace('</sheetData>', `${xml}</sheetData>`));

/** The directory of a zip says something else than its content. */
function lie(bytes: Uint8Array, change: (file: Buffer, central: number, local: number) => void): Uint8Array {
  const file = Buffer.from(bytes);
  const central = file.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  change(file, central, file.readUInt32LE(central + 42));
  return new Uint8Array(file);
}

const refusals: [string, () => Uint8Array, FileProblem][] = [
  ['an empty file', () => new Uint8Array(), 'NOT_A_ZIP'],
  [
    'a picture',
    () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(100).fill(0)]),
    'NOT_A_ZIP',
  ],
  ['a web page', () => text('<!doctype html><script>alert(1)</script>'), 'PLAIN_TEXT'],
  ['comma-separated values', () => text('Finding ID,Conclusion\n1,Fixed\n'), 'PLAIN_TEXT'],
  [
    'an old or protected workbook',
    () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    'ENCRYPTED',
  ],
  ['a file beyond 5 MB', () => new Uint8Array(WORKBOOK_MAX_BYTES + 1), 'FILE_TOO_LARGE'],
  ['half a workbook', () => original.slice(0, original.length / 2), 'NOT_A_ZIP'],
  ['a zip of something else', () => pack([{ name: 'readme.txt', bytes: text('hello') }]), 'NOT_XLSX'],
  [
    'a document of another program',
    () =>
      changed('[Content_Types].xml', (xml) =>
        xml.replaceAll('spreadsheetml.sheet.main', 'wordprocessingml.document.main'),
      ),
    'NOT_XLSX',
  ],
  ['a zip bomb', () => withPart('xl/media/image1.png', new Uint8Array(30 * 1024 * 1024)), 'RATIO_TOO_HIGH'],
  [
    'many parts of a bomb',
    () =>
      pack([
        ...parts,
        ...Array.from({ length: 12 }, (_, index) => ({
          name: `xl/media/${index}.bin`,
          bytes: new Uint8Array(9 * 1024 * 1024),
        })),
      ]),
    'TOO_LARGE_INSIDE',
  ],
  [
    'a thousand parts',
    () =>
      pack([
        ...parts,
        ...Array.from({ length: 1_000 }, (_, index) => ({ name: `x${index}`, bytes: text('x') })),
      ]),
    'TOO_MANY_ENTRIES',
  ],
  ['two parts of one name', () => withPart('XL/worksheets/SHEET1.xml', '<worksheet/>'), 'NOT_A_ZIP'],
  ['macros by their part', () => withPart('xl/vbaProject.bin', 'x'), 'MACROS'],
  [
    'macros by their type',
    () =>
      changed('[Content_Types].xml', (xml) =>
        xml.replace(
          'openxmlformats-officedocument.spreadsheetml.sheet.main',
          'ms-excel.sheet.macroEnabled.main',
        ),
      ),
    'MACROS',
  ],
  ['macros of the old kind', () => withPart('xl/macrosheets/sheet1.xml', 'x'), 'MACROS'],
  [
    'another workbook behind it',
    () => withPart('xl/externalLinks/externalLink1.xml', '<externalLink/>'),
    'EXTERNAL_CONTENT',
  ],
  [
    'a picture from the network',
    () =>
      withPart(
        'xl/drawings/_rels/drawing1.xml.rels',
        '<Relationships><Relationship Id="a" Type="http://x/image" Target="file://host/share/a.png" TargetMode="External"/></Relationships>',
      ),
    'EXTERNAL_CONTENT',
  ],
  ['a data connection', () => withPart('xl/connections.xml', '<connections/>'), 'EXTERNAL_CONTENT'],
  ['an embedded object', () => withPart('xl/embeddings/oleObject1.bin', 'x'), 'EMBEDDED_OBJECTS'],
  [
    'a document type with entities',
    () =>
      changed(SHEET, (xml) =>
        xml.replace('<worksheet', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><worksheet'),
      ),
    'NOT_XLSX',
  ],
  [
    'bytes that are no text',
    () =>
      pack(
        parts.map((part) => (part.name === SHEET ? { ...part, bytes: Uint8Array.from([0x3c, 0xff]) } : part)),
      ),
    'UNREADABLE',
  ],
  [
    'a million rows',
    () =>
      inSheet(
        Array.from({ length: WORKBOOK_MAX_ROWS + 1 }, (_, index) => row(index + 10, '<c><v>1</v></c>')).join(
          '',
        ),
      ),
    'TOO_MANY_ROWS',
  ],
  [
    'a wall of cells',
    () =>
      inSheet(
        Array.from({ length: 10 }, (_, index) =>
          row(index + 10, Array.from({ length: 16_000 }, (_value, at) => `<c><v>${at}</v></c>`).join('')),
        ).join(''),
      ),
    'TOO_MANY_CELLS',
  ],
  ['a sheet that is no XML', () => changed(SHEET, () => '<worksheet><sheetData><row'), 'UNREADABLE'],
  [
    'an encrypted part',
    () => lie(original, (file, central) => file.writeUInt16LE(1, central + 8)),
    'ENCRYPTED',
  ],
  [
    'an unknown compression',
    () => lie(original, (file, central) => file.writeUInt16LE(99, central + 10)),
    'NOT_A_ZIP',
  ],
  [
    'a size that is not true',
    () => lie(original, (file, central) => file.writeUInt32LE(10, central + 24)),
    'NOT_A_ZIP',
  ],
  [
    'a part beyond the end',
    () => lie(original, (file, central) => file.writeUInt32LE(0xfffffff0, central + 42)),
    'NOT_A_ZIP',
  ],
];

describe('an upload that is refused', () => {
  it.each(refusals)('%s', async (_what, make, reason) => {
    expect(await readWorkbook(make(), content)).toEqual({ ok: false, reason });
  });
});

describe('an upload that is strange but harmless', () => {
  const filled = (extra: (xml: string) => string) =>
    changed(SHEET, (xml) =>
      extra(xml)
        .replace(/<c r="F2"[^>]*?(\/>|>[\s\S]*?<\/c>)/, cell('F2', 'Fixed'))
        .replace(/<c r="G2"[^>]*?(\/>|>[\s\S]*?<\/c>)/, cell('G2', 'Bound parameters.')),
    );
  const cell = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const expectRead = async (bytes: Uint8Array) => {
    const read = await readWorkbook(bytes, content);
    expect(read).toMatchObject({
      ok: true,
      problems: [],
      rows: [{ findingId: finding.id, conclusion: 'FIXED', explanation: 'Bound parameters.' }],
    });
  };
  const inFront = (tag: string) => (xml: string) => xml.replace('<pageMargins', `${tag}<pageMargins`);

  it.each<[string, (xml: string) => string]>([
    [
      'declares a million rows',
      (xml) => xml.replace(/<dimension ref="[^"]*"\/>/, '<dimension ref="A1:XFD1048576"/>'),
    ],
    [
      'merges the whole sheet',
      inFront('<mergeCells count="1"><mergeCell ref="J1:XFD1048576"/></mergeCells>'),
    ],
    [
      'validates the whole sheet',
      inFront(
        '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations>',
      ),
    ],
    [
      'has a billion columns',
      (xml) => xml.replace(/<cols>[\s\S]*<\/cols>/, '<cols><col min="1" max="1000000000" width="9"/></cols>'),
    ],
    [
      'has its last row at the very end',
      (xml) => xml.replace('</sheetData>', '<row r="1048576"/></sheetData>'),
    ],
  ])('%s', async (_what, change) => expectRead(filled(change)));

  it('names every cell that there is', async () => {
    const bytes = filled((xml) => xml);
    const zip = readZip(bytes, NO_LIMITS);
    if (!zip.ok) throw new TypeError(zip.reason);
    const names =
      '<definedNames><definedName name="all">Findings!$A$1:$XFD$1048576</definedName></definedNames>';
    await expectRead(
      pack(
        zip.entries.map((part) =>
          part.name === 'xl/workbook.xml'
            ? {
                ...part,
                bytes: text(
                  Buffer.from(part.bytes).toString('utf8').replace('</sheets>', `</sheets>${names}`),
                ),
              }
            : part,
        ),
      ),
    );
  });

  const LINKS = 'xl/worksheets/_rels/sheet1.xml.rels';
  it('links to a page, as programs do with addresses', async () => {
    const zip = readZip(
      filled((xml) => xml),
      NO_LIMITS,
    );
    if (!zip.ok) throw new TypeError(zip.reason);
    const link =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://tickets.example.com/7" TargetMode="External"/></Relationships>';
    await expectRead(
      pack([...zip.entries.filter(({ name }) => name !== LINKS), { name: LINKS, bytes: text(link) }]),
    );
  });
});

describe('any bytes at all', () => {
  it('are answered with a reason, never with an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await readWorkbook(bytes, content)).toMatchObject({ ok: false });
      }),
    );
  });

  it('as changes to a good file do no harm', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 8,
        }),
        async (changes) => {
          const bytes = Uint8Array.from(original);
          for (const [at, value] of changes) bytes[at] = value;
          const read = await readWorkbook(bytes, content);
          if (read.ok) expect(read.rows.every(({ findingId }) => findingId === finding.id)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('our own zip', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,9}$/), fc.uint8Array()), {
          selector: ([name]) => name,
          maxLength: 8,
        }),
        (entries) => {
          const written = entries.map(([name, bytes]) => ({ name, bytes }));
          const read = readZip(pack(written), NO_LIMITS);
          if (!read.ok) throw new TypeError(read.reason);
          expect(read.entries.map(({ name, bytes }) => [name, crc32(bytes)])).toEqual(
            written.map(({ name, bytes }) => [name, crc32(bytes)]),
          );
        },
      ),
    );
  });
});
