import type { FindingDraft } from '@/lib/findings/rules/finding';
import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { Exchange, RawHeader } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from './check';
import { isHtmlPage } from './headers/html-answer';
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
const MAX_PAGES = 8;

/** One page of each kind, the front page first: what is added to a template is on all of its pages. */
function pagesOf(exchanges: readonly Exchange[]): string[] {
  const byTemplate = new Map<string, string>();
  const pages = exchanges.filter((one) => one.request.method === 'GET' && isHtmlPage(one));
  for (const { request } of pages) {
    const { pathname, search } = new URL(request.url);
    const template = pathTemplate(pathname);
    if (!byTemplate.has(template)) byTemplate.set(template, pathname + search);
  }
  return [...byTemplate.values()].sort((a, b) => a.length - b.length).slice(0, MAX_PAGES);
}

/** What a visitor sees twice and somebody without these signs of a visitor sees at no time. */
async function seenByOneOnly(
  context: SiteContext,
  path: string,
  { headers, isPhone }: Visitor,
  plain: Exchange,
): Promise<{ exchange: Exchange; signs: Sign[] } | null> {
  const exchange = await context.fetchPath(path, headers);
  const fresh = exchange ? visitorSigns(exchange, plain, isPhone) : [];
  if (!exchange || fresh.length === 0) return null;
  const [again, control] = [
    await context.fetchPath(path, headers),
    await context.fetchPath(path, ANYBODY.headers),
  ];
  if (!again || !control) return null;
  const steady = new Set(visitorSigns(again, control, isPhone).map(signKey));
  return { exchange, signs: fresh.filter((sign) => steady.has(signKey(sign))) };
}

/**
 * Pages that show injected content to some visitors only. Each is asked for by somebody in front of a computer, and then
 * by those for whom such content waits; what differs is asked for again, and with it the page without it.
 */
export const otherVisitors: SiteCheck = {
  kind: 'site',
  id: 'other-visitors',
  version: 1,
  class: 'TROJAN',
  cwe: 506,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const path of pagesOf(context.exchanges())) {
      const plain = await context.fetchPath(path, ANYBODY.headers);
      if (!plain) continue;
      for (const one of VISITORS) {
        const seen = await seenByOneOnly(context, path, one, plain);
        if (!seen || seen.signs.length === 0) continue;
        findings.push(...seen.signs.map((sign) => signFinding(this, seen.exchange, sign, one.name)));
        break;
      }
    }
    return findings;
  },
};
