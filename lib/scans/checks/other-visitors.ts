import type { FindingDraft } from '@/lib/findings/rules/finding';
import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { Exchange, RawHeader } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from './check';
import { isHtmlPage } from './headers/is-html-page';
import type { Sign } from './trojan/sign';
import { signFinding } from './trojan/sign-finding';
import { signKey, visitorSigns } from './trojan/visitor-signs';

/** Somebody who looks at a page; none of them is signed in. */
type Visitor = { name: string; headers: readonly RawHeader[]; isPhone: boolean };

const DESKTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
const GOOGLE: RawHeader = ['Referer', 'https://www.google.com/'];
const BAIDU: RawHeader = ['Referer', 'https://www.baidu.com/'];

const visitor = (name: string, agent: string, ...headers: readonly RawHeader[]): Visitor => ({
  name,
  headers: [['User-Agent', agent], ['Cookie', ''], ...headers],
  isPhone: agent === IPHONE || agent === ANDROID,
});

const ANYBODY = visitor('none', DESKTOP);
/** Who gets to see what others do not: those who search, with a telephone or without, and the robots of searches. */
const VISITORS: readonly Visitor[] = [
  visitor('phoneBaidu', IPHONE, BAIDU),
  visitor('phoneGoogle', ANDROID, GOOGLE),
  visitor(
    'baiduRobot',
    'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  ),
  visitor('googleRobot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'),
  visitor('google', DESKTOP, GOOGLE),
  visitor('baidu', DESKTOP, BAIDU),
];
/** Pages that all of them open; of further pages the first three see most of it. */
const MAX_FULL_PAGES = 12;
const FEW_VISITORS = 3;
const MAX_PAGES = 120;

type Page = { path: string; captured: Exchange };

/** One page of each kind, the shortest address first: what is added to a template is on all of its pages. */
function choosePages(exchanges: readonly Exchange[]): Page[] {
  const byTemplate = new Map<string, Page>();
  for (const captured of exchanges) {
    if (captured.request.method !== 'GET' || !isHtmlPage(captured)) continue;
    const { pathname, search } = new URL(captured.request.url);
    const template = pathTemplate(pathname);
    if (!byTemplate.has(template)) byTemplate.set(template, { path: pathname + search, captured });
  }
  return [...byTemplate.values()].sort((a, b) => a.path.length - b.path.length).slice(0, MAX_PAGES);
}

/** What a visitor sees each time, and the crawl and somebody without the signs of a visitor at no time. */
async function seenByOneOnly(
  context: SiteContext,
  { path, captured }: Page,
  { headers, isPhone }: Visitor,
): Promise<{ exchange: Exchange; signs: Sign[] } | null> {
  const exchange = await context.fetchPath(path, headers);
  let signs = exchange ? visitorSigns(exchange, captured, isPhone) : [];
  if (!exchange || signs.length === 0) return null;
  // In this order: a page that changes with each request, or by turns, shows nothing twice in a row.
  const again = await context.fetchPath(path, headers);
  const plain = [
    await context.fetchPath(path, ANYBODY.headers),
    await context.fetchPath(path, ANYBODY.headers),
  ];
  const last = await context.fetchPath(path, headers);
  for (const seen of [exchange, again, last])
    for (const control of plain) {
      if (!seen || !control) return null;
      const fresh = new Set(visitorSigns(seen, control, isPhone).map(signKey));
      signs = signs.filter((sign) => fresh.has(signKey(sign)));
    }
  return { exchange, signs };
}

/**
 * Pages that show injected content to some visitors only. Each is asked for by those for whom such content waits, without
 * a session; what the crawl did not see there is asked for again, by them and by somebody in front of a computer.
 */
export const otherVisitors: SiteCheck = {
  kind: 'site',
  id: 'other-visitors',
  version: 1,
  class: 'TROJAN',
  cwe: 506,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const [index, page] of choosePages(context.exchanges()).entries()) {
      for (const one of index < MAX_FULL_PAGES ? VISITORS : VISITORS.slice(0, FEW_VISITORS)) {
        const seen = await seenByOneOnly(context, page, one);
        if (!seen || seen.signs.length === 0) continue;
        findings.push(...seen.signs.map((sign) => signFinding(this, seen.exchange, sign, one.name)));
        break;
      }
    }
    return findings;
  },
};
