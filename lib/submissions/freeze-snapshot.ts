import type { AssetRecord } from '@/lib/assets/store';
import type { OrganizationScope } from '@/lib/auth/actor';
import { findDeclaration } from '@/lib/connection-tests/declaration/find-declaration';
import { freezeConnection } from '@/lib/connection-tests/declaration/freeze-connection';
import type { Database } from '@/lib/db/client';
import { listWebsiteFacts } from '@/lib/ownership/list-website-facts';
import type { ReadinessItem } from './rules/readiness-facts';
import type { SubmissionSnapshot } from './rules/snapshot';

/** What is sent, as it is in this transaction. */
export async function freezeSnapshot(
  db: Database,
  scope: OrganizationScope,
  asset: AssetRecord,
  { warnings, now }: { warnings: readonly ReadinessItem[]; now: Date },
): Promise<SubmissionSnapshot> {
  const websites = await listWebsiteFacts(db, scope, asset.websiteIds, now);
  const declaration = await findDeclaration(db, scope, asset.id);
  return {
    asset: { name: asset.name, description: asset.description, category: asset.category },
    websites: [...websites.values()].map(({ id, name, host, origin }) => ({ id, name, host, origin })),
    connection: {
      protocol: declaration?.protocol ?? 'V2',
      productKind: declaration?.productKind ?? 'COMMON',
      billingModes: declaration?.billingModes ?? [],
      productionUrl: declaration?.productionUrl ?? '',
    },
    judgedConnection: await freezeConnection(db, scope, asset.id),
    warnings: warnings.map(({ code, values }) => ({ code, values })),
  };
}
