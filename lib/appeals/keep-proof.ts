import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { sha256Hex } from '@/lib/core/bytes';
import { limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/client';
import { objectKey } from '@/lib/storage/object-key';
import type { CommentSide, ProofKind } from './appeal-record';
import { requireFileRoom } from './files/require-file-room';
import { proofFiles } from './proof-files';
import { PROOFS_MAXIMUM } from './rules/evidence-file';
import { insertProof, listProofs, lockStoredFile } from './store';

/**
 * Adds a file to an appeal that the caller has locked, as the last step: whatever refuses the upload has done so before
 * a byte is stored. The same bytes of one side are kept once: sending them again adds nothing. What reviewers attach
 * takes nothing of the seller's room.
 * @returns the id of the proof
 * @throws AppError LIMIT_EXCEEDED beyond the number of files of an appeal, or the room of the organization; INTERNAL when
 *   there is no room for it
 */
export async function keepProof(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope & { userId: string },
  file: {
    appealId: string;
    assetId: string;
    kind: ProofKind;
    side: CommentSide;
    findingId?: string;
    fileName: string;
    contentType: string;
    bytes: Uint8Array;
  },
): Promise<string> {
  const { appealId, assetId, kind, side, findingId = null, fileName, contentType, bytes } = file;
  const proofs = await listProofs(tx, scope, appealId, side);
  const hash = sha256Hex(bytes);
  const known = proofs.find((proof) => proof.sha256 === hash && proof.findingId === findingId);
  if (known) return known.id;
  if (proofs.length >= PROOFS_MAXIMUM)
    throw limitExceeded('appeals.tooManyProofs', { values: { maximum: PROOFS_MAXIMUM } });
  const at = context.clock.now();
  if (side === 'SELLER')
    await requireFileRoom(tx, scope, { storageKey: objectKey(hash), size: bytes.length });
  const id = newId(at.getTime());
  await lockStoredFile(tx, scope, objectKey(hash));
  const { key: storageKey, sha256, size } = await proofFiles().put(bytes);
  await insertProof(tx, scope, {
    id,
    appealId,
    kind,
    side,
    findingId,
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
  return id;
}
