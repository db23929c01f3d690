import { describe, expect, it } from 'vitest';
import { isOutage } from '@/lib/core/outage';

const withCode = (code: string) => Object.assign(new Error('no'), { code });

describe('an outage', () => {
  it.each([
    ['not reached', withCode('P1001')],
    ['closed', withCode('P1017')],
    ['no connection free', withCode('P2024')],
    [
      'no transaction begun',
      Object.assign(new Error('Transaction API error: Unable to start a transaction in the given time.'), {
        code: 'P2028',
      }),
    ],
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
    [
      'a transaction that took too long',
      Object.assign(
        new Error('Transaction API error: A query cannot be executed on an expired transaction.'),
        {
          code: 'P2028',
        },
      ),
    ],
    ['a transaction that is over', withCode('P2028')],
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
