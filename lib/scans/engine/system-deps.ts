import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '@/lib/core/clock';
import { systemRandom } from '@/lib/core/ids';
import { createOutbound } from '@/lib/http/outbound';
import type { OutboundPolicy } from '@/lib/http/outbound-policy';
import { inspectTls } from '@/lib/http/tls-inspection';
import { threadedWork } from '../work/threaded-work';
import type { Pause } from './requests/pacer';
import type { ScanDeps } from './scan-deps';

/** Waits in real time; an abort ends the wait at once and is no error. */
const systemPause: Pause = async (ms, signal) => {
  try {
    await wait(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
};

const HTTPS_PORT = 443;

/**
 * What a real scan runs with: the guarded network, the system's clock, real pauses, a thread for pages.
 * @param policy what the operator allows; connections are kept alive whatever it says
 * @returns `close` ends idle connections after the last scan
 */
export function systemScanDeps(
  policy: OutboundPolicy,
  signal?: AbortSignal,
): Omit<ScanDeps, 'onProgress'> & { close(): void } {
  const outbound = createOutbound({ ...policy, isKeepAlive: true });
  return {
    outbound,
    async inspectTls(origin) {
      const { protocol, hostname, port } = new URL(origin);
      if (protocol !== 'https:') return null;
      const result = await inspectTls(hostname, Number(port) || HTTPS_PORT, policy, signal ? { signal } : {});
      return result.ok ? result.inspection : null;
    },
    clock: systemClock,
    random: systemRandom,
    pause: systemPause,
    openWork: threadedWork(),
    ...(signal ? { signal } : {}),
    close: () => outbound.close(),
  };
}
