import { describe, expect, test } from 'vitest';
import { fixedClock } from '@/lib/core/clock';
import { watchExecution } from '@/lib/jobs/watch-execution';

type Beat = { isLeased: boolean; isCancelRequested: boolean };
const LIVES: Beat = { isLeased: true, isCancelRequested: false };

const AWAY = Object.assign(new Error('away'), { code: 'P1001' });

/** A watch whose heartbeats are made by hand; each answers what `beats` says next, or fails for null or with an error. */
function watched(
  beats: readonly (Beat | Error | null)[],
  report: () => Promise<void> = () => Promise.resolve(),
) {
  const clock = fixedClock('2026-05-04T10:00:00Z');
  const shutdown = new AbortController();
  const answers = [...beats];
  let work: (() => void) | null = null;
  const watch = watchExecution(
    clock,
    {
      shutdown: shutdown.signal,
      every: (_, each) => {
        work = each;
        return () => {
          work = null;
        };
      },
      stalledAfterMs: 15_000,
    },
    async () => {
      const answer = answers.shift();
      if (!answer) throw new Error('no database');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    report,
  );
  const tick = async (ms: number) => {
    clock.advanceMs(ms);
    work?.();
    await new Promise(setImmediate);
  };
  return { watch, tick, shutdown, isTicking: () => work !== null };
}

describe('watching long work', () => {
  test('goes on while the heartbeats are written', async () => {
    const { watch, tick } = watched([LIVES, LIVES]);
    await tick(500);
    await tick(500);
    expect([watch.cause(), watch.signal.aborted]).toEqual([null, false]);
  });

  test('stops for who cancels, and for another worker', async () => {
    const cancelled = watched([{ isLeased: true, isCancelRequested: true }]);
    await cancelled.tick(500);
    expect([cancelled.watch.cause(), cancelled.watch.signal.aborted]).toEqual(['CANCELLED', true]);
    const taken = watched([{ isLeased: false, isCancelRequested: true }]);
    await taken.tick(500);
    expect(taken.watch.cause()).toBe('TAKEN_OVER');
  });

  test.each<[string, () => Promise<void>]>([
    ['fails', () => Promise.reject(new Error('no room'))],
    ['never ends', () => new Promise(() => undefined)],
  ])('beats on and stops for who cancels, though what is written besides %s', async (_name, report) => {
    const { watch, tick } = watched([LIVES, LIVES, { isLeased: true, isCancelRequested: true }], report);
    await tick(14_000);
    await tick(14_000);
    expect(watch.cause()).toBeNull();
    await tick(500);
    expect(watch.cause()).toBe('CANCELLED');
  });

  test('outlives a heartbeat that cannot be written, and not the silence after which another begins', async () => {
    const { watch, tick } = watched([LIVES, null, LIVES, null, null]);
    await tick(500);
    await tick(14_000);
    await tick(500);
    expect(watch.cause()).toBeNull();
    await tick(14_999);
    expect(watch.cause()).toBeNull();
    await tick(1);
    expect(watch.cause()).toBe('TAKEN_OVER');
  });

  test('outlives a database that is away for less than two minutes, and learns then who holds the work', async () => {
    const { watch, tick } = watched([LIVES, AWAY, AWAY, LIVES, AWAY, AWAY]);
    await tick(500);
    await tick(30_000);
    await tick(89_999);
    expect(watch.cause()).toBeNull();
    await tick(60_000);
    await tick(119_999);
    expect(watch.cause()).toBeNull();
    await tick(1);
    expect(watch.cause()).toBe('TAKEN_OVER');
  });

  test('stops with its process, keeps the first cause, and watches nothing afterwards', async () => {
    const { watch, tick, shutdown, isTicking } = watched([{ isLeased: false, isCancelRequested: false }]);
    shutdown.abort();
    expect(watch.cause()).toBe('SHUTDOWN');
    await tick(500);
    expect(watch.cause()).toBe('SHUTDOWN');
    await watch.stop();
    expect(isTicking()).toBe(false);
  });
});
