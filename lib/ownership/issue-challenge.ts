import { randomBytes } from 'node:crypto';
import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { issueChallengeWithin } from './issue-challenge-within';
import { issueChallengeSchema } from './schemas';
import type { Challenge } from './store';

/**
 * Makes a verification file for a website; the file that it replaces stops working. A website that is
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
  return inTransaction((tx) =>
    issueChallengeWithin({ ...context, tx }, scope, { websiteId, replaces }, random),
  );
}
