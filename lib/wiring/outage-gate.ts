import type { IncomingMessage, ServerResponse } from 'node:http';
import { RETRY_AFTER_SECONDS } from '@/lib/core/errors';
import { localeOfHeaders } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

/** So long an answer of the database counts: under load hardly any page asks. */
const FRESH_MS = 250;

/**
 * Stands in front of the pages: while the database is away none can be drawn, and each would fail in its own way.
 * Files need no database; routes and actions say it themselves, in the form that whoever called them reads.
 * @param files addresses at which files are served
 * @param now milliseconds that only ever grow
 * @returns a function that tells whether a request may go on; if not, it is answered already
 */
export function outageGate(
  isReachable: () => Promise<boolean>,
  files: ReadonlySet<string>,
  now: () => number,
) {
  let answeredAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<boolean> | null = null;
  const ask = async (): Promise<boolean> => {
    const is = await isReachable();
    if (is) answeredAt = now();
    asking = null;
    return is;
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (!isPage(request, files) || now() - answeredAt < FRESH_MS) return true;
    asking ??= ask();
    if (await asking) return true;
    answerUnavailable(request, response);
    return false;
  };
}

function isPage({ method, url = '/' }: IncomingMessage, files: ReadonlySet<string>): boolean {
  const [path = ''] = url.split('?', 1);
  return (method === 'GET' || method === 'HEAD') && !files.has(path) && !/^\/(api|_next)\//.test(path);
}

/** A page without anything of Next's, which loads itself again. */
function answerUnavailable({ headers }: IncomingMessage, response: ServerResponse): void {
  const locale = localeOfHeaders(headers.cookie, headers['accept-language']);
  const t = translator(locale);
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': RETRY_AFTER_SECONDS,
    Refresh: RETRY_AFTER_SECONDS,
  });
  response.end(`<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${t('outage.title')}</title>
<main>
<h1>${t('outage.title')}</h1>
<p>${t('outage.why')}</p>
<p><a href="">${t('outage.retry')}</a></p>
</main>
</html>
`);
}
