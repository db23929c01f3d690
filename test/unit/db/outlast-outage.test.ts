import { describe, expect, it } from 'vitest';
import { outlastOutage } from '@/lib/db/outlast-outage';

const withCode = (code: string) => Object.assign(new Error('no'), { code });

describe('outlasting it', () => {
  const failing = (times: number, error: unknown) => {
    let calls = 0;
    return async () => {
      calls += 1;
      if (calls <= times) throw error;
      return calls;
    };
  };
  /** Time that passes only while it is waited for. */
  const waiting = () => {
    let nowMs = 0;
    const pauses: number[] = [];
    const pause = async (ms: number) => {
      pauses.push(ms);
      nowMs += ms;
    };
    return { pauses, clock: { pause, now: () => nowMs } };
  };

  it('does the work again after pauses that grow', async () => {
    const { pauses, clock } = waiting();
    expect(await outlastOutage(failing(7, withCode('P1001')), clock)).toBe(8);
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('gives up when the time is over, with what was last said', async () => {
    const { pauses, clock } = waiting();
    const endless = failing(Number.POSITIVE_INFINITY, withCode('P1001'));
    await expect(outlastOutage(endless, { ...clock, atMostMs: 1_000 })).rejects.toMatchObject({
      code: 'P1001',
    });
    expect(pauses).toEqual([250, 500]);
  });

  it('does not repeat what failed for another reason', async () => {
    const { pauses, clock } = waiting();
    await expect(outlastOutage(failing(1, withCode('P2002')), clock)).rejects.toMatchObject({
      code: 'P2002',
    });
    expect(pauses).toEqual([]);
  });
});
