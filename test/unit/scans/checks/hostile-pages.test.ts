import { describe, expect, test } from 'vitest';
import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint } from '@/lib/scans/checks/check';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { findContexts } from '@/lib/scans/checks/xss/context';
import { processorTime } from '../../processor-time';
import { capturedPage } from './captured-page';
import { runWhole, sharedFacts } from './shared-facts';

const SIZE = 400_000;
const fill = (part: string) => part.repeat(Math.ceil(SIZE / part.length));

const URL_OF_POINT = 'https://shop.test/?next=lamp';
const POINT: InsertionPoint = {
  id: 'p',
  method: 'GET',
  url: URL_OF_POINT,
  location: 'QUERY',
  name: 'next',
  value: 'lamp',
  template: { method: 'GET', url: URL_OF_POINT, headers: [], body: { kind: 'none' } },
  effect: 'READS',
};

/** Runs a check against pages that are built to keep a reader busy; the answer repeats what was sent. */
async function run(check: ActiveCheck, render: (value: string) => string) {
  let marks = 0;
  const answer = (value: string): Promise<Exchange> =>
    Promise.resolve(capturedPage({ url: URL_OF_POINT, body: render(value) }));
  const mark = () => `pfhostile${(marks++).toString(36).padStart(3, '0')}z`;
  const baseline = () => answer(POINT.value);
  return runWhole(check, POINT, {
    origin: 'https://shop.test',
    mark,
    ...sharedFacts(POINT, { mark, baseline, send: answer }),
    inert: async () => null,
    siteFiles: async () => [{ path: '/robots.txt', text: 'User-agent: *' }],
    probe: (_point, value) => answer(value),
    baseline,
  });
}

const encode = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

describe('pages that are made to keep a reader busy', () => {
  const pages: [string, (value: string) => string][] = [
    ['elements nested without end', (v) => `<p>${encode(v)}</p>${fill('<b>')}`],
    ['open angle brackets', (v) => `<p>${encode(v)}</p>${fill('<')}`],
    ['quotation marks in a script', (v) => `<p>${encode(v)}</p><script>${fill("'\n")}</script>`],
    [
      'arrows in a script',
      (v) => `<script>var q = ${JSON.stringify(v).replaceAll('<', '\\u003c')};${fill('a-->b;')}</script>`,
    ],
    ['redirects that go nowhere', (v) => `<p>${encode(v)}</p><script>${fill('location=u;')}</script>`],
    ['spaces', (v) => `<p>${encode(v)}</p>${fill(' ')}<meta http-equiv=refresh content="0${fill(' ')}">`],
    ['words of SQL in Chinese', (v) => `<p>${encode(v)}</p>${fill('SQL 语句转换类型语法错误 在查询表达式')}`],
    ['marks without end', (v) => `<p>${encode(v)}</p>${fill(`${v.slice(5)} `).slice(0, SIZE)}`],
    ['words of SQL', (v) => `<p>${encode(v)}</p>${fill('near "Unknown column \'')}`],
  ];

  test.each(pages)('%s', async (_name, render) => {
    for (const check of [reflectedXss, sqlInjection, urlRedirection])
      expect(await run(check, render)).toEqual([]);
  });
});

test('a long script is read once, however often it repeats the value', () => {
  const measureCost = (times: number) => {
    const html = `<script>var a = [${'"pfmark",'.repeat(times)}0];${fill('b={c:"d"};')}</script>`;
    const spentMs = processorTime();
    expect(findContexts(html, 'pfmark')).toHaveLength(times);
    return spentMs();
  };
  measureCost(1);
  expect(measureCost(30)).toBeLessThan(8 * measureCost(1));
});
