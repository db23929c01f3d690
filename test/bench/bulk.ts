import { PLAN_DEFAULTS } from '@/lib/scans/rules/plan';
import { drawBulkPages } from '../fixtures/bulk/bulk-application';
import { listBulkRows, measureBulk } from '../fixtures/bulk/measure-bulk';

const SIZE = 1_520;
const SEED = 11;

const print = (line: string) => process.stdout.write(`${line}\n`);

/** A whole scan of a large drawn application in memory, with a quarter of the default limit of requests and with all of it. */
export async function benchBulk(): Promise<void> {
  const pages = drawBulkPages(SEED, SIZE);
  for (const maxRequests of [PLAN_DEFAULTS.maxRequests / 4, PLAN_DEFAULTS.maxRequests]) {
    const score = await measureBulk(pages, { maxRequests, maxMinutes: 100_000 });
    const { outcome, counters, reason } = score.result;
    print(
      `${pages.length} pages, at most ${maxRequests} requests: ${outcome} ${reason?.code ?? ''}, ` +
        `${counters.requests} requests, ${score.seconds.toFixed(1)} s`,
    );
    print('class                    pages  found/vulnerable  blind  wrong  requests/page');
    for (const row of listBulkRows(pages, score))
      print(
        [
          row.class.padEnd(24),
          String(row.pages).padStart(5),
          `${row.found}/${row.vulnerable}`.padStart(17),
          String(row.blind).padStart(6),
          String(row.wrong).padStart(6),
          (row.requests / row.pages).toFixed(1).padStart(14),
        ].join(' '),
      );
  }
}
