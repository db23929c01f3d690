import type { Exchange } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from '../checks/check';
import type { CheckRunDeps } from './check-run-deps';
import { isDangerousLink } from './danger/danger';

/** The way of one site check to the site. @param onError told of each answer that is an error page */
export function openSite(
  check: Pick<SiteCheck, 'id'>,
  { retriever, missing, inspectTls, exchanges, mark, mayFetch }: CheckRunDeps,
  onError: (exchange: Exchange) => Promise<void>,
): SiteContext {
  return {
    origin: retriever.origin,
    scopePath: retriever.scopePath,
    mark,
    fetchPath: async (path, headers = []) => {
      const url = new URL(`${retriever.origin}${path}`).href;
      const isClosed = isDangerousLink(url) || mayFetch?.(check.id, path) === false;
      const exchange = isClosed ? null : await retriever.send({ method: 'GET', url, headers });
      if (exchange && exchange.response.status >= 400) await onError(exchange);
      return exchange;
    },
    looksLikeMissing: (exchange) => missing.looksLikeMissing(exchange),
    inspectTls,
    exchanges: () => exchanges,
  };
}
