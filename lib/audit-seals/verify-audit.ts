import { countUnsealed, findSealed } from '@/lib/audit/for-other-rooms';
import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type ChainBreak, ChainCheck } from './rules/check-chain';
import type { ChainHead } from './rules/seal-chain';

/** Entries in memory at once. */
const BATCH = 2_000;
/** Below every position that the column can have: what stands before the chain is read too. */
const BELOW_ALL = -(2 ** 31) - 1;

export type ChainReport = {
  sealed: number;
  /** Written since the last sealing: nothing is known of them yet. */
  unsealed: number;
  /** Null before the first seal. */
  head: ChainHead | null;
  breaks: ChainBreak[];
};

/**
 * Reads every sealed audit entry and follows the chain of seals.
 * @param expected a head that was written down earlier; with it, a chain that somebody made anew from the start is found too
 */
export async function verifyAudit(context: Context, expected: ChainHead | null = null): Promise<ChainReport> {
  const scope = authoriseSystem(context);
  const check = new ChainCheck(expected);
  for (let after = BELOW_ALL, isMore = true; isMore; ) {
    const entries = await findSealed(database(), scope, { after, atMost: BATCH });
    check.take(entries);
    after = entries.at(-1)?.position ?? after;
    isMore = entries.length === BATCH;
  }
  check.end();
  const unsealed = await countUnsealed(database(), scope);
  return { sealed: check.count, unsealed, head: check.last, breaks: check.breaks };
}
