import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { type Database, database } from '@/lib/db/client';
import { proofFiles } from './proof-files';
import { getProof } from './store';

export type ProofFile = { fileName: string; contentType: string; bytes: Uint8Array };
type ProofIds = { submissionId: string; proofId: string };

/** A proof as it was uploaded. @throws AppError NOT_FOUND */
export function downloadProof(context: Context, ids: ProofIds): Promise<ProofFile> {
  return readProof(database(), authorise(context, 'appeal.view'), ids);
}

/** The same, for verbs that have authorised otherwise. @throws AppError NOT_FOUND; INTERNAL when the bytes have changed */
export async function readProof(db: Database, scope: OrganizationScope, ids: ProofIds): Promise<ProofFile> {
  const { fileName, contentType, storageKey } = await getProof(db, scope, ids);
  const bytes = await proofFiles().get(storageKey);
  if (!bytes) throw new AppError('NOT_FOUND', { message: 'appeals.proofGone' });
  return { fileName, contentType, bytes };
}
