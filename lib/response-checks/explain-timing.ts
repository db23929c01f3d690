import type { OutboundResult } from '@/lib/http/exchange';
import { SLOW_MS, TIMEOUT_MS } from '@/lib/koogallery/koogallery-messages';
import type { Explanation } from './explanation';

/** `server`: from the request's last byte to the response's first; `body`: from there to its last. */
type Phase = 'dns' | 'connect' | 'tls' | 'server' | 'body';

/**
 * Where the time went in a response that took more than 5 s, the budget of the requirement pages (protocol page §1):
 * the step that took longest. Empty for a response in time; one that never came is a cause of the transport.
 */
export function explainTiming(result: OutboundResult): Explanation[] {
  if (!result.ok || result.exchange.timing.totalMs <= SLOW_MS) return [];
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = result.exchange.timing;
  const steps: readonly [Phase, number][] = [
    ['dns', dnsMs ?? 0],
    ['connect', connectMs ?? 0],
    ['tls', tlsMs ?? 0],
    ['server', firstByteMs ?? 0],
  ];
  const known = steps.reduce((sum, [, ms]) => sum + ms, 0);
  const [phase, ms] = [...steps, ['body', totalMs - known] as const].reduce((longest, step) =>
    step[1] > longest[1] ? step : longest,
  );
  const isTooLate = totalMs >= TIMEOUT_MS;
  const values = {
    phase,
    ms: Math.round(ms),
    totalMs: Math.round(totalMs),
    limitMs: isTooLate ? TIMEOUT_MS : SLOW_MS,
    protocol: result.exchange.request.method === 'GET' ? 'V1' : 'V2',
  };
  return [{ code: 'ANSWER_SLOW', values, mark: null, ...(isTooLate ? {} : { isWarning: true }) }];
}
