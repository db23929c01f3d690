import type { BrowserTarget, PageLoad } from '../check';

export type SourceName = 'fragment' | 'query' | 'path' | 'referrer' | 'name' | 'message' | 'storage';

/** A place that an attacker can fill and that scripts of a page read. */
export type DomSource = {
  name: SourceName;
  /** Name of the parameter or key; null for the whole. */
  key: string | null;
  /** The page with `text` there. */
  fill(text: string, load: PlantedLoad): PlantedLoad;
};
export type PlantedLoad = Pick<PageLoad, 'url' | 'plant'>;

const MAX_KEYS = 15;
const MAX_ROUTES = 5;
const SENDER = 'https://sender.invalid/';

const withPlant = (load: PlantedLoad, plant: PlantedLoad['plant']): PlantedLoad => ({
  ...load,
  plant: { ...load.plant, ...plant },
});

/** @param fragment what is behind the `#` */
const withFragment = ({ url, plant }: PlantedLoad, fragment: string): PlantedLoad => ({
  url: `${url.split('#', 1)[0]}#${fragment}`,
  plant,
});

function withQuery({ url, plant }: PlantedLoad, change: (query: string) => string): PlantedLoad {
  const { origin, pathname, search, hash } = new URL(url);
  return { url: `${origin}${pathname}?${change(search.slice(1))}${hash}`, plant };
}

function withParameter(load: PlantedLoad, key: string, text: string): PlantedLoad {
  const pair = `${encodeURIComponent(key)}=${encodeURIComponent(text)}`;
  return withQuery(load, (query) => {
    const others = query.split('&').filter((one) => one !== '' && parameterName(one) !== key);
    return [...others, pair].join('&');
  });
}

const parameterName = (pair: string): string => [...new URLSearchParams(pair).keys()][0] ?? '';

/** What scripts of a page write that read its query, and its path: by name, or as a part of the whole address. */
const READS_QUERY =
  /\bsearch\b|\.href\b|\bdocument\.URL\b|\bdocumentURI\b|\bbaseURI\b|\blocation\b(?!\.(?:hash|pathname|origin|host|hostname|protocol|replace|assign|reload)\b)/;
const READS_PATH =
  /\bpathname\b|\.href\b|\bdocument\.URL\b|\bdocumentURI\b|\bbaseURI\b|\blocation\b(?!\.(?:hash|search|origin|host|hostname|protocol|replace|assign|reload)\b)/;

const fragmentAt = (key: string | null, fill: (text: string) => string): DomSource => ({
  ...{ name: 'fragment', key },
  fill: (text, load) => withFragment(load, fill(text)),
});

const messageWith = (members: readonly string[]): DomSource => ({
  ...{ name: 'message', key: members.length > 0 ? members.join(', ') : null },
  fill: (text, load) => withPlant(load, { message: { text, members } }),
});

/**
 * The sources of a page in groups: those of one group do not disturb each other and are filled together. Groups but the
 * first may ask the site for another address.
 */
export function domSources({ url, asked, routes, mentions }: BrowserTarget): DomSource[][] {
  const storage = asked.storage.slice(0, MAX_KEYS).map(
    (key): DomSource => ({
      ...{ name: 'storage', key },
      fill: (text, load) => withPlant(load, { storage: [...(load.plant.storage ?? []), [key, text]] }),
    }),
  );
  const alone: DomSource[] = [
    fragmentAt(null, (text) => text),
    { name: 'name', key: null, fill: (text, load) => withPlant(load, { windowName: text }) },
    { name: 'referrer', key: null, fill: (text, load) => withPlant(load, { referrer: `${SENDER}?${text}` }) },
    messageWith([]),
    ...storage,
  ];
  const groups = [alone, namedSources(url, asked, mentions(READS_QUERY))];
  if (mentions(READS_PATH))
    groups.push([
      { name: 'path', key: null, fill: (text, load) => ({ ...load, url: withPath(load.url, text) }) },
    ]);
  for (const route of routes.slice(0, MAX_ROUTES)) {
    const before = new URL(route).hash.slice(1);
    groups.push([fragmentAt(null, (text) => before + text)]);
  }
  return groups.filter((group) => group.length > 0);
}

/** Parameters in the query and behind the `#`, the query as a whole, and members of messages. */
function namedSources(url: string, asked: BrowserTarget['asked'], readsQuery: boolean): DomSource[] {
  const own = [...new URL(url).searchParams.keys()];
  const names = [...new Set([...own, ...asked.parameters])].slice(0, MAX_KEYS);
  const whole: DomSource = {
    ...{ name: 'query', key: null },
    fill: (text, load) => withQuery(load, (before) => (before === '' ? text : `${before}&${text}`)),
  };
  return [
    ...names.map(
      (key): DomSource => ({ name: 'query', key, fill: (text, load) => withParameter(load, key, text) }),
    ),
    ...asked.parameters.slice(0, MAX_KEYS).map(
      (key): DomSource => ({
        ...{ name: 'fragment', key },
        fill: (text, load) =>
          withFragment(load, `${fragmentPairs(load.url)}${key}=${encodeURIComponent(text)}`),
      }),
    ),
    ...(asked.members.length > 0 ? [messageWith(asked.members.slice(0, MAX_KEYS))] : []),
    ...(readsQuery ? [whole] : []),
  ];
}

const fragmentPairs = (url: string): string => {
  const fragment = new URL(url).hash.slice(1);
  return fragment === '' ? '' : `${fragment}&`;
};

function withPath(url: string, text: string): string {
  const { origin, pathname, search, hash } = new URL(url);
  return `${origin}${pathname.replace(/\/$/, '')}/${encodeURIComponent(text)}${search}${hash}`;
}
