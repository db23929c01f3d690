import { onTestFinished } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { createOutbound } from '@/lib/http/outbound';
import type { Check } from '@/lib/scans/checks/check';
import type { ScanDeps } from '@/lib/scans/engine/scan-deps';
import { PLAN_DEFAULTS, type ScanPlan } from '@/lib/scans/rules/plan';
import { seededDraw } from '../../../fixtures/bulk/seeded-draw';

/** A plan for a site on this machine, and what its scans run with: a clock that pauses move, marks that differ. */
export function planFor({ origin, close }: { origin: string; close?(): Promise<void> }) {
  const outbound = createOutbound({
    extraPorts: [],
    allowPrivate: [new URL(origin).host],
    isKeepAlive: true,
  });
  onTestFinished(async () => {
    outbound.close();
    await close?.();
  });
  const plan: ScanPlan = {
    scanId: '0196a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
    ...{ origin, startUrls: [], login: { mode: 'none' }, customHeaders: [], pathsToAvoid: [] },
    ...PLAN_DEFAULTS,
  };
  const clock = fixedClock('2026-05-04T08:00:00Z');
  const { next } = seededDraw(7);
  const deps = (checks: readonly Check[]): ScanDeps => ({
    ...{ outbound, checks, clock, inspectTls: async () => null, onProgress: () => undefined },
    // Marks differ as in a real scan, and alike in every run.
    random: next,
    pause: async (ms) => clock.advanceMs(ms),
  });
  return { plan, deps };
}
