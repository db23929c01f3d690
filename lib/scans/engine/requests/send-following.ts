import type { Exchange } from '@/lib/http/exchange';
import { redirectTarget } from '@/lib/http/follow-redirects';
import type { Retriever, RetrieverRequest } from './retriever';

const MAX_REDIRECTS = 5;

/**
 * Sends and follows redirects with GET, as a browser does after a form; each step passes the retriever's scope again.
 * Cookies of the answers are kept, unless the request goes without a session.
 * @returns the last answer; one that redirects out of the scope is the last one; null as `Retriever.send`
 */
export async function sendFollowing(
  retriever: Retriever,
  request: Omit<RetrieverRequest, 'keepsCookies'>,
): Promise<Exchange | null> {
  const withSession = request.withSession !== false;
  let exchange = await retriever.send({ ...request, withSession, keepsCookies: withSession });
  for (let step = 0; exchange && step < MAX_REDIRECTS; step++) {
    const target = redirectTarget(exchange);
    if (target) target.hash = '';
    if (!target || !retriever.isAllowed(target.href)) return exchange;
    exchange = await retriever.send({
      method: 'GET',
      url: target.href,
      withSession,
      keepsCookies: withSession,
    });
  }
  return exchange;
}
