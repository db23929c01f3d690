import { SECOND_MS } from '@/lib/core/clock';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { ThreadTask } from '@/lib/threads/open-thread';
import { runInThread } from '@/lib/threads/run-in-thread';
import type { ScanWork } from '../../work/scan-work';
import type { parseResponse } from '../requests/parse-response';
import type { readHtmlPage } from './html-page';
import { emptyPage, type ReadPage } from './read-page';
import type { visibleText } from './visible-text';

/** The largest page takes some tenths of a second on a slow machine. */
const TIME_LIMIT_MS = 5 * SECOND_MS;
const READ: ThreadTask<typeof readHtmlPage> = {
  module: 'lib/scans/engine/crawl/html-page.ts',
  name: 'readHtmlPage',
};
const SHOW: ThreadTask<typeof visibleText> = {
  module: 'lib/scans/engine/crawl/visible-text.ts',
  name: 'visibleText',
};

const PARSE: ThreadTask<typeof parseResponse> = {
  module: 'lib/scans/engine/requests/parse-response.ts',
  name: 'parseResponse',
};

/** In one of the process's threads, for a page or two outside of a scan. */
export const readPageInThread: ReadPage = async (exchange) => {
  const args: [string, string] = [decodedBodyText(exchange), exchange.request.url];
  const read = await runInThread(READ, args, { timeLimitMs: TIME_LIMIT_MS });
  return read.ok ? read.value : emptyPage(exchange);
};

/** As `readPageInThread`, for what else an answer holds. */
export const parseInThread: ScanWork['parseResponse'] = async (response) => {
  const read = await runInThread(PARSE, [response], { timeLimitMs: TIME_LIMIT_MS });
  return read.ok ? read : { ok: false, reason: 'TIMED_OUT' };
};

/** `visibleText` of it; empty where it cannot be read within the limits. */
export async function visibleTextInThread(html: string): Promise<string> {
  const shown = await runInThread(SHOW, [html], { timeLimitMs: TIME_LIMIT_MS });
  return shown.ok ? shown.value : '';
}
