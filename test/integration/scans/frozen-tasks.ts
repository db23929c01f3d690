import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { CHECKS } from '@/lib/scans/checks/registry';
import { scanTasks } from '@/lib/scans/work/scan-tasks';

/** This module, as a scan's thread is told of it. */
export const FROZEN_TASKS = 'test/integration/scans/frozen-tasks.ts';

/** The real checks, of which one never ends over a page that says so. */
const checks = CHECKS.map((check) => {
  if (check.kind !== 'passive' || check.id !== 'cookie-attributes') return check;
  const run: typeof check.run = (exchange, context) => {
    while (decodedBodyText(exchange).includes('freeze here'));
    return check.run(exchange, context);
  };
  return { ...check, run };
});

export const { readPage, parseResponse, runPassive, runActive, runSite } = scanTasks(checks, () => 0.5);
