import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** What a hash costs: memory is 128 · N · r bytes, time grows with N · r · p. */
export type ScryptCost = { N: number; r: number; p: number };

/** 32 MiB and about a fifth of a second a hash (OWASP Password Storage Cheat Sheet, scrypt). Raise it: old hashes follow at the next sign-in. */
export const CURRENT_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** No stored hash may make the process work or allocate more than this, whoever wrote it. */
const COST_CEILING: ScryptCost = { N: 2 ** 18, r: 16, p: 8 };

type ParsedHash = { cost: ScryptCost; salt: Buffer; key: Buffer };

/** `scrypt$N$r$p$salt$key`, salt and key in base64url: everything that a later comparison needs. */
export async function hashPassword(password: string, cost: ScryptCost = CURRENT_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether the password is the one that was hashed. Without a hash (no such account, or one without a password) the
 * same work is done and the answer is no, so that time does not tell which accounts exist.
 */
export async function isRightPassword(hash: string | null, password: string): Promise<boolean> {
  const parsed = hash === null ? null : parseHash(hash);
  const { cost, salt, key } = parsed ?? {
    cost: CURRENT_COST,
    salt: Buffer.alloc(SALT_BYTES),
    key: Buffer.alloc(KEY_BYTES),
  };
  const derived = await derive(password, salt, cost);
  return timingSafeEqual(derived, key) && parsed !== null;
}

/** Whether a hash was made at another cost than today's, and is to be made again when its password is at hand. */
export function needsRehash(hash: string, cost: ScryptCost = CURRENT_COST): boolean {
  const parsed = parseHash(hash);
  return parsed === null || parsed.cost.N !== cost.N || parsed.cost.r !== cost.r || parsed.cost.p !== cost.p;
}

/** 125 random bits in a form that can be read out and typed: five groups of letters and digits without lookalikes. */
export function generatePassword(random: (size: number) => Uint8Array = randomBytes): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  const letters = Array.from(random(25), (byte) => alphabet[byte % alphabet.length]).join('');
  return (letters.match(/.{5}/g) ?? []).join('-');
}

function parseHash(hash: string): ParsedHash | null {
  const [name, N, r, p, salt, key, ...rest] = hash.split('$');
  if (name !== 'scrypt' || !salt || !key || rest.length > 0) return null;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const isBounded = (['N', 'r', 'p'] as const).every(
    (part) => Number.isInteger(cost[part]) && cost[part] >= 1 && cost[part] <= COST_CEILING[part],
  );
  if (!isBounded || cost.N < 2 || !Number.isInteger(Math.log2(cost.N))) return null;
  const parsed = { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
  return parsed.key.length === KEY_BYTES ? parsed : null;
}

/** The same password typed on two keyboards may arrive composed or decomposed: NFKC makes it one. */
function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
