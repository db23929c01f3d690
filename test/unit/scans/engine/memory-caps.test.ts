import { describe, expect, it } from 'vitest';
import type { InsertionPoint } from '@/lib/scans/checks/check';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { ClassLedger } from '@/lib/scans/engine/class-ledger';
import { CoverageBook } from '@/lib/scans/engine/coverage-book';
import { CrawlFrontier } from '@/lib/scans/engine/crawl/crawl-frontier';
import { Refusals } from '@/lib/scans/engine/requests/refusals';
import { RequestBook } from '@/lib/scans/engine/requests/request-book';
import { processorTime } from '../../processor-time';
import { makeExchange } from '../../response-checks/exchanges';

const ORIGIN = 'https://shop.example';
const long = 'x'.repeat(2_000);

describe('what a site can make endless', () => {
  it('is of addresses more than a scan opens, and the rest is said to be left out', () => {
    const left: string[] = [];
    const frontier = new CrawlFrontier(3_000, (reason, url) => left.push(`${reason} ${url.length}`));
    for (let page = 0; page < 5_000; page++)
      frontier.add({ url: `${ORIGIN}/${long}?page=${page}`, depth: 1, fromUrl: null });
    expect(left.length).toBeGreaterThan(2_500);
    expect(left.length).toBeLessThan(3_500);
    expect(left.every((one) => one.startsWith('PAGE_LIMIT'))).toBe(true);
    expect(frontier.next()).toMatchObject({ depth: 1 });
  });

  it('is of requests those that fit, and the rest is said to be left out', () => {
    const coverage = new CoverageBook();
    const book = new RequestBook(coverage);
    for (let form = 0; form < 200; form++)
      book.note({
        method: 'POST',
        url: `${ORIGIN}/form/${form}`,
        headers: [],
        body: { kind: 'form', fields: [['state', 'x'.repeat(100_000)]] },
      });
    expect(book.all).toHaveLength(80);
    expect(coverage.countSkipped('PAGE_LIMIT')).toBe(120);
  });

  it('is noted as left out up to a number that is enough for every rule', () => {
    const coverage = new CoverageBook();
    for (let page = 0; page < 6_000; page++) coverage.skip('OUT_OF_SCOPE', `${page}${'x'.repeat(10_000)}`);
    coverage.skip('PAGE_LIMIT', `${ORIGIN}/last`);
    const { skipped } = coverage.toCoverage([], null);
    expect(skipped.map(({ reason }) => reason)).toEqual(['OUT_OF_SCOPE', 'PAGE_LIMIT']);
    expect(skipped[0]?.count).toBeLessThan(4_000);
    expect(skipped[0]?.examples[0]).toHaveLength(2_048);
  });

  it('is noted as not sent up to a number that is enough for every rule', () => {
    const coverage = new CoverageBook();
    for (let place = 0; place < 6_000; place++)
      coverage.leaveUnsent(`POST /go FORM ${place}${'x'.repeat(10_000)}`);
    expect(coverage.unsent.size).toBeGreaterThan(3_000);
    expect(coverage.unsent.size).toBeLessThan(4_000);
    expect([...coverage.unsent][0]).toHaveLength(2_048);
  });

  it('is summed up in time however much of it was left out', () => {
    const pages = Array.from({ length: 150_000 }, (_, page) => `${ORIGIN}/?page=${page}`);
    const spentMs = processorTime();
    const { untested } = new ClassLedger([reflectedXss]).readFacts('XSS', 0, {
      ...{ leftOut: pages, unsent: pages, unsentFiles: [], isSiteSeen: false },
    });
    expect(untested.get('PLACES_LEFT_OUT')).toHaveLength(150_000);
    expect(untested.get('NOT_SENT')).toHaveLength(150_000);
    expect(spentMs()).toBeLessThan(5_000);
  });

  it('leaves a filter known that says the same again among answers that are all different', async () => {
    const words = (seed: number) =>
      Array.from({ length: 40 }, (_, i) => `w${'abcdefgh'[i % 8]}`.repeat(seed + i));
    const answer = (text: string) => makeExchange({ headers: [['Content-Type', 'text/html']], body: text });
    const usual = answer('Welcome to the shop of lamps and shoes');
    const refusals = new Refusals({
      frame: () => new Set<string>(),
      captured: () => null,
      askAgain: async () => usual,
      baseline: async () => usual,
      harmless: async () => usual,
      askElsewhere: async () => null,
    });
    const place = (path: string) =>
      ({
        id: path,
        method: 'GET',
        url: `${ORIGIN}${path}`,
        location: 'QUERY',
        name: 'q',
        value: 'tea',
      }) as InsertionPoint;
    const judge = (path: string, text: string) =>
      refusals.judge('reflected-xss', place(path), '<script>', answer(text));
    const filter = 'Your request was rejected by the security policy of this company';
    const first = await judge('/a', filter);
    for (let probe = 0; probe < 120; probe++) {
      await judge('/a', words(probe + 1).join(' '));
      if (probe % 30 === 0) await judge('/a', filter);
    }
    expect(first.isRefused()).toBe(false);
    await judge('/b', filter);
    expect(first.isRefused()).toBe(true);
  });
});
