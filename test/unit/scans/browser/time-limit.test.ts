import { onTestFinished, test, vi } from 'vitest';
import { TimeLimit } from '@/lib/scans/browser/time-limit';

const limitOf = (ms: number): TimeLimit => {
  vi.useFakeTimers();
  const limit = new TimeLimit(ms);
  onTestFinished(() => {
    limit.stop();
    vi.useRealTimers();
  });
  return limit;
};

test('a time limit is spent once its time has passed', async ({ expect }) => {
  const limit = limitOf(1_000);
  vi.advanceTimersByTime(900);
  expect(limit.isSpent).toBe(false);
  vi.advanceTimersByTime(100);
  expect(limit.isSpent).toBe(true);
  await limit.spent;
});

test('a time limit counts anew after a restart, and not at all after its end', ({ expect }) => {
  const limit = limitOf(1_000);
  vi.advanceTimersByTime(900);
  limit.restart(500);
  vi.advanceTimersByTime(400);
  expect(limit.isSpent).toBe(false);
  limit.stop();
  vi.advanceTimersByTime(5_000);
  expect(limit.isSpent).toBe(false);
});

test('a time limit does not count what passes while the process has no turn', async ({ expect }) => {
  const limit = new TimeLimit(1_000);
  onTestFinished(() => limit.stop());
  // As a machine that stands still: the clock goes on, and no timer runs.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  await new Promise((resolve) => setTimeout(resolve));
  expect(limit.isSpent).toBe(false);
});
