import { describe, expect, it } from 'vitest';
import { authorise, type Context, systemContext } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import type { SubmissionEvent } from '@/lib/lifecycle/rules/lifecycle';
import { changeStatus } from '@/lib/submissions/change-status';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { historyOf, submissionsOf, submitted } from './submission-rows';

/** Who acts on a submission that is being scanned, with the scope that a mistaken verb would hand over. */
const ACTORS: Record<string, (organization: TestOrganization) => Context | Promise<Context>> = {
  editor: (organization) => organization.as('EDITOR'),
  viewer: (organization) => organization.as('VIEWER'),
  worker: ({ clock }) => systemContext('worker', clock),
  reviewer: ({ clock }) => newPlatformPerson('REVIEWER', clock),
  'editor of another organization': async () => (await newOrganization()).as('EDITOR'),
};

describe('a status', () => {
  it.each<[string, SubmissionEvent, string]>([
    ['editor', 'pass', 'FORBIDDEN'],
    ['editor', 'approve', 'CONFLICT'],
    ['viewer', 'withdraw', 'FORBIDDEN'],
    ['worker', 'withdraw', 'FORBIDDEN'],
    ['reviewer', 'withdraw', 'FORBIDDEN'],
    ['reviewer', 'fail', 'FORBIDDEN'],
    ['editor of another organization', 'withdraw', 'FORBIDDEN'],
  ])('is not changed for the %s by %s', async (who, event, code) => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const id = await submitted(organization, asset.id);
    const context = await ACTORS[who]?.(organization);
    if (!context) throw new Error(`nobody is called ${who}`);
    const scope = authorise(organization.as('EDITOR'), 'asset.edit');
    const [submission] = await submissionsOf(asset.id);
    if (!submission) throw new Error('a submission was expected');
    const changing = inTransaction((tx) =>
      changeStatus(tx, context, scope, { ...submission, snapshot: null }, event),
    );
    await expect(changing).rejects.toMatchObject({ code });
    expect(await submissionsOf(asset.id)).toMatchObject([{ status: 'SCANNING' }]);
    expect(await historyOf(id)).toEqual(['open', 'submit']);
  });
});
