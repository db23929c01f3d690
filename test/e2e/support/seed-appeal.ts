/** Entry script: an appeal of so many blocking findings under review, in the database that the environment names. */
import { openAppeal } from '@/lib/appeals/open-appeal';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { closeDatabase } from '@/lib/db/client';
import { newOrganization } from '../../integration/setup/people';
import { submissionWithFindings } from '../../integration/setup/rejected-submission';

async function main(findings: number): Promise<void> {
  const organization = await newOrganization(new Date().toISOString());
  const editor = organization.as('EDITOR');
  const weights = Array.from({ length: findings }, () => ({
    severity: 'HIGH' as const,
    confidence: 'CONFIRMED' as const,
  }));
  const { id: submissionId, findingIds } = await submissionWithFindings(organization, { weights });
  await openAppeal(editor, { submissionId });
  for (const findingId of findingIds)
    await saveAssessment(editor, {
      ...{ submissionId, findingId, version: 0, reference: '' },
      conclusion: 'FALSE_POSITIVE',
      explanation: 'Values are bound parameters; the message comes from a log viewer.',
    });
  const bytes = new TextEncoder().encode('The log viewer repeats what it is sent.');
  await uploadEvidence(editor, { submissionId, bytes, fileName: 'log.txt' });
  await submitAppeal(editor, { submissionId });
  process.stdout.write(submissionId);
  await closeDatabase();
}

await main(Number(process.argv[2]));
