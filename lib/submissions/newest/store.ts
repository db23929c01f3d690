import type { OrganizationScope } from '@/lib/auth/actor';
import { type Keyset, keysetArguments } from '@/lib/core/keyset';
import type { Database } from '@/lib/db/client';
import { type SubmissionRecord, toSubmissionRecord } from '../store';

/** Those of live assets, newest first. */
export async function findSubmissionsAfter(
  db: Database,
  { organizationId }: OrganizationScope,
  assetId: string | null,
  keyset: Keyset,
): Promise<SubmissionRecord[]> {
  const { where, ...place } = keysetArguments(keyset);
  const ofAsset = assetId === null ? {} : { assetId };
  const rows = await db.submission.findMany({
    where: { organizationId, asset: { deletedAt: null }, ...ofAsset, ...where },
    ...place,
  });
  return rows.map(toSubmissionRecord);
}
