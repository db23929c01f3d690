import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { RequestTemplate } from '../../checks/check';
import { nextTurn } from '../requests/pacer';
import { type MinedName, type MinedNames, mineNames, mineWrappers } from './mined-names';
import type { NameWrapper } from './name-wrappers';

/** So many names of other pages are sent to every endpoint; beyond that only what has to do with it. */
const MAX_SHARED = 12;
const MAX_OWN = 12;
const MAX_SOURCES = 5_000;
const MAX_WRAPPERS = 60;

type Source = MinedNames & { url: string; ends: ReadonlySet<string> };

const MAX_TEXT = 400_000;
const MAX_ENDS = 2_000;
const ADDRESS = /["'`]([\w./-]{2,200}(?:\?[\w=&.%;-]{1,200})?)["'`?#]/g;

const isPage = ({ pathname }: URL) => !/\.m?js$/i.test(pathname);

/** Which names of headers and cookies belong to which endpoint: those of answers that name or carry it, then the common. */
export class NameBook {
  private constructor(
    private readonly sources: readonly Source[],
    private readonly shared: MinedNames,
  ) {}

  static async read(exchanges: readonly Exchange[]): Promise<NameBook> {
    const sources: Source[] = [];
    const wrappers: NameWrapper[] = [];
    for (const exchange of exchanges) {
      if (wrappers.length < MAX_WRAPPERS) wrappers.push(...mineWrappers(exchange));
      await nextTurn();
    }
    for (const exchange of exchanges) {
      const mined = mineNames(exchange, wrappers);
      if (mined.headers.length + mined.cookies.length > 0)
        sources.push({ ...mined, url: exchange.request.url, ends: endsIn(decodedBodyText(exchange)) });
      await nextTurn();
      if (sources.length >= MAX_SOURCES) break;
    }
    return new NameBook(sources, {
      headers: findCommon(sources, 'headers'),
      cookies: findCommon(sources, 'cookies'),
    });
  }

  /** Whether an answer that carries or names the endpoint names a header or a cookie as well. */
  names(template: RequestTemplate): boolean {
    return this.sourcesFor(template).length > 0;
  }

  private sourcesFor({ url, pageUrl }: RequestTemplate): Source[] {
    const { pathname, search } = new URL(url);
    const end = lastSegment(pathname) + search;
    const isCarrier = (source: Source) => source.url === url || source.url === pageUrl;
    return [
      ...this.sources.filter(isCarrier),
      ...this.sources.filter((source) => !isCarrier(source) && end !== '' && source.ends.has(end)),
    ];
  }

  namesFor(template: RequestTemplate): MinedNames {
    const own = this.sourcesFor(template);
    const ofKind = (kind: keyof MinedNames) => {
      const near = merged(own.map((one) => one[kind])).slice(0, MAX_OWN);
      return merged([near, this.shared[kind]]);
    };
    return { headers: ofKind('headers'), cookies: ofKind('cookies') };
  }
}

/** The last segments of all addresses that a text may name. */
function endsIn(text: string): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const [, address = ''] of text.slice(0, MAX_TEXT).matchAll(ADDRESS)) {
    ends.add(lastSegment(address.replaceAll('&amp;', '&')));
    if (ends.size >= MAX_ENDS) break;
  }
  return ends;
}

const lastSegment = (address: string): string =>
  address.slice(address.replace(/\?.*/, '').lastIndexOf('/') + 1);

function merged(lists: readonly (readonly MinedName[])[]): MinedName[] {
  const byName = new Map<string, MinedName>();
  for (const one of lists.flat())
    if (!byName.has(one.name.toLowerCase())) byName.set(one.name.toLowerCase(), one);
  return [...byName.values()];
}

/** Names of scripts, which pages share, and of several answers, the commonest first. */
function findCommon(sources: readonly Source[], kind: keyof MinedNames): MinedName[] {
  const counts = new Map<string, { one: MinedName; count: number }>();
  for (const source of sources) {
    const weight = isPage(new URL(source.url)) ? 1 : 2;
    for (const one of source[kind]) {
      const known = counts.get(one.name.toLowerCase());
      counts.set(one.name.toLowerCase(), { one: known?.one ?? one, count: (known?.count ?? 0) + weight });
    }
  }
  const isFew = counts.size <= MAX_SHARED;
  return [...counts.values()]
    .filter(({ count }) => isFew || count > 1)
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_SHARED)
    .map(({ one }) => one);
}
