import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { holdWebsite } from '@/lib/websites/hold-website';
import { newToken, tokenValidUntil } from './rules/verification-file';
import { issueChallengeSchema } from './schemas';
import { type Challenge, findChallenge, replaceChallenge } from './store';

/**
 * Makes a verification file for a website; the file that it replaces proves nothing any more. A website that is
 * verified stays so until its 30 days are over.
 * @param input `{ websiteId, replaces }`: the challenge that the page showed. Where another one counts by now, that
 *   one is returned and nothing is made, so that two at once get the same file.
 * @throws AppError NOT_FOUND
 */
export async function issueChallenge(
  context: Context,
  input: unknown,
  random: (size: number) => Uint8Array = randomBytes,
): Promise<Challenge> {
  const scope = authorise(context, 'website.verify');
  const { websiteId, replaces } = parseInput(issueChallengeSchema, input);
  return inTransaction(async (tx) => {
    const createdAt = context.clock.now();
    const { website } = await holdWebsite(tx, scope, websiteId, createdAt);
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
  });
}
