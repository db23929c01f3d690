import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { LoginPlan } from '../../rules/plan';
import type { ReadPage } from '../crawl/read-page';
import { similarity, type WordCounts, wordCounts } from '../crawl/text-similarity';
import { toRetrieverRequest } from '../requests/probe-request';
import type { Retriever } from '../requests/retriever';
import { sendFollowing } from '../requests/send-following';
import { chooseLoginForm } from './login-form';
import type { ScanSession } from './scan-session';

const SAME_PAGE = 0.9;
const MAX_MARKERS = 12;

/** Texts: `scan.loginFailures.<code>`. */
export const LOGIN_FAILURES = [
  'LOGIN_PAGE_UNREACHABLE',
  'LOGIN_FORM_NOT_FOUND',
  'LOGIN_FORM_AMBIGUOUS',
  'LOGIN_REJECTED',
  'VERIFY_UNREACHABLE',
  'VERIFY_STATUS',
  'VERIFY_SAME_AS_ANONYMOUS',
] as const;
export type LoginFailureCode = (typeof LOGIN_FAILURES)[number];

/** What the verify page looks like to the scan's user and to nobody else. */
export type SessionProof = {
  verifyUrl: string;
  loginPath: string | null;
  status: number;
  /** Words that stand on the page only when logged in; enough of them must come back. */
  markers: readonly string[];
  words: WordCounts;
};

export type LoginOutcome =
  | { ok: true; proof: SessionProof; page: Exchange }
  | { ok: false; code: LoginFailureCode; status: number; page: Exchange | null };

const isHtml = (exchange: Exchange) =>
  /html/i.test(headerValue(exchange.response.headers, 'content-type') ?? '');
const readPath = (url: string) => new URL(url).pathname;

type Submitted = { ok: true; page: Exchange } | Extract<LoginOutcome, { ok: false }>;

/** Sends the form on the login page, and where that asks for the name alone, the one on the page behind it. */
async function submitLoginForm(
  login: Extract<LoginPlan, { mode: 'form' }>,
  retriever: Retriever,
  readPage: ReadPage,
): Promise<Submitted> {
  const page = await sendFollowing(retriever, { method: 'GET', url: login.loginUrl });
  if (!page) return { ok: false, code: 'LOGIN_PAGE_UNREACHABLE', status: 0, page: null };
  const first = await submitFormOn(page, login, retriever, readPage);
  if (!first.ok || first.hasPassword) return first;
  const second = await submitFormOn(first.page, login, retriever, readPage);
  if (second.ok && !second.hasPassword)
    return {
      ok: false,
      code: 'LOGIN_FORM_NOT_FOUND',
      status: second.page.response.status,
      page: second.page,
    };
  return second;
}

async function submitFormOn(
  page: Exchange,
  login: Extract<LoginPlan, { mode: 'form' }>,
  retriever: Retriever,
  readPage: ReadPage,
): Promise<{ ok: true; page: Exchange; hasPassword: boolean } | Extract<LoginOutcome, { ok: false }>> {
  const choice = isHtml(page) ? chooseLoginForm((await readPage(page)).forms, page.request.url) : null;
  const refused = (code: LoginFailureCode) =>
    ({ ok: false, code, status: page.response.status, page }) as const;
  if (!choice?.ok) return refused(choice?.isAmbiguous ? 'LOGIN_FORM_AMBIGUOUS' : 'LOGIN_FORM_NOT_FOUND');
  const { form, username, password, action } = choice.form;
  if (!retriever.isAllowed(action)) return refused('LOGIN_FORM_NOT_FOUND');
  const fields = choice.form.fields.map((field): [string, string] => {
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
  if (!exchange) return { ok: false, code: 'LOGIN_REJECTED', status: 0, page };
  return { ok: true, page: exchange, hasPassword: password !== null };
}

/** Where the proof is sought: the plan's verify URL, else the page that the login led to, else the origin's root. */
function chooseVerifyUrl(
  login: Exclude<LoginPlan, { mode: 'none' }>,
  landed: Exchange | null,
  origin: string,
): string {
  if (login.verifyUrl !== null) return login.verifyUrl;
  const isElsewhere =
    landed && login.mode === 'form' && readPath(landed.request.url) !== readPath(login.loginUrl);
  return isElsewhere && landed.request.method === 'GET' ? landed.request.url : `${origin}/`;
}

/**
 * Logs in and proves it: the verify page answers with success, is not the login page, and carries words that it does
 * not show to a visitor without a session (asked twice, so that what changes by itself is no proof).
 */
export const logIn = (
  login: Exclude<LoginPlan, { mode: 'none' }>,
  retriever: Retriever,
  session: ScanSession,
  readPage: ReadPage,
): Promise<LoginOutcome> => retriever.beyondScopePath(() => proveLogin(login, retriever, session, readPage));

async function proveLogin(
  login: Exclude<LoginPlan, { mode: 'none' }>,
  retriever: Retriever,
  session: ScanSession,
  readPage: ReadPage,
): Promise<LoginOutcome> {
  session.clear();
  let landed: Exchange | null = null;
  if (login.mode === 'form') {
    const submitted = await submitLoginForm(login, retriever, readPage);
    if (!submitted.ok) return submitted;
    landed = submitted.page;
  } else session.adopt(login.cookieHeader, retriever.origin);

  const verifyUrl = chooseVerifyUrl(login, landed, retriever.origin);
  const page = await sendFollowing(retriever, { method: 'GET', url: verifyUrl });
  if (!page) return { ok: false, code: 'VERIFY_UNREACHABLE', status: 0, page: null };
  const { status } = page.response;
  const failed = (code: LoginFailureCode): LoginOutcome => ({ ok: false, code, status, page });
  const anonymous: Exchange[] = [];
  for (let i = 0; i < 2; i++) {
    const exchange = await sendFollowing(retriever, { method: 'GET', url: verifyUrl, withSession: false });
    if (exchange) anonymous.push(exchange);
  }
  const loginPath = login.mode === 'form' ? readPath(login.loginUrl) : null;
  const words = wordCounts(decodedBodyText(page));
  const strangers = anonymous.map((exchange) => wordCounts(decodedBodyText(exchange)));
  const isLikeStrangers = anonymous.some(
    (exchange, i) =>
      exchange.response.status === status && similarity(strangers[i] ?? new Map(), words) >= SAME_PAGE,
  );
  if (readPath(page.request.url) === loginPath && readPath(verifyUrl) !== loginPath)
    return failed('LOGIN_REJECTED');
  if (isLikeStrangers && isHtml(page) && (await readPage(page)).hasPasswordField)
    return failed('LOGIN_REJECTED');
  if (status < 200 || status >= 300) return failed('VERIFY_STATUS');

  const markers = [...words.keys()].filter((word) => !strangers.some((other) => other.has(word)));
  if (markers.length === 0 && anonymous.some((exchange) => exchange.response.status === status)) {
    return failed('VERIFY_SAME_AS_ANONYMOUS');
  }
  const proof = { verifyUrl, loginPath, status, markers: markers.slice(0, MAX_MARKERS), words };
  return { ok: true, proof, page };
}

/** Whether the session still stands, seen on the verify page; null when nothing came back. */
export async function checkSession(proof: SessionProof, retriever: Retriever): Promise<boolean | null> {
  const page = await retriever.beyondScopePath(() =>
    sendFollowing(retriever, { method: 'GET', url: proof.verifyUrl }),
  );
  if (!page) return null;
  if (page.response.status !== proof.status) return false;
  if (readPath(page.request.url) === proof.loginPath && readPath(proof.verifyUrl) !== proof.loginPath)
    return false;
  const words = wordCounts(decodedBodyText(page));
  if (proof.markers.length === 0) return similarity(words, proof.words) >= SAME_PAGE;
  return proof.markers.filter((marker) => words.has(marker)).length * 2 >= proof.markers.length;
}
