import type { Exchange } from '@/lib/http/exchange';
import type { ScanPlan } from '../rules/plan';
import { type LoginFailureCode, logIn } from './login';
import { Retriever } from './retriever';
import type { ScanDeps } from './run-scan';
import { Session } from './session';

export type LoginTrial =
  | { ok: true; status: number; markers: readonly string[]; page: Exchange; requests: number }
  | {
      ok: false;
      code: LoginFailureCode;
      status: number;
      seen: string;
      page: Exchange | null;
      requests: number;
    };

/**
 * Logs in once, exactly as a scan would, and says what proves it: for the "try login now" of a website.
 * @param plan as for `runScan`; only origin, login, headers and limits matter. A plan without a login is no question.
 * @returns `markers`: words that only a logged-in user sees; `seen`: the transport failure, where there was one
 */
export async function tryLogin(
  plan: ScanPlan & { login: Exclude<ScanPlan['login'], { mode: 'none' }> },
  deps: Pick<ScanDeps, 'outbound' | 'clock' | 'pause' | 'signal'>,
): Promise<LoginTrial> {
  const session = new Session();
  const retriever = new Retriever(plan, session, { ...deps, onRequest: () => undefined });
  const outcome = await logIn(plan.login, retriever, session);
  const { requests } = retriever;
  if (!outcome.ok) return { ...outcome, seen: retriever.lastFailure?.seen ?? '', requests };
  return {
    ok: true,
    status: outcome.proof.status,
    markers: outcome.proof.markers,
    page: outcome.page,
    requests,
  };
}
