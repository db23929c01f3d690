import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Worksheet } from 'exceljs';
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
      // The same in every process: a report that one has written is read by another.
      id: `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`,
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

/** The processor's time, for a machine has other things to do too, and the most that the whole process had resident. */
async function measure<T>(name: string, run: () => Promise<T>): Promise<T> {
  const started = process.memoryUsage.rss();
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const time = ((user + system) / 1_000).toFixed(0);
  const [peak, first] = [process.resourceUsage().maxRSS / 1024, started / MB].map((mb) => mb.toFixed(0));
  process.stdout.write(
    `${name.padEnd(22)} ${time.padStart(6)} ms   at most ${peak} MB, ${first} MB before\n`,
  );
  return result;
}

/** Each in a process of its own: what one has taken is no other's. `file` is what the first has written. */
const PARTS: Record<string, (file: string) => Promise<void>> = {
  'preflight writes': async (file) => {
    const content = makeContent();
    writeFileSync(file, await measure('preflight writes', () => buildWorkbook(content, 'en')));
  },
  'preflight reads': async (file) => {
    const [bytes, content] = [readFileSync(file), makeContent()];
    const read = await measure('preflight reads', () => readWorkbook(bytes, content));
    if (!read.ok || read.rows.length !== WORKBOOK_FINDINGS) throw new Error('the report did not come back');
  },
  'the library reads': async (file) => {
    const bytes = readFileSync(file);
    const { default: ExcelJS } = await import('exceljs');
    const rows = await measure('the library reads', async () => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
      return textsOf(workbook.worksheets[0]);
    });
    if (rows.length !== WORKBOOK_FINDINGS + 1) throw new Error('the library lost rows');
  },
  'the library writes': async (file) => {
    const { default: ExcelJS } = await import('exceljs');
    const read = new ExcelJS.Workbook();
    await read.xlsx.readFile(file);
    const rows = textsOf(read.worksheets[0]);
    await measure('the library writes', async () => {
      const workbook = new ExcelJS.Workbook();
      const sheet = workbook.addWorksheet('Findings');
      sheet.columns = COLUMNS.map(({ key, width }) => ({ key, width }));
      for (const row of rows) sheet.addRow(row);
      return workbook.xlsx.writeBuffer();
    });
  },
};

/** The texts of a workbook with the bare library: no judgement, no matching, no comparison. */
function textsOf(sheet: Worksheet | undefined): string[][] {
  const rows: string[][] = [];
  sheet?.eachRow((row) => rows.push(COLUMNS.map((_, at) => row.getCell(at + 1).text)));
  return rows;
}

/**
 * A report of ten thousand findings, written and read, against the bare library with the same texts.
 * @param part one of them and its file, within its own process
 */
export async function benchWorkbook(part?: string, file = process.argv[4] ?? ''): Promise<void> {
  if (part !== undefined) return PARTS[part]?.(file);
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-bench-'));
  const written = path.join(folder, 'report.xlsx');
  for (const name of Object.keys(PARTS))
    execFileSync(process.execPath, ['--import', 'tsx', 'test/bench/run.ts', 'workbook', name, written], {
      stdio: 'inherit',
    });
  process.stdout.write(
    `${(readFileSync(written).length / MB).toFixed(1)} MB of ${WORKBOOK_FINDINGS} findings\n`,
  );
  rmSync(folder, { recursive: true });
}
