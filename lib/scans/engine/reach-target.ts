import { redirectTarget } from '@/lib/http/follow-redirects';
import type { ReadPage } from './crawl/read-page';
import { authenticationWall } from './login/authentication-wall';
import type { Retriever } from './requests/retriever';

/**
 * The first request: is anybody there, and does the same host send plain http on to https? Stops the scan when not.
 * @returns the https origin that the scan has to move to; null when it stays
 */
export async function reachTarget(
  planned: string,
  hasLogin: boolean,
  retriever: Retriever,
  readPage: ReadPage,
): Promise<string | null> {
  const exchange = await retriever.send({ method: 'GET', url: retriever.canaryUrl, keepsCookies: true });
  if (!exchange) {
    const failure = retriever.lastFailure;
    retriever.stop('TARGET_UNREACHABLE', { code: failure?.code ?? '', seen: failure?.seen ?? '' });
    return null;
  }
  const wall = await authenticationWall(exchange, hasLogin, readPage);
  if (wall) retriever.stop(wall.code, wall.values);
  const target = redirectTarget(exchange);
  const origin = new URL(planned);
  if (!target || target.origin === origin.origin) return null;
  const isUpgrade =
    target.protocol === 'https:' && origin.protocol === 'http:' && target.hostname === origin.hostname;
  if (isUpgrade) return target.origin;
  retriever.stop('NOTHING_SEEN', { status: exchange.response.status, location: target.origin });
  return null;
}
