import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/client';
import type { StoredObject } from '@/lib/storage/object-store';
import type { ProofKind } from './appeal-record';
import { PROOFS_MAXIMUM } from './rules/evidence-file';
import { findProofs, insertProof } from './store';

/**
 * Adds a stored file to an appeal that the caller has locked. The same bytes are kept once: sending them again adds nothing.
 * @throws AppError LIMIT_EXCEEDED beyond the number of files of an appeal
 */
export async function keepProof(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope & { userId: string },
  file: {
    appealId: string;
    assetId: string;
    kind: ProofKind;
    fileName: string;
    contentType: string;
    stored: StoredObject;
  },
): Promise<void> {
  const { appealId, assetId, kind, fileName, contentType, stored } = file;
  const proofs = await findProofs(tx, scope, appealId);
  if (proofs.some(({ sha256 }) => sha256 === stored.sha256)) return;
  if (proofs.length >= PROOFS_MAXIMUM)
    throw limitExceeded('appeals.tooManyProofs', { values: { maximum: PROOFS_MAXIMUM } });
  const at = context.clock.now();
  const { key: storageKey, sha256, size } = stored;
  await insertProof(tx, scope, {
    id: newId(at.getTime()),
    appealId,
    kind,
    fileName,
    contentType,
    size,
    sha256,
    storageKey,
    uploadedById: scope.userId,
    uploadedAt: at,
  });
  await recordAudit(tx, context, {
    event: 'appeal.proofUploaded',
    organizationId: scope.organizationId,
    subject: { type: 'appeal', id: appealId },
    assetId,
    after: { kind, fileName, size, sha256 },
  });
}
