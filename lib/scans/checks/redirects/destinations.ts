import { parse } from 'parse5';
import { bodyText } from '@/lib/http/body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { attributeOf, type HtmlElement, isElement, isScript, walk } from '../probing/html-walk';
import { renderingOf } from '../probing/rendering';
import { resolveAddress } from '../probing/resolve-address';
import { scriptRedirects } from './script-redirects';

type RedirectSink = 'location-header' | 'refresh-header' | 'meta-refresh' | 'script';
export type Destination = { sink: RedirectSink; address: string };

/** The address of a Refresh header or element (HTML standard, "shared declarative refresh steps"); null when it only reloads. */
export function refreshAddress(content: string): string | null {
  const rest = /^\s*[\d.]+\s*[;,\s]\s*(.+)$/s.exec(content)?.[1];
  if (rest === undefined) return null;
  const address = rest.replace(/^url\s*=\s*/i, '').trim();
  const quote = address[0];
  if (quote !== '"' && quote !== "'") return address;
  const end = address.indexOf(quote, 1);
  return address.slice(1, end === -1 ? undefined : end);
}

function elementDestinations(element: HtmlElement): Destination[] {
  if (element.tagName === 'meta' && attributeOf(element, 'http-equiv')?.trim().toLowerCase() === 'refresh') {
    const address = refreshAddress(attributeOf(element, 'content') ?? '');
    return address === null ? [] : [{ sink: 'meta-refresh', address }];
  }
  const code = isScript(element)
    ? element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
    : element.tagName === 'body'
      ? (attributeOf(element, 'onload') ?? '')
      : '';
  return scriptRedirects(code).map((address) => ({ sink: 'script', address }));
}

/** Every place to which a browser would go on from this answer without a visitor's doing. */
export function destinationsOf(exchange: Exchange): Destination[] {
  const { response } = exchange;
  const location = headerValue(response.headers, 'location');
  if (response.status >= 300 && response.status < 400 && location !== null)
    return [{ sink: 'location-header', address: location }];
  const refresh = refreshAddress(headerValue(response.headers, 'refresh') ?? '');
  const fromHeader: Destination[] = refresh === null ? [] : [{ sink: 'refresh-header', address: refresh }];
  const text = bodyText(exchange);
  if (renderingOf(response, text) !== 'html' || !/refresh|location/i.test(text)) return fromHeader;
  const elements = [...walk(parse(text))].filter(([, around]) => !around.includes('template'));
  return [...fromHeader, ...elements.flatMap(([node]) => (isElement(node) ? elementDestinations(node) : []))];
}

/** Whether a browser that follows the address from `base` arrives at `host` or a name below it. */
export function leadsTo(address: string, base: string, host: string): boolean {
  const url = resolveAddress(address, base);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return url.hostname === host || url.hostname.endsWith(`.${host}`);
}
