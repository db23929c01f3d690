import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const SECRET = 'a-secret-of-24-characters';

const compared = vi.hoisted(() => vi.fn());
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return {
    ...crypto,
    timingSafeEqual: (a: Uint8Array, b: Uint8Array) => {
      compared(a.length, b.length);
      return crypto.timingSafeEqual(a, b);
    },
  };
});

/** The guard as a process with this setting has it: the configuration is read once a process. */
async function guardWith(secret: string) {
  vi.stubEnv('CRON_SECRET', secret);
  vi.resetModules();
  const { requireCronSecret } = await import('@/lib/auth/require-cron-secret');
  return (header: string | null) => {
    try {
      requireCronSecret(header);
      return 'IN';
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
  };
}

beforeEach(() => {
  compared.mockClear();
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/none');
  vi.stubEnv('NEXTAUTH_URL', 'http://localhost:3000');
  vi.stubEnv('NEXTAUTH_SECRET', 'a-secret-of-this-test-0123456789');
  vi.stubEnv('ENCRYPTION_KEYS', `test:${Buffer.alloc(32, 1).toString('base64')}`);
});
afterEach(() => vi.unstubAllEnvs());

describe('the cron secret', () => {
  it.each([
    [`Bearer ${SECRET}`, 'IN'],
    [null, 'UNAUTHENTICATED'],
    ['', 'UNAUTHENTICATED'],
    ['Bearer', 'UNAUTHENTICATED'],
    ['Bearer ', 'UNAUTHENTICATED'],
    [SECRET, 'UNAUTHENTICATED'],
    [`Basic ${SECRET}`, 'UNAUTHENTICATED'],
    [`Bearer ${SECRET.slice(0, -1)}`, 'UNAUTHENTICATED'],
    [`Bearer ${SECRET}x`, 'UNAUTHENTICATED'],
    [`Bearer ${SECRET} `, 'UNAUTHENTICATED'],
    [`Bearer ${SECRET.toUpperCase()}`, 'UNAUTHENTICATED'],
    [`Bearer ${SECRET}, Bearer ${SECRET}`, 'UNAUTHENTICATED'],
  ])('answers %j with %s', async (header, outcome) => {
    expect((await guardWith(SECRET))(header)).toBe(outcome);
  });

  it('lets nobody in where none is configured', async () => {
    const ask = await guardWith('');
    for (const header of [null, '', 'Bearer ', 'Bearer undefined', `Bearer ${SECRET}`])
      expect(ask(header)).toBe('PRECONDITION_FAILED');
  });

  it('is compared in constant time, whatever is given', async () => {
    const ask = await guardWith(SECRET);
    for (const given of ['', 'a', SECRET.slice(0, 5), SECRET, SECRET.repeat(100)]) ask(`Bearer ${given}`);
    expect(compared.mock.calls).toEqual(Array.from({ length: 5 }, () => [32, 32]));
  });
});
