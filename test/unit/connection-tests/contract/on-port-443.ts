import type { Outbound } from '@/lib/http/exchange';

/**
 * A way out to a server on loopback as if it listened on port 443, which nobody may open here: another port alone is
 * worth a warning. Everything else is the real guard's.
 */
export function onPort443(outbound: Outbound, port: number): Outbound {
  const inside = (url: string) => url.replace('//localhost/', `//localhost:${port}/`);
  const outside = (url: string) => url.replace(`//localhost:${port}/`, '//localhost/');
  return {
    send: async (request) => {
      const result = await outbound.send({ ...request, url: inside(request.url) });
      if (!result.ok) {
        const { failure } = result;
        return { ok: false, failure: { ...failure, url: outside(failure.url) } };
      }
      const { exchange } = result;
      const { request: sent } = exchange;
      return { ok: true, exchange: { ...exchange, request: { ...sent, url: outside(sent.url) } } };
    },
  };
}
