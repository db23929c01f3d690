import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainZip } from '@/lib/scans/checks/xml/plain-zip';
import { XML_FILES } from '@/lib/scans/checks/xml/xml-files';
import { readZipEntry } from '../../../fixtures/sites/zip-entry';

it('writes archives of nothing but ASCII, whatever is in them', () => {
  const texts = fc.array(fc.stringMatching(/^[ -~\n]{0,600}$/), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(texts, (all) => {
      const archive = plainZip(all.map((text, index) => ({ name: `folder/part${index}.xml`, text })));
      expect([...archive].every((char) => char.charCodeAt(0) < 0x80)).toBe(true);
      const bytes = Buffer.from(archive);
      for (const [index, text] of all.entries())
        expect(readZipEntry(bytes, `folder/part${index}.xml`)?.toString('utf8').trimEnd()).toBe(
          text.trimEnd(),
        );
    }),
  );
});

it('writes a sheet that others can read', async () => {
  const file = XML_FILES.find(({ fileName }) => fileName.endsWith('.xlsx'));
  const workbook = new ExcelJS.Workbook();
  const bytes = Buffer.from(file?.write(file.document.replace('>7<', '>lamp<')) ?? '');
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  expect(workbook.worksheets[0]?.getCell('A1').value).toBe('lamp');
});
