import { describe, expect, it } from 'vitest';
import { applyWorkbook } from '@/lib/appeals/apply-workbook';
import { downloadProof } from '@/lib/appeals/download-proof';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { previewWorkbook } from '@/lib/appeals/preview-workbook';
import { removeProof } from '@/lib/appeals/remove-proof';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { sha256Hex } from '@/lib/core/bytes';
import { database } from '@/lib/db/client';
import { newOrganization } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import {
  assess,
  attach,
  countEvents,
  filledReport,
  PICTURE,
  readStatus,
  submittedAppeal,
  uploadReport,
  WHY,
} from './appeal-steps';

/** A rejected submission with an open appeal. */
async function opened() {
  const organization = await newOrganization();
  const submission = await submissionWithFindings(organization);
  await openAppeal(organization.as('EDITOR'), { submissionId: submission.id });
  return { organization, submission, ids: { submissionId: submission.id } };
}

describe('opening an appeal', () => {
  it('happens once, however often it is asked for at once', async () => {
    const organization = await newOrganization();
    const { id } = await submissionWithFindings(organization);
    const ask = () => openAppeal(organization.as('EDITOR'), { submissionId: id });
    await Promise.all([ask(), ask(), ask()]);
    expect(await database().appeal.count({ where: { submissionId: id } })).toBe(1);
    expect((await countEvents(organization))['appeal.opened']).toBe(1);
  });

  it('is for the newest submission, while it is rejected', async () => {
    const organization = await newOrganization();
    const held = await submissionWithFindings(organization, { status: 'REVIEWING' });
    await expect(openAppeal(organization.as('EDITOR'), { submissionId: held.id })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const old = await submissionWithFindings(organization);
    const { userId } = organization.as('EDITOR').actor;
    const at = organization.clock.now();
    await database().submission.create({
      data: {
        id: crypto.randomUUID(),
        organizationId: organization.id,
        assetId: old.assetId,
        number: 2,
        status: 'DRAFT',
        createdById: userId,
        createdAt: at,
        statusSince: at,
      },
    });
    await expect(openAppeal(organization.as('EDITOR'), { submissionId: old.id })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect((await getAppeal(organization.as('VIEWER'), old.id)).state).toBe('CLOSED');
  });
});

describe('a conclusion written in the browser', () => {
  it('is kept with its version, and an older edit is a conflict that shows both', async () => {
    const { organization, submission } = await opened();
    const [findingId] = submission.findingIds;
    await assess(organization, submission.id, findingId);
    await assess(organization, submission.id, findingId, { version: 1, conclusion: 'FIXED' });
    await expect(
      assess(organization, submission.id, findingId, { version: 1, conclusion: 'RISK_ACCEPTED' }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      details: {
        data: {
          version: 2,
          changedBy: 'editor',
          isYou: true,
          fields: [{ field: 'conclusion', yours: 'RISK_ACCEPTED', theirs: 'FIXED' }],
        },
      },
    });
    expect((await getAppeal(organization.as('VIEWER'), submission.id)).assessments).toMatchObject([
      { findingId, conclusion: 'FIXED', explanation: WHY, version: 2, isYours: false },
    ]);
    expect((await getAppeal(organization.as('EDITOR'), submission.id)).assessments).toMatchObject([
      { isYours: true },
    ]);
  });

  it('is saved once when it is sent twice at once', async () => {
    const { organization, submission } = await opened();
    const [findingId] = submission.findingIds;
    await Promise.all([
      assess(organization, submission.id, findingId),
      assess(organization, submission.id, findingId),
    ]);
    expect(await database().assessment.findMany({ where: { findingId } })).toMatchObject([{ version: 1 }]);
    expect((await countEvents(organization))['appeal.assessed']).toBe(1);
  });

  it.each([
    ['no conclusion', { conclusion: '' }, 'conclusion'],
    ['a reason of another conclusion', { reasonCode: 'FIX_PLANNED' }, 'reasonCode'],
    ['a reason of another class', { reasonCode: 'OWN_CONTENT' }, 'reasonCode'],
    ['a reason that nobody knows', { reasonCode: '__proto__' }, 'reasonCode'],
    ['an end too near', { conclusion: 'RISK_ACCEPTED', endsOn: '2026-03-08' }, 'endsOn'],
    ['an end too far', { conclusion: 'RISK_ACCEPTED', endsOn: '2099-01-01' }, 'endsOn'],
    ['an end that is no day', { conclusion: 'RISK_ACCEPTED', endsOn: '2026-02-30' }, 'endsOn'],
    ['an end of a false positive', { endsOn: '2026-04-01' }, 'endsOn'],
    ['a long explanation', { explanation: 'x'.repeat(4_001) }, 'explanation'],
    ['a long reference', { reference: 'x'.repeat(1_001) }, 'reference'],
  ])('is refused with %s', async (_what, over, field) => {
    const { organization, submission } = await opened();
    await expect(assess(organization, submission.id, submission.findingIds[0], over)).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field }] },
    });
  });

  it('is about a finding of this submission', async () => {
    const { organization, submission } = await opened();
    const other = await submissionWithFindings(organization);
    await expect(assess(organization, submission.id, other.findingIds[0])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the workbook', () => {
  it('shows what it would change, then saves exactly that and keeps its bytes', async () => {
    const { organization, submission, ids } = await opened();
    const bytes = await filledReport(organization, submission.id, (sheet) => {
      sheet.getCell('F2').value = 'False positive';
      sheet.getCell('G2').value = WHY;
      sheet.getCell('C2').value = 'harmless';
      sheet.getCell('F3').value = 'Perhaps';
    });
    const preview = await previewWorkbook(organization.as('EDITOR'), { ...ids, bytes });
    expect(preview).toMatchObject({
      ok: true,
      changes: [{ number: 1, before: null, after: { conclusion: 'FALSE_POSITIVE', explanation: WHY } }],
      ignored: [{ row: 2, column: 'C', text: 'harmless' }],
      problems: [{ row: 3, column: 'F', code: 'CONCLUSION_UNKNOWN' }],
      counts: { added: 1, replaced: 0, unchanged: 0 },
      missing: [2],
    });
    expect((await getAppeal(organization.as('VIEWER'), submission.id)).assessments).toEqual([]);
    expect(await uploadReport(organization, submission.id, bytes)).toEqual({ changed: 1 });
    const { assessments, proofs } = await getAppeal(organization.as('VIEWER'), submission.id);
    expect(assessments).toMatchObject([
      { findingId: submission.findingIds[0], conclusion: 'FALSE_POSITIVE' },
    ]);
    expect(proofs).toMatchObject([
      { kind: 'WORKBOOK', fileName: 'Report.xlsx', size: bytes.length, sha256: sha256Hex(bytes) },
    ]);
    const kept = await downloadProof(organization.as('VIEWER'), { ...ids, proofId: proofs[0]?.id ?? '' });
    expect(Buffer.from(kept.bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  it('holds what was saved before, so that it comes back unchanged', async () => {
    const { organization, submission, ids } = await opened();
    await assess(organization, submission.id, submission.findingIds[0], { reference: '=1+1' });
    const bytes = await filledReport(organization, submission.id, () => undefined);
    expect(await previewWorkbook(organization.as('EDITOR'), { ...ids, bytes })).toMatchObject({
      changes: [],
      counts: { added: 0, replaced: 0, unchanged: 1 },
      problems: [],
      ignored: [],
    });
  });

  it('replaces every part of a conclusion, in whatever language its texts are', async () => {
    const { organization, submission, ids } = await opened();
    const [first, second] = submission.findingIds;
    await assess(organization, submission.id, first, {
      conclusion: 'RISK_ACCEPTED',
      reasonCode: 'FIX_PLANNED',
      endsOn: '2026-04-01',
    });
    const strange = '值已绑定为参数 😀 {"a", NULL} \\ \'x\'';
    const bytes = await filledReport(organization, submission.id, (sheet) => {
      for (const row of [2, 3]) {
        sheet.getCell(`F${row}`).value = 'False positive';
        sheet.getCell(`G${row}`).value = `${strange} ${row}`;
        sheet.getCell(`H${row}`).value = '';
      }
    });
    expect(await previewWorkbook(organization.as('EDITOR'), { ...ids, bytes })).toMatchObject({
      counts: { added: 1, replaced: 1, unchanged: 0 },
      missing: [],
    });
    expect(await uploadReport(organization, submission.id, bytes)).toEqual({ changed: 2 });
    const { assessments } = await getAppeal(organization.as('VIEWER'), submission.id);
    const texts = { conclusion: 'FALSE_POSITIVE', reference: '' };
    for (const [index, findingId] of [first, second].entries()) {
      const stored = assessments.find((one) => one.findingId === findingId);
      expect(stored).toMatchObject({ ...texts, explanation: `${strange} ${index + 2}`, version: 2 - index });
      expect([stored?.reasonCode, stored?.endsOn]).toEqual([undefined, undefined]);
    }
  });

  it('is not saved when conclusions changed after its preview, or another file comes', async () => {
    const { organization, submission, ids } = await opened();
    const bytes = await filledReport(organization, submission.id, (sheet) => {
      sheet.getCell('F2').value = 'Fixed';
    });
    const preview = await previewWorkbook(organization.as('EDITOR'), { ...ids, bytes });
    if (!preview.ok) throw new TypeError(preview.reason);
    const apply = (over: object) =>
      applyWorkbook(organization.as('EDITOR'), {
        ...ids,
        bytes,
        fileName: 'a.xlsx',
        sha256: preview.sha256,
        basis: preview.basis,
        ...over,
      });
    await expect(apply({ bytes: PICTURE })).rejects.toMatchObject({
      details: { message: 'appeals.otherFile' },
    });
    await assess(organization, submission.id, submission.findingIds[0]);
    await expect(apply({})).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { message: 'appeals.changedSincePreview' },
    });
    expect((await getAppeal(organization.as('VIEWER'), submission.id)).proofs).toEqual([]);
  });

  it('is saved once when it is sent twice at once', async () => {
    const { organization, submission } = await opened();
    const bytes = await filledReport(organization, submission.id, (sheet) => {
      sheet.getCell('F2').value = 'Fixed';
    });
    const results = await Promise.allSettled(
      [1, 2].map(() => uploadReport(organization, submission.id, bytes)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    const { assessments, proofs } = await getAppeal(organization.as('VIEWER'), submission.id);
    expect([assessments[0]?.version, proofs.length]).toEqual([1, 1]);
  });

  it('that cannot be read saves nothing', async () => {
    const { organization, submission, ids } = await opened();
    expect(await previewWorkbook(organization.as('EDITOR'), { ...ids, bytes: PICTURE })).toEqual({
      ok: false,
      reason: 'NOT_A_ZIP',
    });
    const sha256 = sha256Hex(PICTURE);
    await expect(
      applyWorkbook(organization.as('EDITOR'), {
        ...ids,
        bytes: PICTURE,
        fileName: 'a.xlsx',
        sha256,
        basis: sha256,
      }),
    ).rejects.toMatchObject({ code: 'VALIDATION' });
    expect((await getAppeal(organization.as('VIEWER'), submission.id)).proofs).toEqual([]);
  });
});

describe('evidence files', () => {
  it('are kept as they came, once each, and can be taken back', async () => {
    const { organization, submission, ids } = await opened();
    await Promise.all([attach(organization, submission.id), attach(organization, submission.id)]);
    const { proofs } = await getAppeal(organization.as('VIEWER'), submission.id);
    expect(proofs).toMatchObject([{ kind: 'EVIDENCE', fileName: 'log.png', contentType: 'image/png' }]);
    await removeProof(organization.as('EDITOR'), { ...ids, proofId: proofs[0]?.id });
    expect((await getAppeal(organization.as('VIEWER'), submission.id)).proofs).toEqual([]);
    expect(await countEvents(organization)).toMatchObject({
      'appeal.proofUploaded': 1,
      'appeal.proofRemoved': 1,
    });
  });

  it('are refused when they are something else, or too many', async () => {
    const { organization, submission, ids } = await opened();
    const send = (fileName: string, bytes: Uint8Array) =>
      uploadEvidence(organization.as('EDITOR'), { ...ids, fileName, bytes });
    await expect(send('page.html', PICTURE)).rejects.toMatchObject({
      details: { fields: [{ message: 'appeals.evidence.TYPE_NOT_ALLOWED' }] },
    });
    await expect(send('page.pdf', PICTURE)).rejects.toMatchObject({
      details: { fields: [{ message: 'appeals.evidence.CONTENT_DIFFERS' }] },
    });
    for (let index = 0; index < 20; index++) await send(`${index}.txt`, Buffer.from(`line ${index}`));
    await expect(send('more.txt', Buffer.from('more'))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect((await getAppeal(organization.as('VIEWER'), submission.id)).proofs).toHaveLength(20);
  });
});

describe('submitting', () => {
  it('needs an explanation of every blocking finding, and a proof', async () => {
    const { organization, submission, ids } = await opened();
    const submit = () => submitAppeal(organization.as('EDITOR'), ids);
    const refusal = (data: unknown) => ({ code: 'PRECONDITION_FAILED', details: { data } });
    await expect(submit()).rejects.toMatchObject(
      refusal([{ code: 'NOT_ASSESSED', count: 2 }, { code: 'PROOF_MISSING' }]),
    );
    await assess(organization, submission.id, submission.findingIds[0]);
    await attach(organization, submission.id);
    await expect(submit()).rejects.toMatchObject(refusal([{ code: 'NOT_ASSESSED', count: 1 }]));
    await assess(organization, submission.id, submission.findingIds[1]);
    await submit();
    expect((await readStatus(submission.id)).status).toBe('REVIEWING');
  });

  it('sets a deadline of three working days in the reviewers’ calendar', async () => {
    const organization = await newOrganization('2026-03-06T09:00:00Z');
    const submission = await submissionWithFindings(organization);
    await submittedAppeal(organization, submission);
    // Friday, then Monday, Tuesday, Wednesday at 18:00 in China.
    expect((await readStatus(submission.id)).deadlineAt?.toISOString()).toBe('2026-03-11T10:00:00.000Z');
  });

  it('happens once when it is asked for twice at once, and ends all edits', async () => {
    const { organization, submission, ids } = await opened();
    for (const findingId of submission.findingIds) await assess(organization, submission.id, findingId);
    await attach(organization, submission.id);
    const results = await Promise.allSettled([1, 2].map(() => submitAppeal(organization.as('EDITOR'), ids)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await countEvents(organization)).toMatchObject({
      'appeal.submitted': 1,
      'submission.appealed': 1,
    });
    for (const edit of [
      () =>
        assess(organization, submission.id, submission.findingIds[0], { version: 1, conclusion: 'FIXED' }),
      () => uploadEvidence(organization.as('EDITOR'), { ...ids, fileName: 'a.txt', bytes: Buffer.from('a') }),
      () => previewWorkbook(organization.as('EDITOR'), { ...ids, bytes: PICTURE }),
    ])
      await expect(edit()).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
