import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../checks/check';
import { probeRequest, requestOf } from './probe-request';
import type { Retriever } from './retriever';

const MAX_BASELINES = 400;
const BLOCKED_STATUS = new Set([403, 406, 418, 419, 444, 493, 999]);

/** Sends probes for the active checks, and counts what a firewall in front of the site keeps from arriving. */
export class Prober implements ProbeContext {
  private readonly baselines = new Map<string, Promise<Exchange | null>>();
  probesSent = 0;
  probesBlocked = 0;

  constructor(
    private readonly retriever: Retriever,
    readonly mark: () => string,
    private readonly onAnswer: (exchange: Exchange) => void,
  ) {}

  get origin(): string {
    return this.retriever.origin;
  }

  async probe(point: InsertionPoint, value: string): Promise<Exchange | null> {
    const exchange = await this.retriever.send(probeRequest(point, value));
    if (this.retriever.isStopped && !exchange) return null;
    this.probesSent += 1;
    if (!exchange) this.probesBlocked += 1;
    else {
      if (BLOCKED_STATUS.has(exchange.response.status)) {
        const untouched = await this.baseline(point);
        if (untouched && untouched.response.status < 400) this.probesBlocked += 1;
      }
      this.onAnswer(exchange);
    }
    return exchange;
  }

  baseline(point: InsertionPoint): Promise<Exchange | null> {
    const key = JSON.stringify(point.template);
    const known = this.baselines.get(key);
    if (known) return known;
    const answer = this.retriever.send(requestOf(point.template));
    this.baselines.set(key, answer);
    const oldest = this.baselines.size > MAX_BASELINES ? this.baselines.keys().next().value : undefined;
    if (oldest !== undefined) this.baselines.delete(oldest);
    return answer;
  }
}

/**
 * Makes marks: a letter first, then letters and digits, the same ten characters for all marks of a scan in front, so
 * that the seller finds whatever a scan left behind.
 */
export function markMaker(scanId: string, random: () => number): () => string {
  const tag = scanId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(-8)
    .padStart(8, '0');
  let count = 0;
  return () => {
    count += 1;
    const noise = Math.floor(random() * 36 ** 3)
      .toString(36)
      .padStart(3, '0');
    return `pf${tag}${count.toString(36).padStart(3, '0')}${noise}`;
  };
}
