import type { BrowserTarget } from '../check';
import type { PageLoad } from '../page-load';

export type SourceName =
  | 'fragment'
  | 'query'
  | 'path'
  | 'referrer'
  | 'name'
  | 'message'
  | 'storage'
  | 'cookie';

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

export const withPlant = (load: PlantedLoad, plant: PlantedLoad['plant']): PlantedLoad => ({
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
  /\bsearch\b|\bdocument\.URL\b|\bdocumentURI\b|\bbaseURI\b|\blocation\b(?!\.(?:hash|pathname|origin|host|hostname|protocol|replace|assign|reload)\b)/;
const READS_PATH =
  /\bpathname\b|\bdocument\.URL\b|\bdocumentURI\b|\bbaseURI\b|\blocation\b(?!\.(?:hash|search|origin|host|hostname|protocol|replace|assign|reload)\b)/;
const READS_FRAGMENT = /\bhash\b|\bdocument\.URL\b|\bdocumentURI\b|\blocation\.href\b/;
/** The address as a whole counts, too, where something is led by it. */
const LEADS_BY_FRAGMENT =
  /\bhash\b|\bURL\b|\bdocumentURI\b|\blocation\b(?!\.(?:search|pathname|origin|host|hostname|protocol|replace|assign|reload)\b)/;
const READS_REFERRER = /\breferrer\b/;

/** A sign of percent that is no encoding would make scripts fail that decode. */
const asAddress = (text: string): string => text.replaceAll('%', '%25');

const fragmentAt = (key: string | null, fill: (text: string) => string): DomSource => ({
  ...{ name: 'fragment', key },
  fill: (text, load) => withFragment(load, fill(asAddress(text))),
});

const parameterAt = (key: string): DomSource => ({
  ...{ name: 'query', key },
  fill: (text, load) => withParameter(load, key, text),
});
/** A pair behind the `#`. */
const pairAt = (key: string): DomSource => ({
  ...{ name: 'fragment', key },
  fill: (text, load) => withFragment(load, `${fragmentPairs(load.url)}${key}=${encodeURIComponent(text)}`),
});
/** A parameter of the address that the visitor comes from. */
const referrerAt = (key: string): DomSource => ({
  ...{ name: 'referrer', key },
  fill(text, load) {
    const before = load.plant.referrer ?? SENDER;
    const pair = `${encodeURIComponent(key)}=${encodeURIComponent(text)}`;
    return withPlant(load, { referrer: `${before}${before.includes('?') ? '&' : '?'}${pair}` });
  },
});

/** Where parameters may be that scripts asked for only once other sources were filled. */
export const laterSources = (target: BrowserTarget, names: readonly string[]): DomSource[] =>
  names
    .filter((name) => !target.asked.parameters.includes(name))
    .slice(0, MAX_KEYS)
    .flatMap((name) => [parameterAt(name), pairAt(name), referrerAt(name)]);

/** Whether its document or one of its scripts has such a text. */
export const mentions = ({ scripts }: BrowserTarget, pattern: RegExp): boolean =>
  scripts.some((script) => pattern.test(script));

/**
 * The sources of a page in groups: those of one group do not disturb each other and are filled together. Groups but the
 * first may ask the site for another address.
 */
export function domSources(target: BrowserTarget): DomSource[][] {
  const groups = [keptSources(target), addressSources(target)];
  // As routers write it, and for scripts that cut off more than the sign.
  if (mentions(target, READS_FRAGMENT)) groups.push([fragmentAt(null, (text) => `!/${text}`)]);
  for (const fill of mentions(target, READS_PATH) ? pathFillers(target.url) : [])
    groups.push([
      { name: 'path', key: null, fill: (text, load) => ({ ...load, url: fill(load.url, text) }) },
    ]);
  for (const route of target.routes.slice(0, MAX_ROUTES)) {
    const before = new URL(route).hash.slice(1);
    groups.push([fragmentAt(null, (text) => before + text)]);
  }
  return groups.filter((group) => group.length > 0);
}

/** The sources of the address that could lead elsewhere. */
export const leadingSources = (target: BrowserTarget): DomSource[][] => [
  ...(mentions(target, LEADS_BY_FRAGMENT) ? [[fragmentAt(null, (text) => text)]] : []),
  addressSources(target).filter(({ name }) => name !== 'message'),
  ...target.routes.slice(0, MAX_ROUTES).map((route) => {
    const before = new URL(route).hash.slice(1);
    return [fragmentAt(null, (text) => before.replace(/=[^=]*$/, '=') + text)];
  }),
];

/** The fragment, and what the browser keeps or tells: none of it changes what the site is asked for. */
function keptSources(target: BrowserTarget): DomSource[] {
  const { asked, cookies } = target;
  const storage = asked.storage.slice(0, MAX_KEYS).map(
    (key): DomSource => ({
      ...{ name: 'storage', key },
      fill: (text, load) => withPlant(load, { storage: [...(load.plant.storage ?? []), [key, text]] }),
    }),
  );
  const jar = cookies.slice(0, MAX_KEYS).map(
    (key): DomSource => ({
      ...{ name: 'cookie', key },
      fill: (text, load) => withPlant(load, { cookies: [...(load.plant.cookies ?? []), [key, text]] }),
    }),
  );
  return [
    fragmentAt(null, (text) => text),
    { name: 'name', key: null, fill: (text, load) => withPlant(load, { windowName: text }) },
    {
      name: 'referrer',
      key: null,
      fill: (text, load) => withPlant(load, { referrer: `${SENDER}?${asAddress(text)}` }),
    },
    { name: 'message', key: null, fill: (text, load) => withPlant(load, { messages: [text] }) },
    ...(mentions(target, READS_REFERRER) ? target.asked.parameters.slice(0, MAX_KEYS).map(referrerAt) : []),
    ...storage,
    ...jar,
  ];
}

/** Parameters in the query and behind the `#`, and the query as a whole. */
function addressSources(target: BrowserTarget): DomSource[] {
  const { url, asked } = target;
  const own = [...new URL(url).searchParams.keys()];
  const names = [...new Set([...own, ...asked.parameters])].slice(0, MAX_KEYS);
  const whole: DomSource = {
    ...{ name: 'query', key: null },
    fill: (text, load) =>
      withQuery(load, (before) => [before, asAddress(text)].filter((part) => part !== '').join('&')),
  };
  return [
    ...names.map(parameterAt),
    ...asked.parameters.slice(0, MAX_KEYS).map(pairAt),
    ...(mentions(target, READS_QUERY) ? [whole] : []),
  ];
}

const fragmentPairs = (url: string): string => {
  const fragment = new URL(url).hash.slice(1);
  return fragment === '' ? '' : `${fragment}&`;
};

/** Behind the path, and instead of its last segment where that is a name. */
function pathFillers(page: string): ((url: string, text: string) => string)[] {
  const put = (url: string, change: (path: string) => string, text: string) => {
    const { origin, pathname, search, hash } = new URL(url);
    return `${origin}${change(pathname.replace(/\/$/, ''))}/${encodeURIComponent(text)}${search}${hash}`;
  };
  const { pathname } = new URL(page);
  const behind = (url: string, text: string) => put(url, (path) => path, text);
  const instead = (url: string, text: string) => put(url, (path) => path.replace(/\/[^/]*$/, ''), text);
  return pathname.split('/').filter((segment) => segment !== '').length > 1 ? [behind, instead] : [behind];
}
