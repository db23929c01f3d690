import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { getFileUsage } from '@/lib/appeals/files/get-file-usage';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { sha256Hex } from '@/lib/core/bytes';
import { newId } from '@/lib/core/ids';
import { ORGANIZATION_FILES_MB } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { objectKey } from '@/lib/storage/object-key';
import { newOrganization, type TestOrganization } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';

const MAXIMUM = ORGANIZATION_FILES_MB * 1024 * 1024;

async function opened(organization: TestOrganization) {
  const { id: submissionId } = await submissionWithFindings(organization);
  await openAppeal(organization.as('EDITOR'), { submissionId });
  return submissionId;
}
const send = (organization: TestOrganization, submissionId: string, text: string) =>
  uploadEvidence(organization.as('EDITOR'), {
    submissionId,
    fileName: 'a.txt',
    bytes: new TextEncoder().encode(text),
  });
/** A file in the rows alone, that leaves so many bytes. */
async function fillUpTo(organization: TestOrganization, submissionId: string, left: number) {
  const { appeal } = await getAppeal(organization.as('VIEWER'), submissionId);
  const sha256 = sha256Hex(newId());
  await database().proof.create({
    data: {
      ...{ id: newId(), appealId: appeal?.id ?? '', kind: 'EVIDENCE', side: 'SELLER', fileName: 'large.txt' },
      ...{ contentType: 'text/plain', size: MAXIMUM - left, sha256, storageKey: objectKey(sha256) },
      ...{ uploadedById: organization.as('EDITOR').actor.userId, uploadedAt: organization.clock.now() },
    },
  });
}
const eight = () => randomBytes(4).toString('hex');

describe('the room of an organization for files', () => {
  it('is counted over all of its appeals, the same bytes once, and shown', async () => {
    const organization = await newOrganization();
    const [first, second] = [await opened(organization), await opened(organization)];
    expect(await getFileUsage(organization.as('VIEWER'))).toEqual({
      files: 0,
      usedMb: 0,
      maximumMb: ORGANIZATION_FILES_MB,
    });
    const text = eight();
    await send(organization, first, text);
    await send(organization, second, text);
    expect(await getFileUsage(organization.as('VIEWER'))).toMatchObject({ files: 1, usedMb: 0.1 });
    const other = await newOrganization();
    expect(await getFileUsage(other.as('VIEWER'))).toMatchObject({ files: 0 });
  });

  it('refuses what is too much and says how much is used; what is kept already takes nothing', async () => {
    const organization = await newOrganization();
    const [first, second] = [await opened(organization), await opened(organization)];
    const kept = eight();
    await send(organization, first, kept);
    await fillUpTo(organization, first, 8);
    await expect(send(organization, second, eight())).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: {
        message: 'appeals.filesFull',
        values: { used: expect.any(Number), size: 0.1, maximum: ORGANIZATION_FILES_MB },
      },
    });
    await send(organization, second, kept);
    const other = await newOrganization();
    await send(other, await opened(other), eight());
  });

  it('is not given twice to uploads at once', async () => {
    const organization = await newOrganization();
    const submissions = [await opened(organization), await opened(organization), await opened(organization)];
    await fillUpTo(organization, submissions[0] ?? '', 8);
    const sent = await Promise.allSettled(submissions.map((id) => send(organization, id, eight())));
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
