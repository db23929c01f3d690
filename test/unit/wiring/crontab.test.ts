import { parseCrontab } from 'graphile-worker';
import { expect, it } from 'vitest';
import { JOB_PAYLOADS } from '@/lib/jobs/rules/job-payloads';
import { CRONTAB } from '@/lib/wiring/crontab';

it('can be read by the queue, and has each job of the schedule once', () => {
  const items = parseCrontab(CRONTAB);
  const names = items.map(({ task }) => task);
  expect(new Set(names).size).toBe(names.length);
  for (const { task, options, identifier } of items) {
    expect(Object.keys(JOB_PAYLOADS)).toContain(task);
    expect(identifier).toBe(task);
    expect(options.backfillPeriod, task).toBeGreaterThan(0);
  }
});
