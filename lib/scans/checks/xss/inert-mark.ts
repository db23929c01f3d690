import { parse } from 'parse5';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InertTrial, InsertionPoint, ProbeContext } from '../check';
import { isElement, walk } from '../probing/html-walk';
import { predictRendering } from '../probing/rendering';

export type InertProof = { exchange: Exchange; text: string; element: string };

/** The page on which the mark's element is an element: where one can be made, one with a handler can. */
function pageWithElement({ pages, element }: InertTrial): Exchange | undefined {
  return pages.find((page) => {
    const text = decodedBodyText(page);
    if (!text.toLowerCase().includes(`<${element}`) || predictRendering(page.response, text) !== 'html')
      return false;
    for (const [node, around] of walk(parse(text)))
      if (isElement(node) && node.tagName === element && !around.includes('template')) return true;
    return false;
  });
}

/** Cross-site scripting in a place that saves, shown without any script: an unknown element in two rounds of marks. */
export async function proveByInertMark(
  point: InsertionPoint,
  context: ProbeContext,
): Promise<InertProof | null> {
  const first = await context.inert(point, 1);
  const exchange = first && pageWithElement(first);
  if (!exchange) return null;
  const second = await context.inert(point, 2);
  if (!second || !pageWithElement(second)) return null;
  return { exchange, text: first.text, element: first.element };
}
