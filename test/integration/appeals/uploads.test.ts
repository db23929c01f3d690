import { readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allowUpload } from '@/lib/appeals/allow-upload';
import { applyWorkbook } from '@/lib/appeals/apply-workbook';
import { collectOrphans } from '@/lib/appeals/collect-orphans';
import { downloadProof } from '@/lib/appeals/download-proof';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { previewWorkbook } from '@/lib/appeals/preview-workbook';
import { proofFiles } from '@/lib/appeals/proof-files';
import { removeProof } from '@/lib/appeals/remove-proof';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { systemContext } from '@/lib/auth/actor';
import { sha256Hex } from '@/lib/core/bytes';
import { DAY_MS, systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { objectKey } from '@/lib/storage/object-key';
import { newOrganization } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { assess, filledReport, submittedAppeal } from './appeal-steps';

async function opened() {
  const organization = await newOrganization();
  const submission = await submissionWithFindings(organization);
  await openAppeal(organization.as('EDITOR'), { submissionId: submission.id });
  return { organization, submission, ids: { submissionId: submission.id } };
}
/** Text that no other test has sent. */
const unique = () => new TextEncoder().encode(`evidence ${newId()}`);
const isKept = async (bytes: Uint8Array) => (await proofFiles().get(objectKey(sha256Hex(bytes)))) !== null;
const filePath = (bytes: Uint8Array) =>
  path.join(process.env.STORAGE_DIR ?? '', sha256Hex(bytes).slice(0, 2), sha256Hex(bytes));
const makeOld = async (file: string) => {
  const old = new Date(Date.now() - 8 * DAY_MS);
  await utimes(file, old, old);
};
const cron = () => systemContext('cron', systemClock);

describe('an upload that is refused', () => {
  it('leaves nothing on disk: a file of another kind, too many files, a request under review', async () => {
    const { organization, submission, ids } = await opened();
    const send = (fileName: string, bytes: Uint8Array) =>
      uploadEvidence(organization.as('EDITOR'), { ...ids, fileName, bytes });
    const wrong = unique();
    await expect(send('page.pdf', wrong)).rejects.toMatchObject({ code: 'VALIDATION' });
    for (let index = 0; index < 20; index++) await send(`${index}.txt`, unique());
    const tooMany = unique();
    await expect(send('more.txt', tooMany)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });

    const other = await newOrganization();
    const reviewed = await submissionWithFindings(other);
    await submittedAppeal(other, reviewed);
    const late = unique();
    await expect(
      uploadEvidence(other.as('EDITOR'), { submissionId: reviewed.id, fileName: 'a.txt', bytes: late }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    const foreign = unique();
    await expect(
      uploadEvidence(other.as('EDITOR'), { submissionId: submission.id, fileName: 'a.txt', bytes: foreign }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await Promise.all([wrong, tooMany, late, foreign].map(isKept))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('leaves nothing on disk: a workbook whose preview is out of date', async () => {
    const { organization, submission, ids } = await opened();
    const bytes = await filledReport(organization, submission.id, (sheet) => {
      sheet.getCell('F2').value = 'Fixed';
      sheet.getCell('H2').value = newId();
    });
    const preview = await previewWorkbook(organization.as('EDITOR'), { ...ids, bytes });
    if (!preview.ok) throw new TypeError(preview.reason);
    await assess(organization, submission.id, submission.findingIds[0]);
    await expect(
      applyWorkbook(organization.as('EDITOR'), { ...ids, ...preview, bytes, fileName: 'a.xlsx' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await isKept(bytes)).toBe(false);
  });

  it('is refused before it is read: by role, and after too many of a person or an organization', async () => {
    const { organization } = await opened();
    await expect(allowUpload(organization.as('VIEWER'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (let count = 0; count < 60; count++) await allowUpload(organization.as('EDITOR'));
    await expect(allowUpload(organization.as('EDITOR'))).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { message: 'appeals.tooManyUploads', values: { minutes: expect.any(Number) } },
    });
    await allowUpload(organization.as('OWNER'));
    const colleagues = [1, 2, 3].map(() => {
      const { actor, ...context } = organization.as('EDITOR');
      return { ...context, actor: { ...actor, userId: newId() } };
    });
    const tried = await Promise.allSettled(
      colleagues.flatMap((colleague) => Array.from({ length: 50 }, () => allowUpload(colleague))),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(200 - 61);
  });
});

describe('stored files that nothing refers to', () => {
  it('are deleted once they are old; others stay', async () => {
    const { organization, submission, ids } = await opened();
    const [orphan, young, referred, takenBack] = [unique(), unique(), unique(), unique()];
    for (const bytes of [orphan, young]) await proofFiles().put(bytes);
    for (const bytes of [referred, takenBack])
      await uploadEvidence(organization.as('EDITOR'), { ...ids, fileName: 'a.txt', bytes });
    const { proofs } = await getAppeal(organization.as('VIEWER'), submission.id);
    const proofId = proofs.find(({ sha256 }) => sha256 === sha256Hex(takenBack))?.id;
    await removeProof(organization.as('EDITOR'), { ...ids, proofId });
    const half = `${filePath(orphan)}.1.part`;
    await writeFile(half, 'half');
    for (const file of [half, ...[orphan, referred, takenBack].map(filePath)]) await makeOld(file);

    const { deleted } = await collectOrphans(cron());
    expect(deleted).toBeGreaterThanOrEqual(3);
    expect(await Promise.all([orphan, young, referred, takenBack].map(isKept))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(await readdir(path.dirname(half))).not.toContain(path.basename(half));
    expect(
      await database().scheduledRun.findUniqueOrThrow({ where: { name: 'collect-orphans' } }),
    ).toMatchObject({ outcome: { deleted: expect.any(Number) } });
  });

  it('are not deleted under an upload of the same bytes', async () => {
    const { organization, submission, ids } = await opened();
    for (let round = 0; round < 10; round++) {
      const bytes = unique();
      await proofFiles().put(bytes);
      await makeOld(filePath(bytes));
      await Promise.all([
        uploadEvidence(organization.as('EDITOR'), { ...ids, fileName: 'a.txt', bytes }),
        collectOrphans(cron()),
      ]);
      expect(await isKept(bytes)).toBe(true);
    }
    const { proofs } = await getAppeal(organization.as('VIEWER'), submission.id);
    for (const { id } of proofs)
      expect(
        (await downloadProof(organization.as('VIEWER'), { ...ids, proofId: id })).bytes.length,
      ).toBeGreaterThan(0);
  });

  it('are no business of people', async () => {
    const organization = await newOrganization();
    await expect(collectOrphans(organization.as('OWNER'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
