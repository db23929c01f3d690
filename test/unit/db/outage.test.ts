import { describe, expect, it } from 'vitest';
import { isOutage } from '@/lib/db/outage';
import { outlastOutage } from '@/lib/db/outlast-outage';

const withCode = (code: string) => Object.assign(new Error('no'), { code });

describe('an outage', () => {
  it.each([
    ['not reached', withCode('P1001')],
    ['closed', withCode('P1017')],
    ['no connection free', withCode('P2024')],
    ['shutting down', withCode('57P01')],
    ['starting up', withCode('57P03')],
    ['too many connections', withCode('53300')],
    ['cut midway', new Error('Connection terminated unexpectedly')],
    [
      'a raw query',
      Object.assign(new Error('Raw query failed'), {
        code: 'P2010',
        meta: { driverAdapterError: { cause: { kind: 'DatabaseNotReachable' } } },
      }),
    ],
    ['wrapped', new Error('outer', { cause: withCode('P1001') })],
  ])('is %s', (_name, error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    ['a second row', withCode('P2002')],
    ['a raw query that is wrong', withCode('P2010')],
    ['a syntax error', withCode('42601')],
    ['a website that refuses', withCode('ECONNREFUSED')],
    ['a website that resets', withCode('ECONNRESET')],
    ['a word', 'P1001'],
    ['nothing', null],
  ])('is not %s', (_name, error) => {
    expect(isOutage(error)).toBe(false);
  });

  it('is not looked for without an end', () => {
    const error: Error & { cause?: unknown } = new Error('round');
    error.cause = error;
    expect(isOutage(error)).toBe(false);
  });
});

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
