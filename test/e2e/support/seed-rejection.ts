/** Entry script: a request of the demo's seller that is rejected by the product's own verb. Prints the asset's name. */
import { authoriseSystem, systemContext, toOrganizationScope } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { closeDatabase, database } from '@/lib/db/client';
import { changeStatus } from '@/lib/submissions/change-status';
import { requireSubmission } from '@/lib/submissions/for-other-rooms';
import { submissionWithFindings } from '../../integration/setup/rejected-submission';
import { demoSeller } from './demo-seller';

async function main(): Promise<void> {
  const seller = await demoSeller();
  const { id: organizationId, clock } = seller;
  const { id, assetId } = await submissionWithFindings(seller);
  await database().submission.update({ where: { id }, data: { status: 'SCANNING' } });
  const worker = systemContext('worker', clock);
  const scope = toOrganizationScope({ organizationId }, authoriseSystem(worker));
  await transact(worker, async (inner) => {
    const submission = await requireSubmission(inner.tx, scope, id);
    await changeStatus(inner, scope, submission, { event: 'fail', reasonCode: 'HIGH_FINDINGS' });
  });
  const asset = await database().asset.findUniqueOrThrow({ where: { id: assetId } });
  process.stdout.write(asset.name);
  await closeDatabase();
}

await main();
