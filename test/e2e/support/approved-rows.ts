import { requireAsset } from '@/lib/assets/store';
import { authoriseSystem, systemContext, toOrganizationScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import { freezeSnapshot } from '@/lib/submissions/freeze-snapshot';
import type { TestOrganization } from '../../integration/setup/people';
import { readyAsset } from '../../integration/setup/ready-asset';

/** An asset that can be approved, and the row of its approval: the demo's worker would scan what is submitted. */
export async function approvedRows(seller: TestOrganization) {
  const { id: organizationId, clock } = seller;
  const { userId } = seller.as('OWNER').actor;
  const at = clock.now();
  const { id, sites } = await readyAsset(seller, { name: `Till ${newId().slice(-12)}` });
  const platform = authoriseSystem(systemContext('worker', clock));
  const scope = toOrganizationScope({ organizationId }, platform);
  const sent = await requireAsset(database(), scope, id);
  const approval = {
    ...{ id: newId(), organizationId, assetId: id, number: 1, status: 'APPROVED' as const, statusSince: at },
    ...{ createdById: userId, createdAt: at, submittedById: userId, submittedAt: at },
    snapshot: toJson(await freezeSnapshot(database(), scope, sent, { warnings: [], now: at })),
  };
  return { id, sites, approval };
}
