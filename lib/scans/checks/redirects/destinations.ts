import { parse } from 'parse5';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { type HtmlElement, isElement, isScript, readAttribute, walk } from '../probing/html-walk';
import { predictRendering } from '../probing/rendering';
import { resolveAddress } from '../probing/resolve-address';
import { FIRST_FORM } from './script-owner';
import { scriptEffects } from './script-redirects';
import { elementValue, type PageElements } from './script-value';

type RedirectSink = 'location-header' | 'refresh-header' | 'meta-refresh' | 'script';
export type Destination = { sink: RedirectSink; address: string };

/** Words without which no page leads away by itself. */
const LEADS_AWAY = /refresh|location|click|open|navigat|eval|setTimeout|setInterval|Function|write|submit/i;
const MAX_WRITTEN = 2;

/** The address of a Refresh header or element (HTML standard, "shared declarative refresh steps"); null when it only reloads. */
export function refreshAddress(content: string): string | null {
  const [, rest = ''] = /^[\d.]+([;,\s].*)$/s.exec(content.trim()) ?? [];
  const address = rest
    .trim()
    .replace(/^[;,]\s*/, '')
    .replace(/^url\s*=\s*/i, '');
  if (address === '') return null;
  const quote = address[0];
  if (quote !== '"' && quote !== "'") return address;
  const end = address.indexOf(quote, 1);
  return address.slice(1, end === -1 ? undefined : end);
}

/** Elements whose `onload` runs as soon as the page is there. */
const LOADED = new Set(['body', 'frameset', 'svg', 'img', 'iframe']);

const readCode = (element: HtmlElement): string =>
  isScript(element)
    ? element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
    : LOADED.has(element.tagName)
      ? (readAttribute(element, 'onload') ?? '')
      : '';

/** The address of a form that a script submits, or of a link that it presses, as the page writes it. */
function submittedAction(key: string, elements: readonly HtmlElement[]): string | null {
  const forms = elements.filter(({ tagName }) => tagName === 'form');
  const isNamed = (element: HtmlElement) =>
    ['id', 'name'].some((name) => `#${readAttribute(element, name) ?? ''}` === key);
  const form = key === FIRST_FORM ? forms[0] : forms.find(isNamed);
  if (form) return readAttribute(form, 'action');
  const link = elements.find((element) => element.tagName === 'a' && isNamed(element));
  return link && !/^_blank$/i.test(readAttribute(link, 'target') ?? '') ? readAttribute(link, 'href') : null;
}

const MAX_NAMED = 500;

/** Elements that a script can look up by their id. */
const namedElements = (elements: readonly HtmlElement[]): PageElements =>
  new Map(
    elements
      .flatMap((element) => {
        const id = readAttribute(element, 'id');
        return id ? [[`#${id}`, elementValue(element.attrs)] as const] : [];
      })
      .slice(0, MAX_NAMED),
  );

function elementDestinations(
  element: HtmlElement,
  { elements, named }: { elements: readonly HtmlElement[]; named: PageElements },
  nesting: number,
): Destination[] {
  if (
    element.tagName === 'meta' &&
    readAttribute(element, 'http-equiv')?.trim().toLowerCase() === 'refresh'
  ) {
    const address = refreshAddress(readAttribute(element, 'content') ?? '');
    return address === null ? [] : [{ sink: 'meta-refresh', address }];
  }
  const { addresses, written, submitted } = scriptEffects(readCode(element), named);
  const actions = submitted.flatMap((key) => submittedAction(key, elements) ?? []);
  return [
    ...[...addresses, ...actions].map((address): Destination => ({ sink: 'script', address })),
    ...written.flatMap((html) => pageDestinations(html, nesting + 1)),
  ];
}

/** Where the elements of a page lead, also those that its scripts write into it. */
function pageDestinations(html: string, nesting: number): Destination[] {
  if (nesting > MAX_WRITTEN || !LEADS_AWAY.test(html)) return [];
  const nodes = [...walk(parse(html))].filter(([, around]) => !around.includes('template'));
  const elements = nodes.flatMap(([node]) => (isElement(node) ? [node] : []));
  const page = { elements, named: namedElements(elements) };
  return elements.flatMap((element) => elementDestinations(element, page, nesting));
}

/** Every place to which a browser would go on from this answer without a visitor's doing. */
export function listDestinations(exchange: Exchange): Destination[] {
  const { response } = exchange;
  const location = headerValue(response.headers, 'location');
  if (response.status >= 300 && response.status < 400 && location !== null)
    return [{ sink: 'location-header', address: location }];
  const refresh = refreshAddress(headerValue(response.headers, 'refresh') ?? '');
  const fromHeader: Destination[] = refresh === null ? [] : [{ sink: 'refresh-header', address: refresh }];
  const text = decodedBodyText(exchange);
  return predictRendering(response, text) === 'html'
    ? [...fromHeader, ...pageDestinations(text, 0)]
    : fromHeader;
}

/** Stands in many an address by chance. */
const COMMON = /^(?:.?|\d{1,3})$/;

/** The places to which an answer leads because of a value: their address repeats it, as it is or decoded. */
export function destinationsBy(exchange: Exchange, value: string): Destination[] {
  if (COMMON.test(value)) return [];
  const isBy = (address: string) => [value, decoded(value)].some((one) => standsApart(one, address));
  return listDestinations(exchange).filter(({ address }) => isBy(address) || isBy(decoded(address)));
}

function standsApart(text: string, address: string): boolean {
  const [before = '', behind] = address.split(text, 2);
  return behind !== undefined && !/[a-z\d]$/i.test(before) && !/^[a-z\d]/i.test(behind);
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Whether a browser that follows the address from `base` arrives at `host` or a name below it. */
export function leadsTo(address: string, base: string, host: string): boolean {
  const url = resolveAddress(address, base);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return url.hostname === host || url.hostname.endsWith(`.${host}`);
}
