import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { actorId, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { conflict } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/db/client';
import type { Outbound } from '@/lib/http/exchange';
import { type Resolve, systemResolve } from '@/lib/http/resolve-host';
import { claimHost, lockWebsiteWithFacts } from '@/lib/websites/lock-website-with-facts';
import { outboundToWebsite } from '@/lib/websites/outbound-to-website';
import type { LadderResult } from './rules/ladder';
import { tokenValidUntil } from './rules/verification-file';
import { type Challenge, extendChallenge, findChallenge, insertOwnershipAttempt } from './store';
import { walkLadder } from './walk-ladder';

/** The network and chance, for tests; by default the guarded way out, the system's resolver and random bytes. */
export type LadderDeps = {
  outbound?: Outbound;
  resolve?: Resolve;
  random?: (size: number) => Uint8Array;
  signal?: AbortSignal;
  /** For each of the two requests, redirects included. */
  timeoutMs?: number;
};

export type LadderOutcome = {
  isVerified: boolean;
  /** LADDER: a rung failed. CLAIMED_ELSEWHERE: the file is right, and another organization holds the host. */
  reason: 'VERIFIED' | 'LADDER' | 'CLAIMED_ELSEWHERE';
  ladder: LadderResult;
};

/** Walks the ladder of a website's current file, without touching the database. */
export async function runLadder(
  context: Context,
  origin: string,
  { token }: Challenge,
  deps: LadderDeps,
): Promise<LadderResult> {
  const guarded = outboundToWebsite(origin);
  try {
    return await walkLadder({
      outbound: deps.outbound ?? guarded,
      resolve: deps.resolve ?? systemResolve,
      origin,
      token,
      random: deps.random ?? randomBytes,
      clock: context.clock,
      ...(deps.signal ? { signal: deps.signal } : {}),
      ...(deps.timeoutMs === undefined ? {} : { timeoutMs: deps.timeoutMs }),
    });
  } finally {
    guarded.close();
  }
}

/**
 * Saves what was seen, and where the file was right claims the host and stamps the website, in one transaction.
 * A success also prolongs the token: the file may stay where it is as long as it is checked every 30 days. Where
 * another check has verified the website meanwhile, that one counts and nothing is written.
 * @throws AppError NOT_FOUND where the website was removed meanwhile; CONFLICT where its file was replaced
 */
export function saveLadder(
  context: Context,
  scope: OrganizationScope,
  websiteId: string,
  { challenge, ladder }: { challenge: Challenge; ladder: LadderResult },
): Promise<LadderOutcome> {
  return inTransaction(async (tx) => {
    const at = context.clock.now();
    const { website } = await lockWebsiteWithFacts(tx, scope, websiteId, at);
    const isDone = website.verifiedAt !== null && website.verifiedAt >= new Date(ladder.startedAt);
    if (ladder.isProven && isDone) return { isVerified: true, reason: 'VERIFIED', ladder };
    if ((await findChallenge(tx, website))?.id !== challenge.id) throw conflict('ownership.fileReplaced');

    const isVerified = ladder.isProven && (await claimHost(tx, website, at));
    const isClaimedElsewhere = ladder.isProven && !isVerified;
    await insertOwnershipAttempt(tx, {
      id: newId(at.getTime()),
      challengeId: challenge.id,
      at,
      startedById: actorId(context.actor),
      isVerified,
      ladder,
      isClaimedElsewhere,
    });
    if (isVerified) await extendChallenge(tx, challenge.id, tokenValidUntil(at));
    await recordAudit(tx, context, {
      event: isVerified ? 'website.verified' : 'website.verificationFailed',
      organizationId: scope.organizationId,
      subject: { type: 'website', id: websiteId },
      after: { host: website.host, failedRung: ladder.failedRung, isClaimedElsewhere },
    });
    const reason = isVerified ? 'VERIFIED' : isClaimedElsewhere ? 'CLAIMED_ELSEWHERE' : 'LADDER';
    return { isVerified, reason, ladder };
  });
}
