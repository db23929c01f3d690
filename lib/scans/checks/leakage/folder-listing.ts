import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';

/** Title and structure together: the words alone occur on many pages. */
const LISTINGS: readonly RegExp[] = [
  /<title>Index of \/[^<]*<\/title>[\s\S]{0,3000}?<a href="(?:\?C=N|\.\.\/|\/)[^"]*"/i,
  /<title>Directory listing for \/[^<]*<\/title>[\s\S]{0,600}?<ul>/i,
  /<title>Directory Listing For (?:\[)?\/[^<]*<\/title>/i,
  /<h1>Directory: \/[^<]*<\/h1>/i,
  /<title>listing directory \/[^<]*<\/title>/i,
  /\[To Parent Directory\]<\/a>/i,
  /<h1>Index of \/[^<]*<\/h1>(?:\s|<hr\s?\/?>){0,40}<(?:pre|table|ul)/i,
];
/** What the stores of clouds answer of a bucket that everybody may list: at least one object. */
const BUCKETS: readonly RegExp[] = [
  /<ListBucketResult\b[\s\S]{0,4000}?<Contents>\s{0,40}<Key>[^<]{1,1024}<\/Key>/,
  /<EnumerationResults\b[\s\S]{0,4000}?<Blob>\s{0,40}<Name>[^<]{1,1024}<\/Name>/,
];

const MAX_LINKS = 400;
const LINK =
  /<a\s[^<>]{0,300}?href\s{0,3}=\s{0,3}(?:"([^"<>]{0,400})"|'([^'<>]{0,400})'|([^\s"'<>]{1,400}))[^<>]{0,300}>([\s\S]{0,400}?)<\/a>/gi;
const HEADING = /<(title|h1|h2)\b[^<>]{0,200}>([\s\S]{0,400}?)<\/\1>/gi;

const plainText = (html: string): string =>
  html
    .replace(/<[^<>]{0,400}>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&nbsp;', ' ')
    .trim();

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Link = { path: string; name: string; isSort: boolean; text: string };

function readLinks(html: string, folder: URL): Link[] | null {
  const links: Link[] = [];
  for (const [, double, single, bare, inside = ''] of html.matchAll(LINK)) {
    const reference = (double ?? single ?? bare ?? '').replaceAll('&amp;', '&');
    if (!URL.canParse(reference, folder)) return null;
    const url = new URL(reference, folder);
    if (url.origin !== folder.origin) return null;
    const path = decoded(url.pathname);
    const name = decoded(url.pathname.replace(/\/$/, '')).split('/').at(-1) ?? '';
    links.push({ path, name, isSort: url.pathname === folder.pathname, text: plainText(inside) });
    if (links.length >= MAX_LINKS) break;
  }
  return links;
}

/**
 * What every server's list of a folder has, in whatever language: it is found at the folder's own address, links to
 * nothing but what lies right in it and to the folders above, calls what lies in it by its name, and either names the
 * folder's path in its heading or holds nothing but those links. Pages that people make have other links and other texts.
 */
function listsItself(exchange: Exchange, html: string): string | null {
  const folder = new URL(exchange.request.url);
  const own = decoded(folder.pathname);
  if (!own.endsWith('/') || folder.search !== '') return null;
  const links = readLinks(html, folder);
  if (!links) return null;
  const inside = links.filter(({ path }) => path.startsWith(own) && path !== own);
  const isOnlyFolder = links.every(
    ({ path }) => path === own || path.startsWith(own) || own.startsWith(path),
  );
  const isDirect = inside.every(({ path }) => !path.slice(own.length).replace(/\/$/, '').includes('/'));
  const isNamed = inside.every(({ name, text }) => {
    const shown = text.replace(/\/$/, '');
    const cut = /^(.{8,})(?:\.\.>?|\.\.&gt;|…)$/.exec(shown)?.[1];
    return cut === undefined ? shown.startsWith(name) : name.startsWith(cut);
  });
  const [first] = inside;
  if (!first || !isOnlyFolder || !isDirect || !isNamed) return null;
  const headings = [...html.matchAll(HEADING)].map(([, , text = '']) => plainText(text).replace(/\s+/g, ''));
  const bare = own.replace(/\/$/, '').replace(/\s+/g, '');
  const isTitled = bare !== '' && headings.some((heading) => heading.includes(bare));
  const rest = plainText(html.replace(LINK, '')).replace(/[\s.|]+/g, '');
  return isTitled || (rest === '' && headings.length === 0) ? first.name : null;
}

/** The words that show that a response lists a folder or a bucket; null when it does not. */
export function findListing(exchange: Exchange): string | null {
  if (exchange.response.status !== 200) return null;
  const text = decodedBodyText(exchange);
  const type = headerValue(exchange.response.headers, 'content-type') ?? '';
  const known = [...LISTINGS, ...(/xml/i.test(type) ? BUCKETS : [])]
    .map((pattern) => pattern.exec(text))
    .find((match) => match !== null);
  if (known) return known[0];
  return /html|^$/i.test(type) ? listsItself(exchange, text) : null;
}
