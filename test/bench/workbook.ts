import ExcelJS from 'exceljs';
import { WORKBOOK_FINDINGS } from '@/lib/core/policy';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import { readWorkbook } from '@/lib/reports/read-workbook';
import { COLUMNS } from '@/lib/reports/rules/columns';
import type { ReportContent } from '@/lib/reports/rules/report-content';
import { reportContent, reportFinding } from '../unit/reports/report-fixture';

const MB = 1024 * 1024;
/** A word that no other row has, so that rows deflate as those of a real report do. */
const word = (index: number) => ((index * 2_654_435_761) >>> 0).toString(36);

function makeContent(): ReportContent {
  const findings = Array.from({ length: WORKBOOK_FINDINGS }, (_, index) =>
    reportFinding({
      url: `https://shop.example.com/${word(index)}?q=${index}`,
      evidence: {
        request: `GET /${word(index)}?q=${index} HTTP/1.1\r\nHost: shop.example.com\r\n\r\n`,
        response: `HTTP/1.1 200 OK\r\n\r\n${Array.from({ length: 30 }, (_line, at) => `<p>Item ${word(index * 31 + at)}</p>`).join('\n')}`,
        isTruncated: false,
        marks: [],
      },
    }),
  );
  const assessment = {
    conclusion: 'FALSE_POSITIVE',
    explanation: 'Values are bound.',
    reference: 'T-1',
  } as const;
  return reportContent(
    findings,
    findings.map(({ id }) => [id, assessment] as const),
  );
}

/** The processor's time of both, for a machine has other things to do too; memory is the most that was resident. */
async function measure<T>(name: string, run: () => Promise<T>): Promise<T & {}> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const memory = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `${name.padEnd(22)} ${((user + system) / 1_000).toFixed(0).padStart(6)} ms   up to ${memory.toFixed(0)} MB so far\n`,
  );
  return result as T & {};
}

/** The texts of a workbook with the bare library: no judgement, no matching, no comparison. */
async function writeBare(rows: readonly string[][]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Findings');
  sheet.columns = COLUMNS.map(({ key, width }) => ({ key, width }));
  for (const row of rows) sheet.addRow(row);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function readBare(bytes: Uint8Array): Promise<string[][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow((row) => rows.push(COLUMNS.map((_, at) => row.getCell(at + 1).text)));
  return rows;
}

/** A report of ten thousand findings, written and read, against the bare library with the same texts. */
export async function benchWorkbook(): Promise<void> {
  const content = makeContent();
  const small = { ...content, findings: content.findings.slice(0, 200) };
  await readWorkbook(await buildWorkbook(small, 'en'), small);
  const bytes = await measure('preflight writes', () => buildWorkbook(content, 'en'));
  process.stdout.write(`${(bytes.length / MB).toFixed(1)} MB of ${WORKBOOK_FINDINGS} findings\n`);
  const read = await measure('preflight reads', () => readWorkbook(bytes, content));
  if (!read.ok || read.rows.length !== WORKBOOK_FINDINGS) throw new Error('the report did not come back');
  const rows = await measure('the library reads', () => readBare(bytes));
  if (rows.length !== WORKBOOK_FINDINGS + 1) throw new Error('the library lost rows');
  await measure('the library writes', () => writeBare(rows));
}
