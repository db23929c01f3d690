/** Entry script: an approved website of the demo's seller that is no longer as approved, and the notice of it. */
import { systemContext } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { closeDatabase, database } from '@/lib/db/client';
import { notify } from '@/lib/notices/notify';
import { approvedRows } from './approved-rows';
import { demoSeller } from './demo-seller';

async function main(): Promise<void> {
  const seller = await demoSeller();
  const { id: organizationId, clock } = seller;
  const { approval, sites } = await approvedRows(seller);
  const [site] = sites;
  if (!site) throw new TypeError('the asset has no website');
  const { id: websiteId, host: name } = site;
  const at = clock.now();
  const watchId = newId();
  const snapshot = { server: 'nginx/1.2', 'x-frame-options': 'DENY' };
  const difference = (thing: string, before: string, after: string) => ({
    ...{ id: newId(), watchId, thing, before, after, foundAt: at },
  });
  // At once: the schedule keeps a list of what is approved.
  await database().$transaction([
    database().submission.create({ data: approval }),
    database().driftWatch.create({
      data: {
        ...{ id: watchId, organizationId, websiteId, approvedAt: at, snapshot, snapshotAt: at },
        ...{ lookedAt: at, nextLookAt: new Date(at.getTime() + DAY_MS), version: 1 },
      },
    }),
    database().driftDifference.createMany({
      data: [
        difference('server', 'nginx/1.2', 'nginx/1.3'),
        difference('x-frame-options', 'DENY', ''),
        difference('REACH', '', 'ETIMEDOUT'),
      ],
    }),
  ]);
  const values = {
    place: 'WEBSITE' as const,
    placeId: websiteId,
    name,
    thing: 'server',
    more: 2,
    things: [],
  };
  await transact(systemContext('worker', clock), (inner) =>
    notify(inner, { kind: 'drift.found', organizationId, key: watchId, values }),
  );
  process.stdout.write(websiteId);
  await closeDatabase();
}

await main();
