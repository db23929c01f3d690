import { authorise, type Context } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import { proofFiles } from './proof-files';
import { getProof, type StoredProof } from './store';

export type ProofFile = { fileName: string; contentType: string; bytes: Uint8Array };
type ProofIds = { submissionId: string; proofId: string };

/** A proof as it was uploaded. @throws AppError NOT_FOUND */
export async function downloadProof(context: Context, ids: ProofIds): Promise<ProofFile> {
  const scope = authorise(context, 'appeal.view');
  return readProof(await getProof(database(), scope, ids));
}

/** Its bytes. @throws AppError NOT_FOUND where they are gone; INTERNAL when they have changed */
export async function readProof({ fileName, contentType, storageKey }: StoredProof): Promise<ProofFile> {
  const bytes = await proofFiles().get(storageKey);
  if (!bytes) throw new AppError('NOT_FOUND', { message: 'appeals.proofGone' });
  return { fileName, contentType, bytes };
}
