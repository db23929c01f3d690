import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { RequestTemplate } from '../../checks/check';
import { nextTurn } from '../requests/pacer';
import { type MinedName, type MinedNames, mineNames } from './mined-names';

/** So many names of other pages are sent to every endpoint; beyond that only what has to do with it. */
const MAX_SHARED = 12;
const MAX_OWN = 12;
const MAX_SOURCES = 500;

type Source = MinedNames & { url: string; ends: ReadonlySet<string> };

const MAX_TEXT = 400_000;
const MAX_ENDS = 2_000;
const ADDRESS = /["'`]([\w./-]{2,200})["'`?#]/g;

const isPage = ({ pathname }: URL) => !/\.m?js$/i.test(pathname);

/** Which names of headers and cookies belong to which endpoint: those of answers that name or carry it, then the common. */
export class NameBook {
  private constructor(
    private readonly sources: readonly Source[],
    private readonly shared: MinedNames,
  ) {}

  static async read(exchanges: readonly Exchange[]): Promise<NameBook> {
    const sources: Source[] = [];
    for (const exchange of exchanges) {
      const mined = mineNames(exchange);
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

  namesFor({ url, pageUrl }: RequestTemplate): MinedNames {
    const end = lastSegment(new URL(url).pathname);
    const own = this.sources.filter(
      (source) => source.url === url || source.url === pageUrl || (end !== '' && source.ends.has(end)),
    );
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
    ends.add(lastSegment(address));
    if (ends.size >= MAX_ENDS) break;
  }
  return ends;
}

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

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
