import type { Exchange, RawHeader } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from '@/lib/scans/checks/check';
import { capturedPage } from './captured-page';

async function fetchPage(
  origin: string,
  path: string,
  headers: readonly RawHeader[] = [],
): Promise<Exchange> {
  const sent = headers
    .filter(([, value]) => value !== '')
    .map(([name, value]): [string, string] => [name, value]);
  const response = await fetch(origin + path, { headers: sent, redirect: 'manual' });
  const page = capturedPage({ url: origin + path, status: response.status, body: await response.text() });
  return { ...page, response: { ...page.response, headers: [...response.headers] } };
}

/** Runs a site check over real HTTP; `paths`: what the crawl captured. */
export async function runSiteCheck(check: SiteCheck, origin: string, paths: readonly string[]) {
  const captured = await Promise.all(paths.map((path) => fetchPage(origin, path)));
  let marks = 0;
  let requests = 0;
  const context: SiteContext = {
    origin,
    scopePath: '/',
    mark: () => `pf7k2${(marks++).toString(36).padStart(4, 'a')}z`,
    fetchPath: (path, headers) => {
      requests += 1;
      return fetchPage(origin, path, headers);
    },
    looksLikeMissing: ({ response }) => response.status === 404,
    inspectTls: async () => null,
    exchanges: () => captured,
  };
  const findings = await check.run(context);
  return { findings, requests };
}
