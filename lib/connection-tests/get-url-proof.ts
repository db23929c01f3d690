import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findDeclaration } from './declaration/find-declaration';
import { findUrlProof, type StoredUrlProof } from './prove-url/store';
import { type ProofStanding, proofStanding } from './rules/url-check';

/** The newest proof of an asset's production URL, and what it says about the URL that is declared now. */
export async function getUrlProof(
  context: Context,
  assetId: string,
): Promise<{ proof: StoredUrlProof | null; standing: ProofStanding }> {
  const scope = authorise(context, 'connection.view');
  const [proof, declaration] = await Promise.all([
    findUrlProof(database(), scope, assetId),
    findDeclaration(database(), scope, assetId),
  ]);
  return { proof, standing: proofStanding(proof, declaration) };
}
