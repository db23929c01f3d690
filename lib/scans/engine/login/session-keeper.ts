import type { LoginPlan } from '../../rules/plan';
import type { Retriever } from '../requests/retriever';
import { checkSession, logIn } from './login';
import type { SessionProof } from './login-outcome';
import type { LoginReader } from './login-reader';
import type { ScanSession } from './scan-session';

const REQUESTS_BETWEEN_LOOKS = 60;
const MAX_RENEWALS = 1;

/** Watches the proven session: looks at intervals, logs in once more when it is lost, then gives up for the scan. */
export class SessionKeeper {
  private nextLookAt: number;
  private renewalCount = 0;
  private look: Promise<void> | null = null;

  constructor(
    private readonly login: Exclude<LoginPlan, { mode: 'none' }>,
    private proof: SessionProof,
    private readonly retriever: Retriever,
    private readonly deps: { session: ScanSession; reader: LoginReader },
  ) {
    this.nextLookAt = retriever.requests + REQUESTS_BETWEEN_LOOKS;
  }

  get renewals(): number {
    return this.renewalCount;
  }

  /** Called between pieces of work; costs nothing until it is time for a look. */
  async keepAlive(): Promise<void> {
    if (this.look === null && this.retriever.requests < this.nextLookAt) return;
    this.look ??= this.lookNow().finally(() => {
      this.look = null;
    });
    await this.look;
  }

  /** The last look of a scan: a session that is gone now may have been gone all along since the look before. */
  async lookAtEnd(): Promise<void> {
    if (this.retriever.isStopped || (await checkSession(this.proof, this.retriever)) !== false) return;
    this.retriever.stop('SESSION_LOST', { renewals: this.renewalCount });
  }

  private async lookNow(): Promise<void> {
    this.nextLookAt = this.retriever.requests + REQUESTS_BETWEEN_LOOKS;
    if (this.retriever.isStopped || (await checkSession(this.proof, this.retriever)) !== false) return;
    if (this.retriever.isStopped) return;
    if (this.renewalCount < MAX_RENEWALS) {
      this.renewalCount += 1;
      const outcome = await logIn(this.login, this.retriever, this.deps.session, this.deps.reader);
      if (outcome.ok) {
        this.proof = outcome.proof;
        return;
      }
    }
    this.retriever.stop('SESSION_LOST', { renewals: this.renewalCount });
  }
}
