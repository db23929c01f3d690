import { type ControlWords, readControlWords, SILENT } from '../../danger/control-words';
import { type Element, getAttribute } from '../page-elements';

/** A reference as written, and what the control says that leads there. */
export type PageLink = { href: string; control: ControlWords };

const URL_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  iframe: ['src'],
  frame: ['src'],
  script: ['src'],
  embed: ['src'],
  object: ['data'],
  link: ['href'],
};
/** Beyond these a page is no page but a trap. */
export const MAX_LINKS = 3_000;

const REFRESH_URL = /^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*['"]?([^'"]+)/i;

/** The references of a page, one more than `MAX_LINKS` at the most. @param byId for controls that other elements name */
export function listLinks(elements: readonly Element[], byId: ReadonlyMap<string, Element>): PageLink[] {
  const links: PageLink[] = [];
  for (const element of elements) {
    for (const name of URL_ATTRIBUTES[element.tagName] ?? []) {
      const href = getAttribute(element, name);
      if (!href) continue;
      const isPressed = element.tagName === 'a' || element.tagName === 'area';
      // One more than the limit tells that there were more.
      if (links.length <= MAX_LINKS)
        links.push({ href, control: isPressed ? readControlWords(element, byId) : SILENT });
    }
    if (element.tagName === 'meta' && getAttribute(element, 'http-equiv')?.toLowerCase() === 'refresh') {
      const href = REFRESH_URL.exec(getAttribute(element, 'content') ?? '')?.[1];
      if (href) links.push({ href, control: SILENT });
    }
  }
  return links;
}
