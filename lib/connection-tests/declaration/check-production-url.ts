import { getAsset } from '@/lib/assets/get-asset';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { policyForWebsite } from '@/lib/websites/outbound-to-website';
import { type ProveDeps, proveUrl } from '../prove-url/prove-url';
import { checkUrlSchema } from '../prove-url/schemas';
import { writeProof } from '../prove-url/store';
import type { UrlProof } from '../rules/url-check';
import { findDeclaration } from './find-declaration';

/**
 * Proves the saved production URL now and keeps the proof with the declaration. A check that fails is an outcome, not
 * an error; the asset's status does not matter, for nothing of it is changed.
 * @param input `{ assetId }`
 * @param deps the network, for tests; by default what the operator allows
 * @throws AppError PRECONDITION_FAILED without a URL that can be read, LIMIT_EXCEEDED, NOT_FOUND
 */
export async function checkProductionUrl(
  context: Context,
  input: unknown,
  deps: Partial<Omit<ProveDeps, 'clock'>> = {},
): Promise<UrlProof> {
  const scope = authorise(context, 'connection.run');
  const { assetId } = parseInput(checkUrlSchema, input);
  await getAsset(context, assetId);
  const declaration = await findDeclaration(database(), scope, assetId);
  if (!declaration || declaration.productionUrl === '')
    throw preconditionFailed('connection.blockers.PRODUCTION_URL_MISSING');
  const { productionUrl, version } = declaration;
  if (!isHttpUrl(productionUrl)) throw preconditionFailed('connection.blockers.PRODUCTION_URL_UNUSABLE');
  await requireAttempt(context.clock, 'send.connection-run', scope.organizationId, 'auth.tooManySent');
  const policy = deps.policy ?? policyForWebsite(new URL(productionUrl).origin);
  const proof = await proveUrl(productionUrl, { ...deps, policy, clock: context.clock });
  await inTransaction(async (tx) => {
    await writeProof(tx, { ...proof, assetId, declarationVersion: version });
    const failed = proof.checks.filter(({ state }) => state === 'fail').map(({ code }) => code);
    await recordAudit(tx, context, {
      event: 'connection.urlChecked',
      organizationId: scope.organizationId,
      subject: { type: 'connection', id: assetId },
      assetId,
      after: { failed },
    });
  });
  return proof;
}

/** What can be asked at all; whether KooGallery would is what the proof says. */
const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
