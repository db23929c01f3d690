import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectOrphans } from '@/lib/appeals/collect-orphans';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { systemContext } from '@/lib/auth/actor';
import { sha256Hex } from '@/lib/core/bytes';
import { DAY_MS, systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { exportMessages } from '@/lib/messages/export-messages';
import { downloadPassport, downloadPassportForReview } from '@/lib/passport/download-passport';
import { listPassportKeys } from '@/lib/passport/list-passport-keys';
import { listPassports, listPassportsForReview } from '@/lib/passport/list-passports';
import { requestPassport } from '@/lib/passport/request-passport';
import { canonicalText } from '@/lib/passport/rules/canonical-text';
import { withdrawSubmission } from '@/lib/submissions/withdraw-submission';
import { decideNow, PICTURE, WHY } from '../appeals/appeal-steps';
import { json as jsonBytes, keptAttempt, keptMessage } from '../messages/kept-message';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { endReview, submitted } from '../submissions/submission-rows';
import { answer, collect, countJobs, make, readNewest } from './passport-steps';

const SECRET = 'planted-secret-9f2c';

/** A submission that its scans have rejected, with a call behind its first case. */
async function rejected(highFindings = 2) {
  const organization = await newOrganization();
  const asset = await readyAsset(organization);
  const attempt = { requestBody: jsonBytes({ activity: 'newInstance', password: SECRET }) };
  const messageId = await keptMessage(organization, asset.id, { activity: 'newInstance', attempt });
  await database().connectionCase.updateMany({
    where: { assetId: asset.id, activity: 'newInstance' },
    data: { lastMessageId: messageId },
  });
  organization.clock.advanceMs(1_000);
  const submissionId = await submitted(organization, asset.id);
  organization.clock.advanceMs(1_000);
  await endReview(organization, submissionId, { highFindings });
  return { organization, asset, submissionId, messageId };
}

describe('a passport of what the scans made of a submission', () => {
  it('is asked for by the change of status, and holds what was sent, tested and found', async () => {
    const { organization, asset, submissionId, messageId } = await rejected();
    expect(await countJobs(submissionId)).toBe(1);
    expect(await listPassports(organization.as('VIEWER'), submissionId)).toEqual([]);
    await make(organization, submissionId);
    const { manifest, names, json, newest, file } = await readNewest(organization, submissionId);
    expect(newest).toMatchObject({ version: 1, event: 'fail', sha256: sha256Hex(file), size: file.length });
    expect(manifest).toMatchObject({
      ...{ version: 1, event: 'fail', status: 'REJECTED', previous: null },
      organization: { id: organization.id },
      asset: { id: asset.id, name: 'Ledger' },
    });
    expect(names).toEqual([
      ...['submission.json', 'connection.json', 'exchanges.json'],
      ...['scans/1/scan.json', 'scans/1/findings-1.json', 'conversation.json', 'decisions.json'],
      ...['public-key.pem', 'manifest.json', 'manifest.sig'],
    ]);
    expect(json('submission.json').transitions.map(({ event }: { event: string }) => event)).toEqual([
      'open',
      'submit',
      'fail',
    ]);
    expect(json('scans/1/findings-1.json')).toHaveLength(2);
    expect(json('connection.json').judged.cases).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ activity: 'newInstance', state: 'PASSED', messageId }),
      ]),
    );
    expect(json('exchanges.json')).toMatchObject([{ id: messageId, isPassed: true, attempt: 1 }]);
  });

  it('holds the connection as it was sent, and the exchange that counted then', async () => {
    const { organization, asset, submissionId, messageId } = await rejected();
    organization.clock.advanceMs(DAY_MS);
    await database().connectionCase.updateMany({ where: { assetId: asset.id }, data: { lastPassed: false } });
    await keptAttempt(organization, messageId, { isPassed: false, status: 500 });
    await make(organization, submissionId);
    const { json } = await readNewest(organization, submissionId);
    expect(json('connection.json').judged.cases.map(({ state }: { state: string }) => state)).toEqual([
      'PASSED',
      'PASSED',
      'PASSED',
    ]);
    expect(json('exchanges.json')).toMatchObject([{ attempt: 1, isPassed: true, status: 200 }]);
  });

  it('names the hash of each exchange as the export of the log writes it, and holds no secret', async () => {
    const { organization, submissionId } = await rejected();
    await make(organization, submissionId);
    const { json, entries } = await readNewest(organization, submissionId);
    const { lines } = await exportMessages(organization.as('VIEWER'), { format: 'ndjson' });
    for await (const line of lines)
      expect(json('exchanges.json')[0].sha256).toBe(sha256Hex(canonicalText(JSON.parse(line).attempt)));
    for (const [name, bytes] of entries) expect(bytes.includes(SECRET), name).toBe(false);
  });

  it('holds every finding, in files of a bounded size', async () => {
    const { organization, submissionId } = await rejected(230);
    await make(organization, submissionId);
    const { json, names } = await readNewest(organization, submissionId);
    const parts = names.filter((name) => name.includes('findings'));
    expect(parts.map((name) => json(name).length)).toEqual([100, 100, 30]);
  });
});

describe('later versions', () => {
  it('hold the answers, then the decision, and each names the one before', async () => {
    const { organization, submissionId } = await rejected();
    await make(organization, submissionId);
    const first = await readNewest(organization, submissionId);
    await openAppeal(organization.as('EDITOR'), { submissionId });
    await answer(organization, submissionId);
    await make(organization, submissionId);
    expect(await listPassports(organization.as('VIEWER'), submissionId)).toHaveLength(1);
    organization.clock.advanceMs(1_000);
    await submitAppeal(organization.as('EDITOR'), { submissionId });
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    await claimReview(reviewer, { submissionId });
    const findings = first.json('scans/1/findings-1.json') as { id: string }[];
    for (const { id: findingId } of findings)
      await giveVerdict(reviewer, {
        submissionId,
        findingId,
        outcome: 'ACCEPTED',
        reason: 'Planted reason.',
      });
    await make(organization, submissionId);
    const second = await readNewest(organization, submissionId);
    expect(second.manifest).toMatchObject({
      ...{ version: 2, event: 'appeal', status: 'REVIEWING' },
      previous: { version: 1, sha256: sha256Hex(first.file) },
    });
    const answers = second.json('appeals/1/answers.json');
    expect(answers.answers.map(({ explanation }: { explanation: string }) => explanation)).toEqual([
      WHY,
      WHY,
    ]);
    expect(second.entries.get(`appeals/1/files/${sha256Hex(PICTURE)}`)).toEqual(Buffer.from(PICTURE));
    // What a reviewer has judged is not told before the decision.
    expect(second.json('decisions.json')).toEqual({ decisions: [], verdicts: [] });

    organization.clock.advanceMs(1_000);
    await decideNow(reviewer, { submissionId });
    expect(await countJobs(submissionId)).toBe(3);
    await make(organization, submissionId);
    const third = await readNewest(organization, submissionId);
    expect(third.manifest).toMatchObject({
      ...{ version: 3, event: 'approve', status: 'APPROVED' },
      previous: { version: 2, sha256: sha256Hex(second.file) },
    });
    expect(third.json('decisions.json')).toMatchObject({
      decisions: [{ outcome: 'ACCEPTED' }],
      verdicts: [{ verdicts: findings.map(() => ({ reason: 'Planted reason.' })) }],
    });
  });

  it('are not made of what is open again', async () => {
    const { organization, submissionId } = await rejected();
    await openAppeal(organization.as('EDITOR'), { submissionId });
    await answer(organization, submissionId);
    await submitAppeal(organization.as('EDITOR'), { submissionId });
    await withdrawSubmission(organization.as('EDITOR'), submissionId);
    await saveAssessment(organization.as('EDITOR'), {
      ...{ submissionId, conclusion: 'FIXED', explanation: WHY, reference: '', version: 1 },
      findingId: (await database().finding.findFirstOrThrow({ where: { scan: { submissionId } } })).id,
    });
    await make(organization, submissionId);
    expect(await listPassports(organization.as('VIEWER'), submissionId)).toEqual([]);
  });

  it('are made once, however often and at once they are asked for', async () => {
    const { organization, submissionId } = await rejected();
    await requestPassport(organization.as('EDITOR'), { submissionId });
    await requestPassport(organization.as('EDITOR'), { submissionId });
    expect(await countJobs(submissionId)).toBe(2);
    await Promise.allSettled(Array.from({ length: 4 }, () => make(organization, submissionId)));
    await make(organization, submissionId);
    expect(await listPassports(organization.as('VIEWER'), submissionId)).toHaveLength(1);
    expect((await listPassportKeys()).filter(({ retiredAt }) => retiredAt === null)).toHaveLength(1);
  });
});

describe('who may have a passport', () => {
  it('members of the organization and reviewers, the same bytes; each time is audited', async () => {
    const { organization, submissionId } = await rejected();
    await make(organization, submissionId);
    const asked = { submissionId, version: 1 };
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    const own = await collect((await downloadPassport(organization.as('VIEWER'), asked)).pieces);
    const theirs = await collect((await downloadPassportForReview(reviewer, asked)).pieces);
    expect(theirs.equals(own)).toBe(true);
    expect(await listPassportsForReview(reviewer, submissionId)).toEqual(
      await listPassports(organization.as('VIEWER'), submissionId),
    );
    const rows = await database().auditEntry.findMany({ where: { subjectId: submissionId } });
    const events = rows.map(({ event }) => event).filter((event) => event.startsWith('passport.'));
    expect(events.sort()).toEqual(['passport.downloaded', 'passport.downloaded', 'passport.made']);
  });

  it('nobody else', async () => {
    const { organization, submissionId } = await rejected();
    await make(organization, submissionId);
    const other = await newOrganization();
    const administrator = await newPlatformPerson('ADMINISTRATOR', organization.clock);
    const asked = { submissionId, version: 1 };
    const gone = { code: 'NOT_FOUND' };
    await expect(downloadPassport(other.as('OWNER'), asked)).rejects.toMatchObject(gone);
    await expect(requestPassport(other.as('OWNER'), { submissionId })).rejects.toMatchObject(gone);
    expect(await listPassports(other.as('OWNER'), submissionId)).toEqual([]);
    for (const context of [other.as('OWNER'), organization.as('OWNER'), administrator]) {
      await expect(downloadPassportForReview(context, asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(listPassportsForReview(context, submissionId)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    await expect(downloadPassport(reviewer, asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const wrong of [
      { ...asked, version: 2 },
      { submissionId: newId(), version: 1 },
    ])
      await expect(downloadPassport(organization.as('VIEWER'), wrong)).rejects.toMatchObject(gone);
    await expect(requestPassport(organization.as('VIEWER'), { submissionId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('a passport that was made', () => {
  it('is not changed, deleted or collected', async () => {
    const { organization, submissionId } = await rejected();
    await make(organization, submissionId);
    const where = { submissionId };
    await expect(database().passport.updateMany({ where, data: { sha256: 'x' } })).rejects.toThrow();
    await expect(database().passport.deleteMany({ where })).rejects.toThrow();
    const { sha256 } = (await readNewest(organization, submissionId)).newest;
    const old = new Date(Date.now() - 30 * DAY_MS);
    await utimes(path.join(process.env.STORAGE_DIR ?? '', sha256.slice(0, 2), sha256), old, old);
    await collectOrphans(systemContext('cron', systemClock));
    expect((await readNewest(organization, submissionId)).manifest.version).toBe(1);
  });
});
