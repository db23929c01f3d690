import { afterAll, beforeAll, expect, it } from 'vitest';
import { database } from '@/lib/db/client';
import { submitForReview } from '@/lib/submissions/submit-for-review';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { submitted } from './submission-rows';

let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

it('tells no seller of a running scan when another index refuses a row', async () => {
  const organization = await newOrganization();
  await submitted(organization, (await readyAsset(organization)).id);
  await database().$executeRaw`CREATE UNIQUE INDEX "one_of_each_event" ON "SubmissionTransition" ("event")`;
  const other = await newOrganization();
  const asset = await readyAsset(other);
  await expect(submitForReview(other.as('EDITOR'), asset.id)).rejects.toMatchObject({ code: 'P2002' });
});
