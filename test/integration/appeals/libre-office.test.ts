import { expect, it, onTestFinished } from 'vitest';
import { applyWorkbook } from '@/lib/appeals/apply-workbook';
import { downloadSubmissionReport } from '@/lib/appeals/download-submission-report';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { previewWorkbook } from '@/lib/appeals/preview-workbook';
import { editOpenDocument } from '../../unit/reports/edit-open-document';
import { isLibreOfficeInstalled, openLibreOffice } from '../../unit/reports/libre-office';
import { newOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { WHY } from './appeal-steps';
import { appealAndDecide, findingsOf, sendAgain } from './memory-steps';

/** As the sheet about the report says that reason and end are written. */
const RISK = '[Reason] A control in front limits it\n[Accepted until] 2026-04-01\nOnly staff can reach it.';

it.runIf(isLibreOfficeInstalled())(
  'a report filled in with LibreOffice is previewed and saved exactly, what was accepted earlier unchanged',
  async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const first = await sendAgain(organization, asset.id, { highFindings: 1 });
    await appealAndDecide(organization, first.id);
    const { id: submissionId } = await sendAgain(organization, asset.id, { highFindings: 3 });
    const editor = organization.as('EDITOR');
    await openAppeal(editor, { submissionId });

    const report = await downloadSubmissionReport(editor, submissionId, { locale: 'en', timeZone: 'UTC' });
    const office = openLibreOffice();
    onTestFinished(() => office.close());
    office.write('report', 'xlsx', report.bytes);
    await office.convert(['report'], 'xlsx', 'fods');
    const typed = [['False positive', WHY, ''], ['Risk accepted', RISK, 'T-1'], []];
    const sheet = office.read('report', 'fods').toString('utf8');
    // The first row is as it was filled in.
    const filled = editOpenDocument(sheet, (rows) =>
      rows.map((row, at) => ({ ...row, typed: typed[at] ?? [] })),
    );
    office.write('report', 'fods', filled);
    await office.convert(['report'], 'fods', 'xlsx');
    const bytes = new Uint8Array(office.read('report', 'xlsx'));

    const preview = await previewWorkbook(editor, { submissionId, bytes });
    if (!preview.ok) throw new TypeError(preview.reason);
    const [, second] = await findingsOf(submissionId);
    const after = {
      ...{ conclusion: 'RISK_ACCEPTED', reasonCode: 'CONTROL_IN_FRONT', endsOn: '2026-04-01' },
      ...{ explanation: 'Only staff can reach it.', reference: 'T-1' },
    };
    expect(preview).toMatchObject({
      counts: { unchanged: 1 },
      ignored: [],
      problems: [],
      unknownIds: [],
      notes: [],
    });
    expect(preview.changes).toEqual([{ findingId: second?.id, number: 2, before: null, after }]);
    const { sha256, basis } = preview;
    await applyWorkbook(editor, { submissionId, bytes, fileName: report.name, sha256, basis });
    const { assessments } = await getAppeal(editor, submissionId);
    expect(assessments.map(({ findingId }) => findingId)).toEqual([second?.id]);
    expect(assessments).toMatchObject([after]);
  },
);
