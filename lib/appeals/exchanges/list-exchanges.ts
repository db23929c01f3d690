import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import type { ProofRecord } from '../appeal-record';
import { proofFiles } from '../proof-files';
import { type ExchangeText, readExchangeFile } from '../rules/exchange-text';
import { reviewedFindingSchema } from '../schemas';
import { findAppeals, listProofs } from '../store';

/** A request and its response that the seller gave as proof of a finding. */
export type ExchangeProof = Pick<ProofRecord, 'id' | 'uploadedAt' | 'uploadedByName'> & ExchangeText;

/** The exchanges that prove the conclusion on a finding in the newest appeal, oldest first. @param input `{ submissionId, findingId }` */
export async function listExchanges(context: Context, input: unknown): Promise<ExchangeProof[]> {
  const scope = authorise(context, 'appeal.view');
  const { submissionId, findingId } = parseInput(reviewedFindingSchema, input);
  const [appeal] = await findAppeals(database(), scope, submissionId);
  return readExchanges(appeal ? await listProofs(database(), scope, appeal.id, 'SELLER') : [], findingId);
}

/** Those of one finding among the files of an appeal. A file that is gone is left out here: its download says so. */
export async function readExchanges(
  proofs: readonly ProofRecord[],
  findingId: string,
): Promise<ExchangeProof[]> {
  const exchanges: ExchangeProof[] = [];
  for (const { id, storageKey, uploadedAt, uploadedByName, ...proof } of proofs) {
    if (proof.kind !== 'EXCHANGE' || proof.findingId !== findingId) continue;
    const bytes = await proofFiles().get(storageKey);
    const text = bytes && readExchangeFile(new TextDecoder().decode(bytes));
    if (text) exchanges.push({ id, uploadedAt, uploadedByName, ...text });
  }
  return exchanges;
}
