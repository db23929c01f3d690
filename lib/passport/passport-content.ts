import type { AppealRecord, ProofRecord } from '@/lib/appeals/appeal-record';
import { readConversation } from '@/lib/appeals/conversation/get-conversation';
import { findAppeals, findSubmittedAssessments, listSubmittedProofs } from '@/lib/appeals/for-other-rooms';
import { database } from '@/lib/db/client';
import { findFindingsAfter } from '@/lib/findings/for-other-rooms';
import type { ZipEntry } from '@/lib/reports/zip/write-zip';
import type { ObjectStore } from '@/lib/storage/object-store';
import { connectionContent } from './connection-content';
import { jsonEntry } from './json-entry';
import type { PassportSubject } from './passport-subject';

/** Findings of one entry: each has an exchange of up to some hundred kilobytes. */
const FINDINGS_AT_ONCE = 100;

/**
 * Everything that was judged of a submission, entry by entry: rows that no longer change, up to the instant of the
 * change that the passport is made of. Exchanges are masked as they are everywhere.
 */
export async function* passportContent(
  subject: PassportSubject,
  files: ObjectStore,
): AsyncGenerator<ZipEntry> {
  const { submission, transitions } = subject;
  const { id, number, submittedAt, snapshot } = submission;
  yield jsonEntry('submission.json', { id, number, submittedAt, snapshot, transitions });
  yield* connectionContent(subject);
  yield* scanContent(subject);
  const appeals = await sentAppeals(subject);
  for (const [index, appeal] of appeals.entries()) yield* appealContent(subject, appeal, { index, files });
  // What a reviewer has judged in a review that goes on is not told before its decision.
  const decided = appeals.filter(({ decidedAt }) => decidedAt !== null);
  const conversation = await readConversation(database(), subject.scope, id, decided);
  const { comments, verdicts, decisions } = conversation;
  yield jsonEntry(
    'conversation.json',
    comments.filter(({ at }) => at <= subject.last.at),
  );
  yield jsonEntry('decisions.json', { decisions: [...decisions].reverse(), verdicts });
}

async function* scanContent({ scope, scans }: PassportSubject): AsyncGenerator<ZipEntry> {
  for (const [index, scan] of scans.entries()) {
    const folder = `scans/${index + 1}`;
    const { id, websiteId, host, status, purpose, createdAt, startedAt, completedAt, validUntil } = scan;
    const { plan, reasonCode, reasonData, result, engineVersion } = scan;
    yield jsonEntry(`${folder}/scan.json`, {
      ...{ id, websiteId, host, status, purpose, createdAt, startedAt, completedAt, validUntil },
      ...{ plan, reasonCode, reasonData, result, engineVersion },
    });
    let number = 0;
    for (let part = 1; ; part++) {
      const next = { number, atMost: FINDINGS_AT_ONCE };
      const findings = await findFindingsAfter(database(), scope, id, next);
      if (findings.length > 0) yield jsonEntry(`${folder}/findings-${part}.json`, findings);
      if (findings.length < FINDINGS_AT_ONCE) break;
      number = findings.at(-1)?.number ?? number;
    }
  }
}

/** Those that were with the reviewers, oldest first: what somebody still writes was not judged. */
async function sentAppeals({ scope, submission }: PassportSubject): Promise<AppealRecord[]> {
  const appeals = await findAppeals(database(), scope, submission.id);
  return appeals.filter(({ submittedAt }) => submittedAt !== null).reverse();
}

async function* appealContent(
  { scope, last }: PassportSubject,
  appeal: AppealRecord,
  { index, files }: { index: number; files: ObjectStore },
): AsyncGenerator<ZipEntry> {
  const folder = `appeals/${index + 1}`;
  const { id, createdAt, submittedAt, round } = appeal;
  const proofs = (await listSubmittedProofs(database(), scope, appeal)).filter(
    ({ uploadedAt }) => uploadedAt <= last.at,
  );
  yield jsonEntry(`${folder}/answers.json`, {
    ...{ id, createdAt, submittedAt, round },
    answers: await findSubmittedAssessments(database(), scope, appeal),
    files: proofs.map(({ appealId: _, storageKey: __, ...proof }) => proof),
  });
  // Both sides may have attached the same bytes.
  const contents = new Map(proofs.map((proof) => [proof.sha256, proof]));
  for (const proof of contents.values()) yield await fileContent(folder, proof, files);
}

/** Named by its hash: what people call it is in `answers.json`. */
async function fileContent(folder: string, proof: ProofRecord, files: ObjectStore): Promise<ZipEntry> {
  const bytes = await files.get(proof.storageKey);
  if (bytes === null) throw new TypeError(`the file ${proof.storageKey} of a proof is gone`);
  return { name: `${folder}/files/${proof.sha256}`, bytes };
}
