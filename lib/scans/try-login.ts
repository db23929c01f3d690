import { setTimeout as wait } from 'node:timers/promises';
import { authorise, type Context } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { SECOND_MS } from '@/lib/core/clock';
import { preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange, Outbound } from '@/lib/http/exchange';
import { maskSecrets } from '@/lib/http/mask-secrets';
import { getWebsite } from '@/lib/websites/get-website';
import { type OpenedLoginProfile, openLoginProfile } from '@/lib/websites/login/open-login-profile';
import { recordLoginTry } from '@/lib/websites/login/record-login-try';
import { outboundToWebsite } from '@/lib/websites/outbound-to-website';
import type { LoginTry } from '@/lib/websites/rules/login-state';
import { parseInThread, readPageInThread, visibleTextInThread } from './engine/crawl/read-page-in-thread';
import { logIn } from './engine/login/login';
import type { LoginOutcome } from './engine/login/login-outcome';
import { ScanSession } from './engine/login/scan-session';
import type { Pause } from './engine/requests/pacer';
import { Retriever } from './engine/requests/retriever';
import { toLoginPlan } from './rules/login-plan';

const LIMIT_MS = 45 * SECOND_MS;
const MAX_REQUESTS = 30;
const TEXT_LENGTH = 600;
const PREVIEW_LENGTH = 400;

/** The network and how to wait, for tests. */
export type TryLoginDeps = { pause?: Pause; outbound?: Outbound };

const waitFor: Pause = (ms, signal) =>
  wait(ms, undefined, signal ? { signal } : {}).then(
    () => undefined,
    () => undefined,
  );

/**
 * Logs in as a scan would, with the same code, and keeps what was seen for exactly the settings that were tried.
 * A login that is not proven is an outcome with a reason, not an error.
 * @returns `isKept` is false where the settings were changed during the try: then the result tells nothing about them
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED where ownership is not proven, a scan runs, nothing is saved, the
 *   website is declared to have no login, or the stored secrets cannot be read; LIMIT_EXCEEDED
 */
export async function tryLogin(
  context: Context,
  websiteId: string,
  deps: TryLoginDeps = {},
): Promise<{ lastTry: LoginTry; isKept: boolean }> {
  const scope = authorise(context, 'login-profile.edit');
  const { origin, blockers } = await getWebsite(context, websiteId);
  if (blockers.tryLogin)
    throw preconditionFailed(`websites.blockers.${blockers.tryLogin.code}`, { data: blockers.tryLogin });
  const profile = await openLoginProfile(scope, websiteId);
  if (!profile) throw preconditionFailed('websites.login.notSaved');
  await requireAttempt(context.clock, 'send.login-try', scope.organizationId, 'auth.tooManySent');
  const lastTry = await attempt(context, origin, profile, deps);
  const isKept = await recordLoginTry(context, scope, { websiteId, version: profile.version }, lastTry);
  return { lastTry, isKept };
}

async function attempt(
  context: Context,
  origin: string,
  profile: OpenedLoginProfile,
  deps: TryLoginDeps,
): Promise<LoginTry> {
  const login = toLoginPlan(profile);
  if (login.mode === 'none') throw preconditionFailed('websites.login.noneDeclared');
  const guarded = outboundToWebsite(origin);
  const session = new ScanSession();
  const startedAt = context.clock.now();
  const retriever = new Retriever(
    {
      scanId: newId(startedAt.getTime()),
      origin,
      startUrls: [],
      login,
      customHeaders: Object.entries(profile.secrets.headers ?? {}),
      pathsToAvoid: [],
      maxRequests: MAX_REQUESTS,
      maxMinutes: 1,
      requestsPerSecond: profile.requestsPerSecond,
      concurrency: 1,
    },
    session,
    {
      outbound: deps.outbound ?? guarded,
      clock: context.clock,
      pause: deps.pause ?? waitFor,
      signal: AbortSignal.timeout(LIMIT_MS),
      onRequest: () => undefined,
    },
  );
  try {
    const outcome = await logIn(login, retriever, session, {
      readPage: readPageInThread,
      parseResponse: parseInThread,
    });
    const { cookies, token } = session.readSecrets(`${origin}/`);
    const own = [...cookies.map(({ value }) => value), ...(token === '' ? [] : [token])];
    const secrets = [...listSecrets(profile), ...own];
    return {
      ...judgeOutcome(outcome, retriever.lastFailure?.code ?? null, secrets),
      ...(await describePage(outcome.page, secrets)),
      requests: retriever.requests,
      durationMs: context.clock.now().getTime() - startedAt.getTime(),
    };
  } finally {
    guarded.close();
  }
}

/** Why it counts, or why not: words that only the signed-in user sees, or the engine's failure code. */
function judgeOutcome(
  outcome: LoginOutcome,
  failure: string | null,
  secrets: readonly string[],
): Pick<LoginTry, 'isProven' | 'reason' | 'values'> {
  if (outcome.ok) {
    // A word of the page may be a part of a secret that the page prints: such a word is not shown.
    const isSecret = (word: string) => secrets.some((secret) => secret.toLowerCase().includes(word));
    const markers = outcome.proof.markers.filter((word) => !isSecret(word));
    return {
      isProven: true,
      reason: 'PROVEN',
      values: { markers: markers.join(', '), count: markers.length },
    };
  }
  const values = { status: outcome.status, failure: failure ?? '' };
  return { isProven: false, reason: outcome.code, values };
}

/** What the last page looks like, without the secrets that a site may print back. */
async function describePage(
  page: Exchange | null,
  secrets: readonly string[],
): Promise<Pick<LoginTry, 'status' | 'finalUrl' | 'title' | 'text' | 'preview'>> {
  if (!page) return { status: null, finalUrl: null, title: '', text: '', preview: '' };
  const body = decodedBodyText(page);
  const shown = (text: string, length: number) => maskSecrets(text, secrets).slice(0, length);
  return {
    status: page.response.status,
    finalUrl: maskSecrets(page.request.url, secrets),
    title: shown((await readPageInThread(page)).title, 200),
    text: shown(await visibleTextInThread(body), TEXT_LENGTH),
    preview: shown(body, PREVIEW_LENGTH),
  };
}

const listSecrets = ({ secrets: { password, cookies, headers } }: OpenedLoginProfile): string[] => [
  ...(password ? [password] : []),
  ...(cookies ?? '').split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1)),
  ...Object.values(headers ?? {}),
];
