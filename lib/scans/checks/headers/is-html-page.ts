import { type Exchange, headerValue } from '@/lib/http/exchange';

/** Whether a browser would show this answer as a page of the site: only there do page headers protect anything. */
export function isHtmlPage({ response }: Exchange): boolean {
  const type = headerValue(response.headers, 'content-type') ?? '';
  return (
    response.status >= 200 &&
    response.status < 300 &&
    /^\s*(?:text\/html|application\/xhtml\+xml)/i.test(type)
  );
}
