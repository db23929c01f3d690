import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { ChangedResponse, RequestContext } from '../check';

/** A mark that a page shows which was asked for without it. */
export type KeptMark = { name: string; mark: string; page: Exchange };

const holds = (exchange: Exchange, mark: string): boolean =>
  decodedBodyText(exchange).toLowerCase().includes(mark.toLowerCase());

/** The first mark that a page shows, and shows again: what is said only once was a notice and is not kept. */
export async function keptMark(
  { pages, marks }: Pick<ChangedResponse, 'pages' | 'marks'>,
  context: RequestContext,
): Promise<KeptMark | null> {
  for (const { name, mark } of marks) {
    const page = pages.find((one) => !one.request.url.includes(mark) && holds(one, mark));
    const again = page && (await context.open(page.request.url));
    if (page && again && holds(again, mark)) return { name, mark, page };
  }
  return null;
}
