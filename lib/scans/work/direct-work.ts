import { readPageHere } from '../engine/crawl/read-page';
import { nextTurn } from '../engine/requests/pacer';
import { parseResponse } from '../engine/requests/parse-response';
import type { Done, ScanWork } from './scan-work';

async function done<T>(work: () => T | Promise<T>): Promise<Done<T>> {
  try {
    return { ok: true, value: await work() };
  } catch {
    return { ok: false, reason: 'FAILED' };
  }
}

/** Works in the thread of the caller, without limits: for single checks and tests. */
export const directWork: ScanWork = {
  readPage: readPageHere,
  parseResponse: (response) => done(() => parseResponse(response)),
  runPassive: async (checks, exchange, context) => {
    // Long lists of pages must not keep the stop button waiting.
    await nextTurn();
    return Promise.all(checks.map((check) => done(() => check.run(exchange, context))));
  },
  runActive: (check, point, context, part = 'run') => done(() => check[part]?.(point, context) ?? []),
  runRequest: (check, target, context) => done(() => check.run(target, context)),
  runSite: (check, context) => done(() => check.run(context)),
  close: async () => undefined,
};
