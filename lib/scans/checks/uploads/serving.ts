import { parse } from 'parse5';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { headerPolicies } from '../headers/header-policies';
import { isElement, walk } from '../probing/html-walk';
import { predictRendering } from '../probing/rendering';

export const servedType = ({ response }: Exchange): string =>
  (headerValue(response.headers, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export const isDownload = ({ response }: Exchange): boolean =>
  /^\s*attachment/i.test(headerValue(response.headers, 'content-disposition') ?? '');

/** Whether a policy of the answer stops every script in it: a sandbox without scripts, or no source at all for them. */
function isDisarmed(exchange: Exchange): boolean {
  return headerPolicies(exchange).some((policy) => {
    const directives = policy.split(';').map((part) => part.trim().toLowerCase().split(/\s+/));
    const splitType = (name: string) => directives.find(([first]) => first === name)?.slice(1);
    const sandbox = splitType('sandbox');
    const sources = splitType('script-src-elem') ?? splitType('script-src') ?? splitType('default-src');
    return (
      (sandbox !== undefined && !sandbox.includes('allow-scripts')) ||
      (sources !== undefined && (sources.length === 0 || sources.join(' ') === "'none'"))
    );
  });
}

/** Whether any node of an HTML page is this element, outside of templates. */
export function hasElement(html: string, element: string): boolean {
  if (!html.toLowerCase().includes(`<${element}`)) return false;
  for (const [node, around] of walk(parse(html)))
    if (isElement(node) && node.tagName === element && !around.includes('template')) return true;
  return false;
}

/** How a browser that opens the file shows its markup: as a document of this origin that may run scripts, or not at all. */
export function shownAs(exchange: Exchange, element: string): 'html' | 'xml' | null {
  if (isDownload(exchange) || isDisarmed(exchange)) return null;
  const text = decodedBodyText(exchange);
  const rendering = predictRendering(exchange.response, text);
  if (rendering === 'html') return hasElement(text, element) ? 'html' : null;
  return rendering === 'xml' && text.includes(`<${element} xmlns=`) ? 'xml' : null;
}
