import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { RequestTemplate } from '../../checks/check';
import type { HtmlPage, PageForm } from '../crawl/html-page';
import type { ReadPage } from '../crawl/read-page';
import { ScanSession, type SessionCookie } from '../login/scan-session';
import { withValue } from '../requests/probe-request';

/** Fields that frameworks fill with a token: compared and refused, so a probe in them tests nothing but the comparison. */
export const TOKEN_FIELD =
  /csrf|xsrf|authenticity_token|__requestverificationtoken|__viewstate|__eventvalidation|^_token$|nonce|one.?time|form.?(?:token|key|build)/i;
const TOKEN_META = /<meta\b[^>]{0,300}>/gi;
const TOKEN_NAME = /csrf|xsrf|request.?verification/i;
/** The header in which each cookie or meta element of a framework is sent back. */
const HEADER_OF: readonly (readonly [RegExp, string])[] = [
  [/^xsrf-token$/i, 'X-XSRF-TOKEN'],
  [/^csrftoken$/i, 'X-CSRFToken'],
  [/requestverification/i, 'RequestVerificationToken'],
];

/** A place that the carrying page fills: a hidden field, a parameter of the form's address, a header. */
type Token = { location: 'FORM' | 'QUERY' | 'HEADER'; name: string; value: string };

const attribute = (tag: string, name: string): string | null =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i')
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined) ?? null;

const headerFor = (name: string): string =>
  HEADER_OF.find(([pattern]) => pattern.test(name))?.[1] ?? 'X-CSRF-Token';

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Tokens of a page's `meta` elements, in the header that the page names for them. */
function metaTokens(html: string): Token[] {
  const metas = (html.slice(0, 100_000).match(TOKEN_META) ?? []).map((tag) => ({
    name: attribute(tag, 'name') ?? '',
    value: attribute(tag, 'content') ?? '',
  }));
  const named = metas.find(({ name }) => /csrf.?header/i.test(name))?.value;
  return metas
    .filter(({ name, value }) => value !== '' && TOKEN_NAME.test(name) && !/header|param/i.test(name))
    .map(({ name, value }) => ({ location: 'HEADER', name: named ?? headerFor(name), value }));
}

const isSameForm = (form: PageForm, template: RequestTemplate): boolean => {
  const names = new Set(form.fields.map(({ name }) => name));
  const own = (template.form?.fields ?? []).filter(({ type }) => type !== 'hidden');
  return (
    form.method === template.method.toUpperCase() &&
    new URL(form.action).pathname === new URL(template.url).pathname &&
    own.every(({ name }) => names.has(name))
  );
};

export const formOn = (page: HtmlPage, template: RequestTemplate): PageForm | undefined =>
  page.forms.find((form) => isSameForm(form, template));

/** Every place of the request that the page fills again when it is read. */
export async function findFormTokens(
  page: Exchange,
  template: RequestTemplate,
  cookies: readonly SessionCookie[],
  readPage: ReadPage,
): Promise<Token[]> {
  const form = template.form ? formOn(await readPage(page), template) : undefined;
  const isPosted = template.method !== 'GET';
  const fields = form?.fields ?? [];
  // A token stands there once; of several values none can take the place of all.
  const isLone = (name: string) => fields.filter((other) => other.name === name).length === 1;
  const hidden = fields
    .filter(({ type, name }) => type === 'hidden' && isLone(name))
    .map(({ name, value }): Token => ({ location: isPosted ? 'FORM' : 'QUERY', name, value }));
  const address = form && isPosted ? [...new URL(form.action).searchParams] : [];
  const query = address.map(([name, value]): Token => ({ location: 'QUERY', name, value }));
  if (!isPosted) return hidden;
  const cookieTokens = cookies
    .filter(({ name }) => TOKEN_NAME.test(name))
    .map(({ name, value }): Token => ({ location: 'HEADER', name: headerFor(name), value: decoded(value) }));
  // The page's own word comes last and replaces the guess.
  return [...hidden, ...query, ...cookieTokens, ...metaTokens(decodedBodyText(page))];
}

/** The request with the values that the page holds now. */
export function withTokens(template: RequestTemplate, tokens: readonly Token[]): RequestTemplate {
  return tokens.reduce(
    (request, { location, name, value }) =>
      withValue(
        request,
        location === 'FORM' && request.body.kind === 'multipart' ? 'MULTIPART' : location,
        name,
        value,
      ),
    template,
  );
}

/** Names of the places whose value differs between two reads of the page. */
export function changedTokens(before: readonly Token[], after: readonly Token[]): string[] {
  return after
    .filter(({ location, name, value }) =>
      before.some((one) => one.location === location && one.name === name && one.value !== value),
    )
    .map(({ name }) => name);
}

/** The cookies that a stranger gets with a page, as the header that he sends them back in. */
export function strangerCookies(page: Exchange): string {
  const session = new ScanSession();
  session.absorb(page);
  return session.cookieHeader(page.request.url);
}

const EXPIRED =
  /(?:token|form|page|session|csrf|nonce)\b[^.<]{0,40}\b(?:expired|invalid|mismatch|missing|stale|not valid|already used)\b|(?:expired?|invalid|mismatch(?:ed)?|missing|stale)\b[^.<]{0,30}\b(?:token|form|session|csrf|nonce)|csrf (?:verification|check|token|validation)|forgery|please (?:re)?load (?:it|the (?:page|form))|page expired|(?:表单|页面|令牌|会话|请求|验证)[^。<]{0,12}(?:过期|失效|无效|超时|不正确|已使用)|重复提交|令牌(?:错误|缺失)/i;

/** Whether an answer says in words or by its status that the form was too old. */
export const soundsExpired = (exchange: Exchange): boolean =>
  exchange.response.status === 419 || EXPIRED.test(decodedBodyText(exchange).slice(0, 64_000));

export const isHtmlResponse = (exchange: Exchange): boolean =>
  /html|^$/i.test(headerValue(exchange.response.headers, 'content-type') ?? '');
