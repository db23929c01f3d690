import { sha256Hex } from '@/lib/core/bytes';
import type { FindingClass, FindingDraft } from '@/lib/findings/rules/finding';
import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { Exchange } from '@/lib/http/exchange';
import type { PassiveCheck, PassiveContext } from '../checks/check';
import type { ScanWork } from '../work/scan-work';
import type { ClassLedger } from './class-ledger';

export type PassiveRunDeps = {
  work: ScanWork;
  checks: readonly PassiveCheck[];
  context(): PassiveContext;
  ledger: ClassLedger;
  /** Of a page that counts for itself; undefined for all other addresses. */
  ownAddress(url: string): string | undefined;
  onFindings(name: FindingClass, drafts: readonly FindingDraft[]): void;
};

/** Looks at answers with the checks that send nothing. */
export class PassiveRun {
  private readonly seenResponses = new Set<string>();

  constructor(private readonly deps: PassiveRunDeps) {}

  /** Everything that the crawl captured. */
  async run(exchanges: readonly Exchange[], isEnded: () => boolean): Promise<void> {
    const { checks, ledger } = this.deps;
    for (const exchange of exchanges) {
      if (isEnded()) return;
      await this.look(checks, exchange);
    }
    for (const { id } of checks) ledger.onFinished(id);
  }

  /** Probes provoke errors that ordinary pages hide: what leaks there is looked at like any page, each kind once. */
  async onProbeResponse(exchange: Exchange): Promise<void> {
    const { status, decodedBody } = exchange.response;
    const { url } = exchange.request;
    const page = this.deps.ownAddress(url) ?? pathTemplate(new URL(url).pathname);
    const key = `${page} ${status} ${sha256Hex(decodedBody)}`;
    if (this.seenResponses.has(key)) return;
    this.seenResponses.add(key);
    const leaks = this.deps.checks.filter((check) => check.class === 'INFORMATION_LEAKAGE');
    await this.look(leaks, exchange);
  }

  private async look(checks: readonly PassiveCheck[], exchange: Exchange): Promise<void> {
    const { ledger, work, context, onFindings } = this.deps;
    const place = `${exchange.request.method} ${new URL(exchange.request.url).pathname}`;
    const [givenUp, running] = [
      checks.filter(({ id }) => ledger.hasGivenUp(id)),
      checks.filter(({ id }) => !ledger.hasGivenUp(id)),
    ];
    for (const { id } of givenUp) ledger.onTimedOut(id, place);
    for (const { id } of running) ledger.onFed(id);
    const all = running.length === 0 ? [] : await work.runPassive(running, exchange, context());
    for (const [index, check] of running.entries()) {
      const done = all[index];
      if (done?.ok) onFindings(check.class, done.value);
      else if (done?.reason === 'FAILED') ledger.onFailed(check.id);
      else if (done?.reason === 'TIMED_OUT') ledger.onTimedOut(check.id, place);
    }
  }
}
