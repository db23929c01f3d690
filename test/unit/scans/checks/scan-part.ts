import { onTestFinished } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { createOutbound } from '@/lib/http/outbound';
import type { Check } from '@/lib/scans/checks/check';
import { runScan } from '@/lib/scans/engine/run-scan';
import { PLAN_DEFAULTS, type ScanPlan } from '@/lib/scans/rules/plan';
import type { ScanResult } from '@/lib/scans/rules/result';

/** A whole scan of a part of a site on this machine. */
export async function scanPart(
  origin: string,
  plan: Partial<ScanPlan>,
  checks: readonly Check[],
): Promise<ScanResult> {
  const outbound = createOutbound({ extraPorts: [], allowPrivate: [new URL(origin).host] });
  onTestFinished(() => outbound.close());
  const clock = fixedClock('2026-05-04T08:00:00Z');
  let seed = 7;
  return runScan(
    {
      scanId: '0196a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
      origin,
      startUrls: [],
      login: { mode: 'none' },
      customHeaders: [],
      pathsToAvoid: [],
      ...PLAN_DEFAULTS,
      ...plan,
    },
    {
      outbound,
      checks,
      clock,
      inspectTls: async () => null,
      // Park and Miller's generator: marks differ as in a real scan, and alike in every run.
      random: () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed / 2_147_483_647;
      },
      pause: async (ms) => clock.advanceMs(ms),
      onProgress: () => undefined,
    },
  );
}
