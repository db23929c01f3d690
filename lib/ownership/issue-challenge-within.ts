import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import type { OrganizationScope, TxContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { lockWebsiteWithFacts } from '@/lib/websites/lock-website-with-facts';
import { newToken, tokenValidUntil } from './rules/verification-file';
import { type Challenge, findChallenge, replaceChallenge } from './store';

/**
 * The same as `issueChallenge` in a transaction that is open already, of somebody who was authorised for it.
 * @throws AppError NOT_FOUND
 */
export async function issueChallengeWithin(
  context: TxContext,
  scope: OrganizationScope,
  { websiteId, replaces = null }: { websiteId: string; replaces?: string | null | undefined },
  random: (size: number) => Uint8Array = randomBytes,
): Promise<Challenge> {
  const { tx } = context;
  const createdAt = context.clock.now();
  const { website } = await lockWebsiteWithFacts(tx, scope, websiteId, createdAt);
  const current = await findChallenge(tx, website);
  if (current && current.id !== replaces) return current;
  const id = newId(createdAt.getTime());
  const challenge = { id, token: newToken(random), createdAt, expiresAt: tokenValidUntil(createdAt) };
  await replaceChallenge(tx, website, challenge);
  await recordAudit(tx, context, {
    event: 'website.challengeIssued',
    organizationId: scope.organizationId,
    subject: { type: 'website', id: websiteId },
    after: { expiresAt: challenge.expiresAt },
  });
  return challenge;
}
