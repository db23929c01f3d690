import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue, headerValues } from '@/lib/http/exchange';
import type { LoginPlan } from '../../rules/plan';
import type { HtmlPage } from '../crawl/html-page';
import { resolveInScope } from '../crawl/scope-url';
import type { ScriptReference } from '../crawl/script-urls';
import { toRetrieverRequest } from '../requests/probe-request';
import type { Retriever } from '../requests/retriever';
import { sendFollowing } from '../requests/send-following';
import { chooseLoginCall } from './login-call';
import { chooseLoginForm, type LoginForm } from './login-form';
import type { LoginOutcome } from './login-outcome';
import type { LoginReader } from './login-reader';
import type { ScanSession } from './scan-session';
import { readSessionToken } from './session-token';

/** Script files of the login page that are read: bundles come first, what measures visitors last. */
const MAX_FILES = 12;

type FormLogin = Extract<LoginPlan, { mode: 'form' }>;
type Failure = Extract<LoginOutcome, { ok: false }>;
type Submitted = { ok: true; page: Exchange } | Failure;
type Way = { retriever: Retriever; session: ScanSession; reader: LoginReader };

const isHtml = (exchange: Exchange) =>
  /html/i.test(headerValue(exchange.response.headers, 'content-type') ?? '');

const failed = (code: Failure['code'], page: Exchange | null): Failure => ({
  ...{ ok: false, code, page },
  status: page?.response.status ?? 0,
});

/** Sends the form on the login page, and where that asks for the name alone, the one on the page behind it. */
export async function submitLogin(login: FormLogin, way: Way): Promise<Submitted> {
  const page = await sendFollowing(way.retriever, { method: 'GET', url: login.loginUrl });
  if (!page) return failed('LOGIN_PAGE_UNREACHABLE', null);
  const first = await submitOn(page, login, way);
  if (!first.ok || first.hasPassword) return first;
  const second = await submitOn(first.page, login, way);
  return second.ok && !second.hasPassword ? failed('LOGIN_FORM_NOT_FOUND', second.page) : second;
}

/** What signs in on a page: its form, or the call of its scripts where no form does so by itself. */
async function submitOn(
  exchange: Exchange,
  login: FormLogin,
  way: Way,
): Promise<{ ok: true; page: Exchange; hasPassword: boolean } | Failure> {
  const page = isHtml(exchange) ? await way.reader.readPage(exchange) : null;
  if (!page) return failed('LOGIN_FORM_NOT_FOUND', exchange);
  const choice = chooseLoginForm(page.forms, exchange.request.url);
  const isOfScripts = choice.ok ? isLeftToScripts(choice.form, page, exchange) : !choice.isAmbiguous;
  if (isOfScripts) return sendCall(exchange, page, login, way);
  if (!choice.ok) return failed('LOGIN_FORM_AMBIGUOUS', exchange);
  return sendForm(exchange, choice.form, login, way);
}

/** A password in the query of the page itself: no server asks for it, so the page's scripts send it in another way. */
function isLeftToScripts(
  { form, action, password }: LoginForm,
  page: HtmlPage,
  { request }: Exchange,
): boolean {
  const hasScripts = page.scripts.length > 0 || page.code.files.length > 0;
  const isOwn = new URL(action).pathname === new URL(request.url).pathname;
  return password !== null && form.method === 'GET' && isOwn && hasScripts;
}

async function sendForm(
  page: Exchange,
  { form, username, password, action, fields: all }: LoginForm,
  login: FormLogin,
  { retriever }: Way,
): Promise<{ ok: true; page: Exchange; hasPassword: boolean } | Failure> {
  if (!retriever.isAllowed(action)) return failed('LOGIN_FORM_NOT_FOUND', page);
  const fields = all.map((field): [string, string] => {
    if (field === username) return [field.name, login.username];
    return [field.name, field === password ? login.password : field.value];
  });
  const url = new URL(action);
  if (form.method === 'GET') for (const [name, value] of fields) url.searchParams.set(name, value);
  const exchange = await sendFollowing(
    retriever,
    toRetrieverRequest({
      method: form.method,
      url: url.href,
      headers: [
        ['Origin', url.origin],
        ['Referer', page.request.url],
      ],
      body: form.method === 'GET' ? { kind: 'none' } : { kind: form.encoding, fields },
    }),
  );
  if (!exchange) return { ...failed('LOGIN_REJECTED', page), status: 0 };
  return { ok: true, page: exchange, hasPassword: password !== null };
}

async function sendCall(
  page: Exchange,
  html: HtmlPage,
  login: FormLogin,
  way: Way,
): Promise<{ ok: true; page: Exchange; hasPassword: boolean } | Failure> {
  const { retriever, session } = way;
  const references = await readScripts(page, html, way);
  const choice = chooseLoginCall(references, html.baseUrl, login);
  if (!choice.ok) return failed(choice.isAmbiguous ? 'LOGIN_FORM_AMBIGUOUS' : 'LOGIN_FORM_NOT_FOUND', page);
  if (!retriever.isAllowed(choice.call.url)) return failed('LOGIN_FORM_NOT_FOUND', page);
  const headers = [...choice.call.headers, ['Referer', page.request.url] as const];
  const exchange = await sendFollowing(retriever, toRetrieverRequest({ ...choice.call, headers }));
  if (!exchange) return { ...failed('LOGIN_REJECTED', page), status: 0 };
  const isCookieSet = headerValues(exchange.response.headers, 'set-cookie').length > 0;
  const { status } = exchange.response;
  if (!isCookieSet && status < 300) session.token = readSessionToken(decodedBodyText(exchange)) ?? '';
  return { ok: true, page: exchange, hasPassword: true };
}

/** What the page's own scripts and script files call. */
async function readScripts(
  page: Exchange,
  html: HtmlPage,
  { retriever, reader }: Way,
): Promise<ScriptReference[]> {
  const { url } = page.request;
  const own = await reader.parseResponse({
    url,
    type: 'text/html',
    text: decodedBodyText(page),
    asPage: true,
  });
  const found = own.ok && own.value.kind === 'page' ? [...own.value.scripts, ...own.value.pressed] : [];
  const files = html.code.files
    .flatMap((file) => resolveInScope(file, html.baseUrl, retriever.origin)?.href ?? [])
    .slice(0, MAX_FILES);
  for (const file of files) {
    const exchange = await retriever.send({ method: 'GET', url: file });
    if (exchange?.response.status !== 200) continue;
    const text = decodedBodyText(exchange);
    const read = await reader.parseResponse({ url: file, type: 'text/javascript', text, asPage: false });
    if (read.ok && read.value.kind === 'script') found.push(...read.value.references);
  }
  return found;
}
