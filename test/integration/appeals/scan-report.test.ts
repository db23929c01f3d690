import { describe, expect, it } from 'vitest';
import { downloadScanReport } from '@/lib/appeals/download-scan-report';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { database } from '@/lib/db/client';
import type { SarifLog } from '@/lib/reports/sarif/sarif-log';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { decideNow, submittedAppeal, WHY } from './appeal-steps';

const LANGUAGE = { locale: 'en', timeZone: 'UTC' } as const;

async function download(organization: TestOrganization, scanId: string, format: unknown) {
  const file = await downloadScanReport(organization.as('VIEWER'), scanId, LANGUAGE, format);
  return { ...file, text: new TextDecoder().decode(file.bytes) };
}

async function scanned() {
  const organization = await newOrganization();
  const submission = await submissionWithFindings(organization);
  return { organization, submission };
}

describe('the report of a scan', () => {
  it.each([
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['sarif', 'application/sarif+json', '"version": "2.1.0"'],
    ['json', 'application/json', '"formatVersion": 1'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
  ])('can be had as %s, the same each time', async (format, contentType, says) => {
    const { organization, submission } = await scanned();
    const file = await download(organization, submission.scanId, format);
    expect(file).toMatchObject({ contentType, name: expect.stringMatching(new RegExp(`\\.${format}$`)) });
    expect(file.text).toContain(says);
    expect((await download(organization, submission.scanId, format)).bytes).toEqual(file.bytes);
  });

  it.each([undefined, null, '', 'pdf', 'constructor', 3])('is the workbook for %j', async (format) => {
    const { organization, submission } = await scanned();
    expect((await download(organization, submission.scanId, format)).name).toMatch(/\.xlsx$/);
  });

  it('is not there while the scan runs', async () => {
    const { organization, submission } = await scanned();
    await database().scan.update({
      where: { id: submission.scanId },
      data: { status: 'RUNNING', completedAt: null },
    });
    await expect(download(organization, submission.scanId, 'sarif')).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  it('is there for a scan that ended before its engine said anything', async () => {
    const { organization, submission } = await scanned();
    await database().scan.update({
      where: { id: submission.scanId },
      data: {
        status: 'INCOMPLETE',
        reasonCode: 'WORKER_LOST',
        reasonData: { attempts: 3 },
        engineVersion: null,
      },
    });
    expect((await download(organization, submission.scanId, 'html')).text).toContain(
      'The scan lost its worker 3 times',
    );
    const { text } = await download(organization, submission.scanId, 'sarif');
    expect((JSON.parse(text) as SarifLog).runs[0]?.invocations[0]).toMatchObject({
      executionSuccessful: false,
    });
  });

  it('tells what a reviewer accepted, once that is decided', async () => {
    const { organization, submission } = await scanned();
    await submittedAppeal(organization, submission);
    const suppressed = async () => {
      const { text } = await download(organization, submission.scanId, 'sarif');
      return (JSON.parse(text) as SarifLog).runs[0]?.results.map(({ suppressions }) =>
        suppressions.map(({ justification }) => justification),
      );
    };
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    const [first = '', second = ''] = submission.findingIds;
    const verdict = { submissionId: submission.id, reason: WHY };
    await claimReview(reviewer, { submissionId: submission.id });
    await giveVerdict(reviewer, { ...verdict, findingId: first, outcome: 'ACCEPTED' });
    await giveVerdict(reviewer, { ...verdict, findingId: second, outcome: 'REJECTED' });
    expect(await suppressed()).toEqual([[], [], []]);
    await decideNow(reviewer, { submissionId: submission.id, reason: WHY });
    expect(await suppressed()).toEqual([[WHY], [], []]);
    const { text } = await download(organization, submission.scanId, 'html');
    expect(text).toContain('A reviewer accepted this finding as “False positive”');
    expect(text).toContain('1 confirmed high finding blocks release');
  });
});
