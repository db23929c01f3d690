import { expect, it } from 'vitest';
import type { Exchange } from '@/lib/http/exchange';
import type { RequestTemplate } from '@/lib/scans/checks/check';
import { HiddenSearch, type HiddenSearchDeps } from '@/lib/scans/engine/hidden/hidden-search';
import { capturedPage } from '../checks/captured-page';

const ITEMS: RequestTemplate = {
  ...{ method: 'GET', url: 'http://shop.test/items', headers: [], body: { kind: 'none' } },
};
const page = (body: string) => capturedPage({ body: `<p>${body}</p>` });

/** A session with a cookie that was set after the page was first seen. @param respond what the page says now to a cookie */
function searchWith(respond: (cookie: string) => Exchange) {
  let marks = 0;
  const deps = {
    ...{ maxRequests: 100, concurrency: 1, retriever: { isStopped: false } },
    session: { cookies: () => [{ name: 'shelf', value: '3' }], cookieHeader: () => 'shelf=3' },
    contacts: { baseline: async () => page('Nothing was chosen so far') },
    names: { namesFor: () => ({ headers: [], cookies: [] }) },
    mark: () => `pf7k2m4qx9${(marks++).toString(36).padStart(3, 'a')}z`,
    submissions: {
      sendChanged: async (template: RequestTemplate, change: (base: RequestTemplate) => RequestTemplate) => {
        const sent = change(template).headers.find(([name]) => name === 'Cookie')?.[1];
        return respond(sent ?? 'shelf=3');
      },
    },
  };
  return new HiddenSearch(deps as unknown as HiddenSearchDeps).find([ITEMS]);
}

it('finds a cookie that takes away what the page says since it was set', async () => {
  const found = await searchWith((cookie) => page(cookie === 'shelf=3' ? 'Looking up: chair' : ''));
  expect(found).toMatchObject([{ location: 'COOKIE', name: 'shelf', value: '3' }]);
});

it('finds nothing where the page changes by itself', async () => {
  const words = ['amber', 'birch', 'cedar', 'delta', 'ember', 'frost', 'grove', 'haven', 'inlet', 'jetty'];
  let count = 0;
  const found = await searchWith(() => page(`Word of the moment: ${words[count++ % words.length]}`));
  expect(found).toEqual([]);
});
