import { type DefaultTreeAdapterTypes, parse } from 'parse5';

const UNSEEN = new Set(['head', 'script', 'style', 'noscript', 'template']);

/** The words of a page as a person sees them, on one line; of something that is no page, its text. */
export function visibleText(html: string): string {
  const words: string[] = [];
  const stack: DefaultTreeAdapterTypes.Node[] = [parse(html)];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (UNSEEN.has(node.nodeName)) continue;
    if (node.nodeName === '#text' && 'value' in node) words.push(node.value);
    if ('childNodes' in node) stack.push(...[...node.childNodes].reverse());
  }
  return words.join(' ').replace(/\s+/g, ' ').trim();
}
