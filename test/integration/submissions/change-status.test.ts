import { describe, expect, it } from 'vitest';
import { authorise, type Context, systemContext } from '@/lib/auth/actor';
import { database, inTransaction } from '@/lib/db/client';
import type { SubmissionEvent } from '@/lib/lifecycle/rules/lifecycle';
import { changeStatus } from '@/lib/submissions/change-status';
import { findTransitions } from '@/lib/submissions/store';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { readHistory, readSubmissions, submitted } from './submission-rows';

/** Who acts on a submission that is being scanned, with the scope that a mistaken verb would hand over. */
const ACTORS: Record<string, (organization: TestOrganization) => Context | Promise<Context>> = {
  editor: (organization) => organization.as('EDITOR'),
  viewer: (organization) => organization.as('VIEWER'),
  worker: ({ clock }) => systemContext('worker', clock),
  reviewer: ({ clock }) => newPlatformPerson('REVIEWER', clock),
  'editor of another organization': async () => (await newOrganization()).as('EDITOR'),
};

/** A submission that is being scanned, as a verb has read it. */
async function scanning(organization: TestOrganization) {
  const asset = await readyAsset(organization);
  await submitted(organization, asset.id);
  const [submission] = await readSubmissions(asset.id);
  if (!submission) throw new Error('a submission was expected');
  return { ...submission, snapshot: null };
}

describe('a status', () => {
  it('is kept with who changed it', async () => {
    const organization = await newOrganization();
    const { id } = await scanning(organization);
    const editor = organization.as('EDITOR');
    const transitions = await findTransitions(database(), authorise(editor, 'asset.view'), id);
    expect(transitions.map(({ event, actorId }) => [event, actorId])).toEqual([
      ['open', editor.actor.userId],
      ['submit', editor.actor.userId],
    ]);
  });

  it('is not changed by a member of another organization who brings their own scope', async () => {
    const submission = await scanning(await newOrganization());
    const stranger = (await newOrganization()).as('OWNER');
    const scope = authorise(stranger, 'asset.edit');
    const changing = inTransaction((tx) =>
      changeStatus({ ...stranger, tx }, scope, submission, { event: 'withdraw' }),
    );
    await expect(changing).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await readSubmissions(submission.assetId)).toMatchObject([{ status: 'SCANNING' }]);
  });

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
    const submission = await scanning(organization);
    const context = await ACTORS[who]?.(organization);
    if (!context) throw new Error(`nobody is called ${who}`);
    const scope = authorise(organization.as('EDITOR'), 'asset.edit');
    const changing = inTransaction((tx) => changeStatus({ ...context, tx }, scope, submission, { event }));
    await expect(changing).rejects.toMatchObject({ code });
    expect(await readSubmissions(submission.assetId)).toMatchObject([{ status: 'SCANNING' }]);
    expect(await readHistory(submission.id)).toEqual(['open', 'submit']);
  });
});
