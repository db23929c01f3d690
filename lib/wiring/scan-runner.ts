import { setTimeout as pause } from 'node:timers/promises';
import { configuration } from '@/lib/config/configuration';
import { logFor } from '@/lib/config/log';
import { createOutbound } from '@/lib/http/outbound';
import type { OutboundPolicy } from '@/lib/http/outbound-policy';
import { inspectTls } from '@/lib/http/tls-inspection';
import type { ScanDeps } from '@/lib/scans/engine/run-scan';
import type { ScanRunner } from '@/lib/scans/run/run-queued-scan';
import { policyForWebsite } from '@/lib/websites/outbound-to-website';

const log = logFor('scan');

/** Resolves after `ms`, or at once when the signal aborts. */
export const pauseOf: ScanDeps['pause'] = (ms, signal) =>
  pause(ms, undefined, signal ? { signal } : {}).then(
    () => undefined,
    () => undefined,
  );

/** The guarded way out for one scan: requests and TLS handshakes under the same policy. */
export function connectWith(policy: OutboundPolicy) {
  return {
    outbound: createOutbound({ ...policy, isKeepAlive: true }),
    inspectTls: async (origin: string) => {
      const url = new URL(origin);
      if (url.protocol !== 'https:') return null;
      const result = await inspectTls(url.hostname, url.port === '' ? 443 : Number(url.port), policy);
      return result.ok ? result.inspection : null;
    },
  };
}

/** What a worker brings to a scan. */
export function scanRunner(): ScanRunner {
  const { SCAN_MAX_REQUESTS, SCAN_MAX_MINUTES } = configuration();
  return {
    settings: { maxRequests: SCAN_MAX_REQUESTS, maxMinutes: SCAN_MAX_MINUTES },
    connect: (origin) => connectWith(policyForWebsite(origin)),
    random: Math.random,
    pause: pauseOf,
    every: (ms, work) => {
      const timer = setInterval(work, ms);
      return () => clearInterval(timer);
    },
    onEngineError: (scanId, error) => log.error({ scanId, err: error }, 'the engine failed'),
  };
}
