import { describe, expect, it } from 'vitest';
import { CrawlFrontier } from '@/lib/scans/engine/crawl/crawl-frontier';
import { WaitingPages } from '@/lib/scans/engine/crawl/waiting-pages';
import { processorTime } from '../../processor-time';

const target = (path: string, depth = 1) => ({ url: `https://shop.example${path}`, depth, fromUrl: null });

describe('the order of pages', () => {
  /** The rule in its plainest form: the least visited kind, then the least depth, then who came first. */
  function slowly(items: { kind: string; depth: number }[]): number[] {
    const visits = new Map<string, number>();
    const waiting = items.map((item, index) => ({ ...item, index }));
    const order: number[] = [];
    while (waiting.length > 0) {
      const rank = ({ kind, depth }: { kind: string; depth: number }) =>
        (visits.get(kind) ?? 0) * 100 + depth;
      const best = waiting.reduce((a, b) => (rank(b) < rank(a) ? b : a));
      waiting.splice(waiting.indexOf(best), 1);
      visits.set(best.kind, (visits.get(best.kind) ?? 0) + 1);
      order.push(best.index);
    }
    return order;
  }

  it('is the one of the plain rule, whatever waits', () => {
    let state = 12_345;
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % below;
    };
    for (let round = 0; round < 30; round++) {
      const items = Array.from({ length: 120 }, () => ({ kind: `k${random(9)}`, depth: random(6) }));
      const visits = new Map<string, number>();
      const waiting = new WaitingPages<number>((kind) => visits.get(kind) ?? 0);
      for (const [index, { kind, depth }] of items.entries()) waiting.add(index, kind, depth);
      const order: number[] = [];
      for (let index = waiting.take(); index !== null; index = waiting.take()) {
        const kind = items[index]?.kind ?? '';
        visits.set(kind, (visits.get(kind) ?? 0) + 1);
        waiting.onCount(kind);
        order.push(index);
      }
      expect(order).toEqual(slowly(items));
    }
  });

  it('takes what came later and is nearer first', () => {
    const frontier = new CrawlFrontier(100, () => undefined);
    for (const [path, depth] of [
      ['/far', 3],
      ['/near', 1],
      ['/item/1', 1],
      ['/item/2', 1],
    ] as const)
      frontier.add(target(path, depth));
    const order: string[] = [];
    for (let next = frontier.next(); next && next !== 'later'; next = frontier.next())
      order.push(new URL(next.url).pathname);
    expect(order).toEqual(['/near', '/item/1', '/far', '/item/2']);
  });
});

describe('fifty thousand waiting pages', () => {
  it.each([
    ['of one kind', (i: number) => `/item/${i}`],
    [
      'of as many kinds',
      (i: number) => `/p/${i.toString(36).replace(/\d/g, (d) => 'qrstuvwxyz'[Number(d)] ?? '')}x${i % 7}`,
    ],
    ['of lists with parameters', (i: number) => `/list${i % 400}.html?p${i % 30}=${i}`],
  ])('%s never keep the process busy for long', (_what, path) => {
    const skipped = new Set<string>();
    const frontier = new CrawlFrontier(3_000, (_reason, url) => skipped.add(url));
    const all = Array.from({ length: 50_000 }, (_, i) => target(path(i)));
    for (const one of all) frontier.add(one);
    let seen = 0;
    let longestMs = 0;
    for (let isDone = false; !isDone; ) {
      const spentMs = processorTime();
      const next = frontier.next();
      longestMs = Math.max(longestMs, spentMs());
      if (next !== null && next !== 'later') {
        seen += 1;
        frontier.onPage(next.url, { skeleton: 'html', shape: 'html', hasInputs: false });
      }
      isDone = next === null;
    }
    frontier.closeHeld();
    expect(seen + skipped.size).toBe(new Set(all.map(({ url }) => url)).size);
    // Far above what it takes, far below the minutes that it took when every turn looked at everything.
    expect(longestMs).toBeLessThan(1_000);
  });
});
