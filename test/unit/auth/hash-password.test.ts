import type { ScryptOptions } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  CURRENT_COST,
  generatePassword,
  hashPassword,
  isRightPassword,
  needsRehash,
} from '@/lib/auth/hash-password';

type Derived = (error: Error | null, key: Buffer) => void;

const derivations = vi.hoisted((): unknown[] => []);
vi.mock('node:crypto', async (importOriginal) => {
  const crypto = await importOriginal<typeof import('node:crypto')>();
  const scrypt = (password: string, salt: Buffer, length: number, options: ScryptOptions, done: Derived) => {
    derivations.push(options);
    crypto.scrypt(password, salt, length, options, done);
  };
  return { ...crypto, scrypt };
});

const cheap = { N: 16, r: 8, p: 1 };

describe('password hashes', () => {
  it('accept their password and no other, with a salt each', async () => {
    const [one, two] = await Promise.all([
      hashPassword('correct horse', cheap),
      hashPassword('correct horse', cheap),
    ]);
    expect(one).not.toBe(two);
    expect(one).toMatch(/^scrypt\$16\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await isRightPassword(one, 'correct horse')).toBe(true);
    expect(await isRightPassword(one, 'correct horsf')).toBe(false);
    expect(await isRightPassword(one, '')).toBe(false);
  });

  it('cost at least 32 MiB today, and are made again when the cost is raised', async () => {
    expect(128 * CURRENT_COST.N * CURRENT_COST.r).toBeGreaterThanOrEqual(32 * 1024 * 1024);
    const old = await hashPassword('correct horse', cheap);
    expect(needsRehash(old)).toBe(true);
    expect(needsRehash(old, cheap)).toBe(false);
    expect(await isRightPassword(old, 'correct horse')).toBe(true);
  });

  it('take a password for the same one however the keyboard composes it', async () => {
    const hash = await hashPassword('Z\u00fcrich am See', cheap);
    expect(await isRightPassword(hash, 'Zu\u0308rich am See')).toBe(true);
  });

  it.each([
    ['no account', null],
    ['another scheme', '$2b$12$abcdefghijklmnopqrstuv'],
    ['a cost beyond the ceiling', 'scrypt$1073741824$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAA'],
    ['a cost that is no power of two', 'scrypt$1000$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAA'],
    ['a key of no length', 'scrypt$16$8$1$AAAAAAAAAAAAAAAAAAAAAA$AA'],
  ])('of %s are never right', async (_name, hash) => {
    expect(await isRightPassword(hash, '')).toBe(false);
    expect(await isRightPassword(hash, 'x')).toBe(false);
  });

  it('cost the same work for an account that does not exist', async () => {
    const hash = await hashPassword('correct horse');
    const measureWork = async (stored: string | null) => {
      derivations.length = 0;
      await isRightPassword(stored, 'wrong horse');
      return [...derivations];
    };
    const known = await measureWork(hash);
    expect(known).toEqual([expect.objectContaining(CURRENT_COST)]);
    expect(await measureWork(null)).toEqual(known);
  });
});

describe('generated passwords', () => {
  it('are five groups without lookalikes, 125 bits', () => {
    expect(generatePassword()).toMatch(/^([a-km-np-z2-9]{5}-){4}[a-km-np-z2-9]{5}$/);
    expect(generatePassword((size) => new Uint8Array(size).fill(31))).toBe('99999-99999-99999-99999-99999');
    expect(new Set(Array.from({ length: 50 }, () => generatePassword())).size).toBe(50);
  });
});
