import { type Exchange, headerValue } from '@/lib/http/exchange';
import { redirectTarget } from '@/lib/http/follow-redirects';
import type { RequestTemplate } from '../check';

/** `zh`, `en-US`: a choice of language is kept for the visitor's own convenience. */
const LANGUAGE = /^[a-z]{2,3}(?:[-_][a-z\d]{2,4})?$/i;
const LANGUAGE_NAME = /^(?:l|lang|language|locale|hl|yuyan)$/i;
const NO_SUCCESS = /log-?in|log-?on|sign-?in|error|denied|forbidden|fail|expired|blocked/i;

/**
 * Whether the answer to a link that says it changes something is that of a change: it leads to a page of the site that
 * names nothing of what was sent, and sets no cookie, which would keep the change in this browser alone.
 */
export function changesSomething({ url }: RequestTemplate, response: Exchange): boolean {
  const { origin, searchParams } = new URL(url);
  const sent = [...searchParams];
  const isLanguage = sent.every(([name, value]) => LANGUAGE_NAME.test(name) && LANGUAGE.test(value));
  const target = redirectTarget(response);
  const { status, headers } = response.response;
  return (
    !isLanguage &&
    (status === 302 || status === 303) &&
    target?.origin === origin &&
    !NO_SUCCESS.test(target.pathname + target.search) &&
    !sent.some(([, value]) => value !== '' && target.href.includes(encodeURIComponent(value))) &&
    headerValue(headers, 'set-cookie') === null
  );
}
