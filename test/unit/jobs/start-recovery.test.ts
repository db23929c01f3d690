import { describe, expect, it } from 'vitest';
import { startRecovery } from '@/lib/jobs/start-recovery';

const EVERY_MS = 5_000;
const STALLED_MS = 15_000;

/** A recovery whose pauses end when the test says, on a clock that only the test moves. */
function recovery(steps: (() => Promise<unknown>)[], answers = async () => true) {
  let nowMs = 0;
  let go = (): void => undefined;
  const pauses: number[] = [];
  const errors: unknown[] = [];
  let paused = (): void => undefined;
  const nextPause = () =>
    new Promise<void>((resolve) => {
      paused = resolve;
    });
  let isPaused = nextPause();
  const stop = startRecovery(steps, {
    everyMs: EVERY_MS,
    stalledAfterMs: STALLED_MS,
    now: () => nowMs,
    pause: (ms, signal) =>
      new Promise<void>((resolve) => {
        pauses.push(ms);
        go = resolve;
        signal.addEventListener('abort', () => resolve());
        paused();
      }),
    answers,
    onError: (error) => errors.push(error),
  });
  return {
    pauses,
    errors,
    stop,
    advance: (ms: number) => {
      nowMs += ms;
    },
    /** Lets one pause end, and what comes before the next one run. */
    turn: async () => {
      isPaused = nextPause();
      go();
      await isPaused;
    },
  };
}

describe('recovery', () => {
  it('pauses after each turn, and never takes two at once', async () => {
    let under = 0;
    let most = 0;
    const step = async () => {
      under += 1;
      most = Math.max(most, under);
      await Promise.resolve();
      under -= 1;
    };
    const { turn, pauses, stop } = recovery([step, step]);
    await turn();
    await turn();
    await stop();
    expect(most).toBe(1);
    expect(pauses).toEqual([EVERY_MS, EVERY_MS, EVERY_MS]);
  });

  it('goes on after a failure of its own', async () => {
    const seen: string[] = [];
    const wrong = new Error('wrong');
    const { turn, pauses, errors, stop } = recovery([
      async () => {
        throw wrong;
      },
      async () => seen.push('second'),
    ]);
    await turn();
    await stop();
    expect(errors).toEqual([wrong]);
    expect(seen).toEqual(['second']);
    expect(pauses).toEqual([EVERY_MS, EVERY_MS]);
  });

  it('judges nobody until a silence after the database answers again', async () => {
    let isAway = true;
    const judged: string[] = [];
    const steps = [
      async () => {
        if (isAway) throw Object.assign(new Error('away'), { code: 'P1001' });
      },
      async () => judged.push('judged'),
    ];
    const { turn, pauses, errors, stop } = recovery(steps, async () => !isAway);
    await turn();
    await turn();
    await turn();
    expect(errors).toHaveLength(1);
    expect(pauses).toEqual([EVERY_MS, EVERY_MS, EVERY_MS, EVERY_MS]);
    isAway = false;
    await turn();
    expect(pauses.at(-1)).toBe(STALLED_MS);
    expect(judged).toEqual([]);
    await turn();
    await stop();
    expect(judged).toEqual(['judged']);
    expect(pauses.at(-1)).toBe(EVERY_MS);
  });

  it('breaks a turn off in which the database took too long to answer', async () => {
    const judged: string[] = [];
    const { turn, pauses, stop, advance } = recovery([
      async () => advance(EVERY_MS + 1),
      async () => judged.push('judged'),
    ]);
    await turn();
    await turn();
    await stop();
    expect(judged).toEqual([]);
    expect(pauses).toEqual([EVERY_MS, EVERY_MS, STALLED_MS]);
  });

  it('does nothing after its end', async () => {
    let ran = 0;
    const { stop } = recovery([
      async () => {
        ran += 1;
      },
    ]);
    await stop();
    expect(ran).toBe(0);
  });
});
