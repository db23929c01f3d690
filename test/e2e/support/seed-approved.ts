/** Entry script: an approved asset of the demo's seller that can be released, in the database that the environment names. */
import { closeDatabase, database } from '@/lib/db/client';
import { approvedRows } from './approved-rows';
import { demoSeller } from './demo-seller';

async function main(): Promise<void> {
  const { id, approval } = await approvedRows(await demoSeller());
  await database().submission.create({ data: approval });
  process.stdout.write(id);
  await closeDatabase();
}

await main();
