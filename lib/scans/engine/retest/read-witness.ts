import type { Exchange } from '@/lib/http/exchange';
import { redirectTarget } from '@/lib/http/follow-redirects';
import type { Check, InsertionPoint } from '../../checks/check';
import type { RetestTarget } from '../../rules/retest';
import type { Crawler } from '../crawl/crawler';
import { canonicalUrl } from '../crawl/scope-url';
import type { Prober } from '../places/probe-context';
import type { Retriever } from '../requests/retriever';
import { sendFollowing } from '../requests/send-following';
import { listRetestPages } from './retest-pages';

export type WitnessDeps = { crawler: Crawler; prober: Prober; retriever: Retriever; rootUrl: string };

/**
 * The untouched answer at the place of a finding, where it leads: it shows whether the place is there for the scan as it
 * was. For what a check looks for all over the site it is the site's first page.
 */
export async function readWitness(
  target: RetestTarget,
  kind: Check['kind'],
  point: InsertionPoint | undefined,
  { crawler, prober, retriever, rootUrl }: WitnessDeps,
): Promise<Exchange | null> {
  const captured = (url: string) =>
    crawler.exchanges.find(
      ({ request }) => request.method === 'GET' && request.url === canonicalUrl(new URL(url)),
    );
  const pages = kind === 'site' ? [rootUrl] : listRetestPages(target, kind);
  let witness = pages.map(captured).find((one) => one !== undefined) ?? null;
  if (!witness && point?.effect === 'READS') witness = await prober.baseline(point);
  if (!witness && kind !== 'active') witness = captured(rootUrl) ?? null;
  const next = witness && redirectTarget(witness);
  const url = next?.origin === retriever.origin ? crawler.scope.admit(next.href, next.href) : null;
  return (url && (await sendFollowing(retriever, { method: 'GET', url }))) || witness;
}
