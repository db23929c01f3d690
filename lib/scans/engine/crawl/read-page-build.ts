import type { PageBuild } from './crawl-frontier';
import type { HtmlPage } from './html-page';

/**
 * What a page is built of, and whether it takes values.
 * @param isFirst whether no page before sent what it sends: a form that other pages have, too, says nothing about this one
 */
export function readPageBuild(
  { forms, skeleton, shape }: HtmlPage,
  url: string,
  isFirst: boolean,
): PageBuild {
  const fieldNames = forms.flatMap((form) => form.fields.map((field) => field.name)).join(' ');
  const { pathname } = new URL(url);
  const isToItself = forms.some(({ action }) => new URL(action).pathname === pathname);
  return {
    skeleton: `${skeleton}|${fieldNames}`,
    shape: `${shape}|${fieldNames}`,
    hasInputs: isFirst || url.includes('?') || isToItself,
  };
}
