import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { configuration } from '@/lib/config/configuration';
import { proveUrl } from '@/lib/connection-tests/prove-url/prove-url';
import type { ConnectionRunner } from '@/lib/connection-tests/run/run-queued-connection';
import { SECOND_MS, systemClock } from '@/lib/core/clock';
import { outboundToWebsite, policyForWebsite } from '@/lib/websites/outbound-to-website';
import { every } from './every';

/** What a worker brings to a connection run. */
export const connectionRunner = (): ConnectionRunner => ({
  stalledAfterMs: configuration().SCAN_STALLED_AFTER_SECONDS * SECOND_MS,
  connect: (productionUrl) => outboundToWebsite(new URL(productionUrl).origin),
  prove: (productionUrl, signal) => {
    const policy = policyForWebsite(new URL(productionUrl).origin);
    return proveUrl(productionUrl, { policy, clock: systemClock, signal });
  },
  random: (size) => new Uint8Array(randomBytes(size)),
  every,
  pause: async (ms, signal) => {
    await wait(ms, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  },
});
