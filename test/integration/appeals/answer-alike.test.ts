import { expect, it } from 'vitest';
import { answerAlike } from '@/lib/appeals/alike/answer-alike';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { newOrganization } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { assess, attach, countEvents, WHY } from './appeal-steps';

const BLOCKING = { severity: 'HIGH', confidence: 'CONFIRMED' } as const;
const HARMLESS = { severity: 'LOW', confidence: 'LIKELY' } as const;

/** Four findings of one check that block, and one that does not. */
async function opened() {
  const organization = await newOrganization();
  const weights = [BLOCKING, BLOCKING, BLOCKING, BLOCKING, HARMLESS];
  const submission = await submissionWithFindings(organization, { weights });
  const ids = { submissionId: submission.id };
  await openAppeal(organization.as('EDITOR'), ids);
  return { organization, submission, ids, findingIds: submission.findingIds };
}

it('gives a conclusion to the findings of the same check that have none', async () => {
  const { organization, submission, ids, findingIds } = await opened();
  const [first = '', second = ''] = findingIds;
  await assess(organization, submission.id, first, { conclusion: 'RISK_ACCEPTED' });
  await assess(organization, submission.id, second, { explanation: 'Another reason for this one.' });
  await answerAlike(organization.as('EDITOR'), { ...ids, findingId: first, count: 2 });
  const { assessments, progress } = await getAppeal(organization.as('VIEWER'), submission.id);
  expect(progress).toMatchObject({ blocking: 4, explained: 4 });
  expect(assessments.filter(({ explanation }) => explanation === WHY)).toHaveLength(3);
  expect(assessments).toHaveLength(4);
  expect(await countEvents(organization)).toMatchObject({ 'appeal.assessed': 4 });
});

it('refuses when others are alike than were told, and who may not edit', async () => {
  const { organization, submission, ids, findingIds } = await opened();
  const [first = ''] = findingIds;
  const wish = { ...ids, findingId: first, count: 2 };
  const editor = organization.as('EDITOR');
  await expect(answerAlike(editor, wish)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await assess(organization, submission.id, first);
  await expect(answerAlike(editor, wish)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(answerAlike(organization.as('VIEWER'), wish)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const other = await newOrganization();
  await expect(answerAlike(other.as('OWNER'), wish)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('asks for a re-test before what is said to be fixed is submitted', async () => {
  const { organization, submission, ids, findingIds } = await opened();
  const [first = ''] = findingIds;
  await assess(organization, submission.id, first, { conclusion: 'FIXED' });
  await answerAlike(organization.as('EDITOR'), { ...ids, findingId: first, count: 3 });
  await attach(organization, submission.id);
  await expect(submitAppeal(organization.as('EDITOR'), ids)).rejects.toMatchObject({
    code: 'PRECONDITION_FAILED',
    details: { data: [{ code: 'NOT_RETESTED', count: 4 }] },
  });
});
