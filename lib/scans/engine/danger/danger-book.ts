import type { HtmlPage } from '../crawl/html-page';
import { canonicalUrl, isScriptFile, pageKind, resolveInScope } from '../crawl/scope-url';
import { scriptReferences } from '../crawl/script-urls';
import { isSilent } from './control-words';
import { isDangerousButton, isDangerousLink } from './danger';

/** Dangerous requests seen so far, so that other ways to the same place are closed as well. */
export class DangerBook {
  private readonly urls = new Set<string>();
  private readonly kinds = new Set<string>();

  /** @param url a canonical URL */
  note(url: string): void {
    this.urls.add(url);
    this.kinds.add(pageKind(new URL(url)));
  }

  /** Whether this very request was called dangerous somewhere. */
  has(url: string): boolean {
    return this.urls.has(url);
  }

  /** Whether a request of this kind was: the same page for another row, the same parameters. */
  hasKind(url: string): boolean {
    return this.kinds.has(pageKind(new URL(url)));
  }
}

/**
 * The dangerous addresses that a page offers. `isRequest` is false where opening the address by itself does no harm:
 * the page's own address and the home page behind a script, or an address that is sent another method than GET.
 */
export function listDangers(
  page: HtmlPage,
  pageUrl: string,
  origin: string,
): { url: URL; isRequest: boolean }[] {
  const own = new Set([canonicalUrl(new URL(pageUrl)), `${origin}/`]);
  const found: { url: URL; isRequest: boolean }[] = [];
  for (const { href, control } of page.links) {
    const url = resolveInScope(href, page.baseUrl, origin);
    if (!url || /^\s*#/.test(href) || !isDangerousLink(url.href, control)) continue;
    if (isScriptFile(url) && isSilent(control)) continue;
    found.push({ url, isRequest: !own.has(canonicalUrl(url)) && !control.isOtherMethod });
  }
  for (const control of page.pressed.filter(isDangerousButton)) {
    for (const { reference } of control.handlers.flatMap((handler) => scriptReferences(handler))) {
      const url = resolveInScope(reference, page.baseUrl, origin);
      if (!url) continue;
      // The page that is shown afterwards is named in such scripts too: only what names a row or an action is meant.
      const isSpecific = url.search !== '' || /\d/.test(url.pathname);
      found.push({ url, isRequest: isSpecific && !own.has(canonicalUrl(url)) });
    }
  }
  return found;
}
