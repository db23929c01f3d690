import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { LoginPlan } from '../../rules/plan';
import { similarity, wordCounts } from '../crawl/text-similarity';
import type { Retriever } from '../requests/retriever';
import { sendFollowing } from '../requests/send-following';
import type { LoginFailureCode, LoginOutcome, SessionProof } from './login-outcome';
import type { LoginReader } from './login-reader';
import type { ScanSession } from './scan-session';
import { submitLogin } from './submit-login';

const SAME_PAGE = 0.9;
const MAX_MARKERS = 12;

const isHtml = (exchange: Exchange) =>
  /html/i.test(headerValue(exchange.response.headers, 'content-type') ?? '');
const readPath = (url: string) => new URL(url).pathname;

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
  reader: LoginReader,
): Promise<LoginOutcome> => retriever.beyondScopePath(() => proveLogin(login, retriever, session, reader));

async function proveLogin(
  login: Exclude<LoginPlan, { mode: 'none' }>,
  retriever: Retriever,
  session: ScanSession,
  reader: LoginReader,
): Promise<LoginOutcome> {
  session.clear();
  let landed: Exchange | null = null;
  if (login.mode === 'form') {
    const submitted = await submitLogin(login, { retriever, session, reader });
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
  if (isLikeStrangers && isHtml(page) && (await reader.readPage(page)).hasPasswordField)
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
