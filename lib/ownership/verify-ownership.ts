import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { AppError, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { getWebsite } from '@/lib/websites/get-website';
import { lockWebsiteWithFacts } from '@/lib/websites/lock-website-with-facts';
import { CURRENT_AGREEMENT } from './rules/agreement';
import { type LadderDeps, type LadderOutcome, runLadder, saveLadder } from './run-ladder';
import { verifyOwnershipSchema } from './schemas';
import { type Challenge, findAcceptance, findChallenge, insertAcceptance } from './store';

/**
 * Checks the verification file on the website and, where it is right, verifies the website and claims its host.
 * A rung that fails is an outcome with what was seen, not an error; so is a host that another organization holds,
 * which only somebody who has put the file there learns, and never whose it is.
 * @param input `{ websiteId, acceptedAgreement }`: the agreement's version, where it was not accepted before
 * @throws AppError VALIDATION where the agreement is not accepted; PRECONDITION_FAILED without a file, or with one
 *   that has expired; LIMIT_EXCEEDED; CONFLICT where the file was replaced meanwhile; NOT_FOUND
 */
export async function verifyOwnership(
  context: Context,
  input: unknown,
  deps: LadderDeps = {},
): Promise<LadderOutcome> {
  const scope = authorise(context, 'website.verify');
  const { websiteId, acceptedAgreement } = parseInput(verifyOwnershipSchema, input);
  const { origin } = await getWebsite(context, websiteId);
  const challenge = usable(await findChallenge(database(), { id: websiteId }), context.clock.now());
  await acceptAgreement(context, scope, websiteId, acceptedAgreement);
  await requireAttempt(context.clock, 'send.ownership-check', scope.organizationId, 'auth.tooManySent');
  const ladder = await runLadder(context, origin, challenge, deps);
  return saveLadder(context, scope, websiteId, { challenge, ladder });
}

function usable(challenge: Challenge | null, now: Date): Challenge {
  if (!challenge) throw preconditionFailed('ownership.noFile');
  if (now >= challenge.expiresAt) throw preconditionFailed('ownership.fileExpired');
  return challenge;
}

/** Keeps the acceptance before anything is sent; once accepted for the website, a version need not be accepted again. */
async function acceptAgreement(
  context: Context,
  scope: OrganizationScope & { userId: string },
  websiteId: string,
  accepted: string | null,
): Promise<void> {
  if (accepted !== CURRENT_AGREEMENT) {
    if (await findAcceptance(database(), { id: websiteId }, CURRENT_AGREEMENT)) return;
    const fields = [{ field: 'acceptedAgreement', message: 'ownership.agreementRequired' }];
    throw new AppError('VALIDATION', { message: 'codes.VALIDATION', fields });
  }
  await inTransaction(async (tx) => {
    const acceptedAt = context.clock.now();
    const { website } = await lockWebsiteWithFacts(tx, scope, websiteId, acceptedAt);
    const id = newId(acceptedAt.getTime());
    const acceptance = { id, agreementVersion: CURRENT_AGREEMENT, acceptedById: scope.userId, acceptedAt };
    if (!(await insertAcceptance(tx, website, acceptance))) return;
    await recordAudit(tx, context, {
      event: 'website.agreementAccepted',
      organizationId: scope.organizationId,
      subject: { type: 'website', id: websiteId },
      after: { agreementVersion: CURRENT_AGREEMENT },
    });
  });
}
