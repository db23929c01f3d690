import type { Request } from 'playwright-core';
import type { BrowserRequest } from './scan-browser';

const KINDS: Readonly<Record<string, BrowserRequest['kind']>> = {
  document: 'document',
  script: 'script',
  stylesheet: 'style',
  xhr: 'call',
  fetch: 'call',
};
/** What the browser says of itself is said by the scan instead. */
const OF_BROWSER =
  /^(?:cookie|host|user-agent|accept-(?:encoding|language)|connection|content-length|sec-.*|upgrade-insecure-requests|purpose|pragma|cache-control|:.*)$/i;

/** @param cause what the control says that was pressed before. @returns a request of a page as the engine sends it: without its fragment, with the headers that the page itself set. */
export function browserRequest(request: Request, cause: string): BrowserRequest {
  const url = request.url();
  const at = url.indexOf('#');
  return {
    kind: KINDS[request.resourceType()] ?? 'picture',
    method: request.method().toUpperCase(),
    url: at === -1 ? url : url.slice(0, at),
    headers: Object.entries(request.headers()).filter(([name]) => !OF_BROWSER.test(name)),
    body: new Uint8Array(request.postDataBuffer() ?? []),
    cause,
  };
}
