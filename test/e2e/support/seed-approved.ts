/** Entry script: an approved asset of the demo's seller that can be released, in the database that the environment names. */
import { requireAsset } from '@/lib/assets/store';
import { authoriseSystem, systemContext, toOrganizationScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { closeDatabase, database } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import { freezeSnapshot } from '@/lib/submissions/freeze-snapshot';
import { readyAsset } from '../../integration/setup/ready-asset';
import { demoSeller } from './demo-seller';

async function main(): Promise<void> {
  const seller = await demoSeller();
  const { id: organizationId, clock } = seller;
  const { userId } = seller.as('OWNER').actor;
  const at = clock.now();
  const { id } = await readyAsset(seller, { name: `Till ${newId().slice(-12)}` });
  const platform = authoriseSystem(systemContext('worker', clock));
  const scope = toOrganizationScope({ organizationId }, platform);
  const sent = await requireAsset(database(), scope, id);
  // By its rows: the demo's worker would scan what is submitted.
  await database().submission.create({
    data: {
      ...{ id: newId(), organizationId, assetId: id, number: 1, status: 'APPROVED', statusSince: at },
      ...{ createdById: userId, createdAt: at, submittedById: userId, submittedAt: at },
      snapshot: toJson(await freezeSnapshot(database(), scope, sent, { warnings: [], now: at })),
    },
  });
  process.stdout.write(id);
  await closeDatabase();
}

await main();
