/**
 * A process that answers `/api/health` as the web server does and reads hostile workbooks and answers meanwhile, with
 * the functions that web server and worker read them with.
 */
import { createServer } from 'node:http';
import { GET } from '@/app/api/health/route';
import { threadedExplainer } from '@/lib/connection-tests/engine/threaded-explainer';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { readUploadedWorkbook } from '@/lib/reports/read-uploaded-workbook';
import { reportContent, reportFinding } from '@/test/unit/reports/report-fixture';
import { writeSheets } from '@/test/unit/reports/write-sheets';
import { makeExchange } from '@/test/unit/response-checks/exchanges';

export type FromReader =
  | { kind: 'port'; port: number }
  | { kind: 'read'; workbooks: number; answers: number; reasons: string[] };

const CELLS = '<c t="s"><v>0</v></c>'.repeat(20);
const rows = (count: number, cells: string) =>
  Array.from({ length: count }, (_, index) => `<row r="${index + 1}">${cells}</row>`).join('');
const workbooks = [
  writeSheets({
    strings: `<si><t>${'text '.repeat(8_000)}</t></si>`,
    sheets: [{ xml: `<sheetData>${rows(2_000, CELLS)}</sheetData>` }],
  }),
  writeSheets({ strings: '', sheets: [{ xml: `<sheetData>${rows(200_000, '<c/><c/><c/>')}</sheetData>` }] }),
];
const bodies = [
  `{"resultCode":"000000","info":[${'{"instanceId":"x"},'.repeat(40_000)}{}]}`,
  `{"resultCode":"000000",${Array.from({ length: 60_000 }, (_, i) => `"k${i}":${i}`).join(',')}}`,
  `${'{"a":'.repeat(90_000)}1`,
  '<'.repeat(1_000_000),
];
const spec = findInterface('V2.0', 'queryInstance');
if (!spec) throw new Error('queryInstance');

const content = reportContent([reportFinding()]);
const explainer = threadedExplainer();
const reasons = new Set<string>();
const counts = { workbooks: 0, answers: 0 };

async function readWorkbooks(): Promise<void> {
  for (;;) {
    const bytes = workbooks[counts.workbooks % workbooks.length];
    const reading = bytes && (await readUploadedWorkbook(bytes, content));
    if (reading) reasons.add(reading.ok ? 'READ' : reading.reason);
    counts.workbooks += 1;
  }
}

async function readAnswers(): Promise<void> {
  const { protocol, activity, response, inProgressCodes } = spec ?? ({} as never);
  for (;;) {
    const body = bodies[counts.answers % bodies.length] ?? '';
    const explanations = await explainer.explainCall({
      spec: { protocol, activity, response, inProgressCodes },
      url: 'https://saas.example.com/produce',
      result: { ok: true, exchange: makeExchange({ body }) },
      checks: [{ code: 'FIELD_MISSING', state: 'fail', field: 'info', seen: null, expected: null } as never],
      facts: { accessKey: 'bench', otherKeys: [], requestTimestamp: '1772352000000' },
    });
    for (const { code } of explanations) reasons.add(code);
    counts.answers += 1;
  }
}

const server = createServer(async (_request, response) => {
  const answer = GET();
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ kind: 'port', port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
});
process.on('message', (message) => {
  if (message === 'freeze') {
    void readWorkbooks();
    void readAnswers();
  } else process.send?.({ kind: 'read', ...counts, reasons: [...reasons] });
});
process.once('disconnect', () => process.exit());
