import { parse } from 'parse5';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { headerValue } from '@/lib/http/exchange';
import type { RequestContext, RequestTemplate } from '../check';
import { isElement, readAttribute, walk } from '../probing/html-walk';
import { resolveAddress } from '../probing/resolve-address';
import type { FormSecret } from './form-secrets';

/** Fields of a page by name; the first of a name counts. */
function listFields(html: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [node] of walk(parse(html))) {
    const name = isElement(node) && node.tagName === 'input' ? readAttribute(node, 'name') : null;
    const value = name !== null && isElement(node) ? readAttribute(node, 'value') : null;
    if (name !== null && value && !fields.has(name)) fields.set(name, value);
  }
  return fields;
}

/**
 * The tokens that the site gives to somebody without a session, under the names that the form has for them: on the page
 * of the form, or where it sends a stranger to sign in. Whoever forges a request can fetch the same.
 */
export async function givenSecrets(
  secrets: readonly FormSecret[],
  { pageUrl }: RequestTemplate,
  context: RequestContext,
): Promise<Map<string, string>> {
  const first = pageUrl === undefined ? null : await context.open(pageUrl, true);
  const location = first && headerValue(first.response.headers, 'location');
  const next = first && location ? resolveAddress(location, first.request.url)?.href : undefined;
  const page = next === undefined ? first : await context.open(next, true);
  const fields = page ? listFields(decodedBodyText(page)) : new Map<string, string>();
  const names = secrets.map(({ name }) => name);
  return new Map([...fields].filter(([name]) => names.includes(name)));
}
