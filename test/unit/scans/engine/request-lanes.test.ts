import { describe, expect, it } from 'vitest';
import type { Exchange, Outbound } from '@/lib/http/exchange';
import { ScanSession } from '@/lib/scans/engine/login/scan-session';
import { RequestLanes } from '@/lib/scans/engine/requests/request-lanes';
import { Retriever } from '@/lib/scans/engine/requests/retriever';
import { retryDelayMs } from '@/lib/scans/engine/requests/retry-delay';
import { MAX_CONCURRENCY, PLAN_DEFAULTS } from '@/lib/scans/rules/plan';
import { capturedPage } from '../checks/captured-page';
import { VirtualTime } from './virtual-time';

type Site = (
  underWay: number,
  atMs: number,
) => { ms: number; status?: number; retryAfter?: string } | 'reset';

/** Sends as many requests as a site may get, from many places at once; time is virtual. */
async function load(site: Site, plan: { concurrency: number; requestsPerSecond: number }, requests: number) {
  const time = new VirtualTime();
  const beganMs = time.nowMs;
  let underWay = 0;
  let most = 0;
  const starts: number[] = [];
  const send: Outbound['send'] = async ({ url }) => {
    underWay += 1;
    most = Math.max(most, underWay);
    starts.push(time.nowMs - beganMs);
    const said = site(underWay, time.nowMs - beganMs);
    await time.wait(said === 'reset' ? 5 : said.ms);
    underWay -= 1;
    if (said === 'reset') return { ok: false, failure: { code: 'CONNECTION_RESET', url, seen: '' } } as never;
    const page = capturedPage({ url, status: said.status ?? 200, body: '<p>Page</p>' });
    const headers = said.retryAfter ? ([['Retry-After', said.retryAfter]] as const) : [];
    const timing = { ...page.timing, firstByteMs: said.ms, totalMs: said.ms };
    return { ok: true, exchange: { ...page, timing, response: { ...page.response, headers } } };
  };
  const retriever = new Retriever(
    {
      ...{ scanId: 'load', origin: 'http://site.test', startUrls: [], login: { mode: 'none' } },
      ...{ customHeaders: [], pathsToAvoid: [], ...PLAN_DEFAULTS, ...plan },
    },
    new ScanSession(),
    { outbound: { send } as Outbound, clock: time.clock, pause: time.wait, onRequest: () => undefined },
  );
  let left = requests;
  const lane = async () => {
    while (left-- > 0 && !retriever.isStopped)
      await retriever.send({ method: 'GET', url: 'http://site.test/' });
  };
  await time.during(Promise.all(Array.from({ length: MAX_CONCURRENCY }, lane)));
  const seconds = (time.nowMs - beganMs) / 1_000;
  return { most, starts, seconds, retriever, widthAfter: () => retriever.width };
}

/** Starts within the second that begins so many ms after the first. */
const rateAt = (starts: readonly number[], fromMs: number) =>
  starts.filter((at) => at >= fromMs && at < fromMs + 1_000).length;

describe('how many requests are under way', () => {
  it('begins with two, and reaches 40 requests a second where a page takes 200 ms', async () => {
    const { starts, most } = await load(() => ({ ms: 200 }), { concurrency: 10, requestsPerSecond: 50 }, 600);
    expect(rateAt(starts, 0)).toBeLessThanOrEqual(11);
    expect(rateAt(starts, 6_000)).toBeGreaterThanOrEqual(40);
    expect(most).toBe(10);
  });

  it('never exceeds the rate of the plan, nor its width', async () => {
    const { starts, most } = await load(() => ({ ms: 2_000 }), { concurrency: 4, requestsPerSecond: 5 }, 200);
    expect(most).toBeLessThanOrEqual(4);
    for (let second = 0; second < 20; second++) expect(rateAt(starts, second * 1_000)).toBeLessThanOrEqual(6);
    const single = await load(() => ({ ms: 100 }), { concurrency: 1, requestsPerSecond: 50 }, 50);
    expect(single.most).toBe(1);
  });

  it('does not grow on a site that answers one request after the other', async () => {
    // As one that has a single worker: each request under way makes the others wait.
    const { widthAfter } = await load(
      (n) => ({ ms: 150 * n }),
      { concurrency: 10, requestsPerSecond: 100 },
      400,
    );
    expect(widthAfter()).toBeLessThanOrEqual(4);
  });

  it('is halved when the site gets three times as slow, and grows when it is well again', async () => {
    const slowFrom = 8_000;
    const slowTo = 14_000;
    const seen: number[] = [];
    const { starts, widthAfter } = await load(
      (underWay, at) => {
        if (at > slowFrom + 3_000 && at < slowTo) seen.push(underWay);
        return { ms: at >= slowFrom && at < slowTo ? 700 : 200 };
      },
      { concurrency: 8, requestsPerSecond: 100 },
      700,
    );
    expect(rateAt(starts, 7_000)).toBeGreaterThan(30);
    expect(Math.max(...seen)).toBeLessThanOrEqual(4);
    expect(widthAfter()).toBe(8);
  });

  it.each<[string, Site]>([
    ['connections that break', (n) => (n > 3 ? 'reset' : { ms: 200 })],
    ['429', (n) => (n > 3 ? { ms: 20, status: 429 } : { ms: 200 })],
    ['503', (n) => (n > 3 ? { ms: 20, status: 503 } : { ms: 200 })],
  ])('keeps below what a site answers with %s', async (_what, site) => {
    const { retriever, widthAfter } = await load(site, { concurrency: 10, requestsPerSecond: 100 }, 300);
    expect(widthAfter()).toBeLessThanOrEqual(4);
    expect(retriever.stopReason).toBeNull();
  });

  it('waits as long as the site asks for', async () => {
    let isFirst = true;
    const { starts } = await load(
      () => {
        if (!isFirst) return { ms: 50 };
        isFirst = false;
        return { ms: 50, status: 503, retryAfter: '12' };
      },
      { concurrency: 1, requestsPerSecond: 50 },
      3,
    );
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(12_000);
  });

  it('reads both forms of Retry-After, within limits', () => {
    const now = new Date('2026-05-04T08:00:00Z');
    const page = capturedPage({ url: 'http://site.test/', status: 429, body: '' });
    const delay = (value: string, retry = 0) => {
      const exchange: Exchange = {
        ...page,
        response: { ...page.response, headers: [['Retry-After', value]] },
      };
      return retryDelayMs(exchange, retry, now);
    };
    expect(delay('12')).toBe(12_000);
    expect(delay('Mon, 04 May 2026 08:00:09 GMT')).toBe(9_000);
    expect([delay('soon'), delay('-1'), delay('0', 2)]).toEqual([2_000, 2_000, 8_000]);
    expect([delay('86400'), delay('Tue, 05 May 2026 08:00:00 GMT')]).toEqual([30_000, 30_000]);
  });

  it('lets in whoever waits, in order, as soon as a lane is free', async () => {
    const lanes = new RequestLanes(1);
    const order: string[] = [];
    expect(lanes.enter()).toBeNull();
    const first = lanes.enter()?.then(() => order.push('first'));
    const second = lanes.enter()?.then(() => order.push('second'));
    lanes.leave();
    await first;
    expect(order).toEqual(['first']);
    lanes.leave();
    await second;
    expect(order).toEqual(['first', 'second']);
  });
});
