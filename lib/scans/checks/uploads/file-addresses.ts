import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { ChangedResponse } from '../check';
import { resolveAddress } from '../probing/resolve-address';

/** An address in quotes, in brackets of CSS, or behind a colon of JSON; `\/` is how JSON writes a slash. */
const QUOTED = /["'(]((?:https?:)?[\w\\/.%~!$&*+,;:@=-]{1,400}(?:\?[^"'()<>\s]{0,200})?)["')]/g;
const MAX_BODY = 200_000;
const MAX_ADDRESSES = 8;
const FOLDERS = [
  'files',
  'uploads',
  'upload',
  'uploadfiles',
  'media',
  'images',
  'img',
  'attachments',
  'documents',
  'static/uploads',
  'public/uploads',
  'userfiles',
];

const unescaped = (text: string): string =>
  text.replaceAll('\\/', '/').replaceAll('&amp;', '&').replaceAll('&#x2F;', '/');

const LOOKS_LIKE_ADDRESS = /^(?:https?:)?\/|^\.{0,2}\/|\/|\.[a-z\d]{1,6}$/i;

function addressesIn(exchange: Exchange): string[] {
  const text = decodedBodyText(exchange).slice(0, MAX_BODY);
  const location = headerValue(exchange.response.headers, 'location');
  const found = [...text.matchAll(QUOTED)].map(([, address = '']) => unescaped(address));
  return [...(location === null ? [] : [location]), ...found.filter((one) => LOOKS_LIKE_ADDRESS.test(one))];
}

/** An address that stands in the text of an answer and ends in the name of the file: `../../uploads/x.png saved`. */
function printedAddresses(exchange: Exchange, mark: string): string[] {
  const text = unescaped(decodedBodyText(exchange).slice(0, MAX_BODY));
  const printed = new RegExp(
    `(?:^|[\\s>])((?:https?:)?[\\w./%~-]{0,300}/[\\w.%~-]{0,100}${mark}[\\w.%;~-]{0,100})`,
    'g',
  );
  return [...text.matchAll(printed)].map(([, address = '']) => address);
}

/**
 * Addresses that the response and the pages after it name: first those with the mark of the file in them, then those of
 * the response alone, for a site may give names of its own.
 * @param before what was named when nothing had been sent
 */
export function namedAddresses(
  { exchange: response, pages }: Pick<ChangedResponse, 'exchange' | 'pages'>,
  { mark, origin, before }: { mark: string; origin: string; before: ReadonlySet<string> },
): string[] {
  const named = [response, ...pages].flatMap((exchange) =>
    [...addressesIn(exchange), ...printedAddresses(exchange, mark)].map((address) => ({
      url: resolveAddress(address, exchange.request.url),
      isResponse: exchange === response,
    })),
  );
  const own = named.filter(({ url }) => url?.origin === origin);
  const marked = own.filter(({ url }) => url?.href.includes(mark));
  const fresh = own.filter(({ url, isResponse }) => isResponse && !before.has(url?.href ?? ''));
  const all = [...marked, ...fresh].map(({ url }) => url?.href ?? '');
  return [...new Set(all)].slice(0, MAX_ADDRESSES);
}

/** All addresses of pages, to tell what a later response names first. */
export const knownAddresses = (pages: readonly Exchange[]): Set<string> =>
  new Set(
    pages.flatMap((page) =>
      addressesIn(page).map((address) => resolveAddress(address, page.request.url)?.href ?? ''),
    ),
  );

/** Where files of that name often are: folders below the form's address, beside it, and at the root. */
export function guessedAddresses(formUrl: string, storedName: string): string[] {
  const { origin, pathname } = new URL(formUrl);
  const bases = new Set([
    `${pathname.replace(/\/$/, '')}/`,
    pathname.slice(0, pathname.lastIndexOf('/') + 1),
    '/',
  ]);
  const name = encodeURIComponent(storedName);
  return [...bases].flatMap((base) => FOLDERS.map((folder) => `${origin}${base}${folder}/${name}`));
}

/** The folder of an address, with a slash at its end. */
export const fileFolder = (url: string): string => new URL('.', url).href;
