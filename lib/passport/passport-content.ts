import type { AppealRecord, ProofRecord } from '@/lib/appeals/appeal-record';
import {
  findAppeals,
  findAssessments,
  findComments,
  findDecisions,
  findVerdicts,
  listProofs,
} from '@/lib/appeals/for-other-rooms';
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
  const comments = await findComments(database(), subject.scope, id);
  yield jsonEntry(
    'conversation.json',
    comments.filter(({ at }) => at <= subject.last.at),
  );
  yield jsonEntry('decisions.json', await decisionContent(subject, appeals));
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
  const proofs = (await listProofs(database(), scope, id)).filter(({ uploadedAt }) => uploadedAt <= last.at);
  yield jsonEntry(`${folder}/answers.json`, {
    ...{ id, createdAt, submittedAt, round },
    answers: await findAssessments(database(), scope, id),
    files: proofs.map(({ appealId: _, storageKey: __, ...proof }) => proof),
  });
  for (const proof of proofs) yield await fileContent(folder, proof, files);
}

/** Named by its hash: what people call it is in `answers.json`. */
async function fileContent(folder: string, proof: ProofRecord, files: ObjectStore): Promise<ZipEntry> {
  const bytes = await files.get(proof.storageKey);
  if (bytes === null) throw new TypeError(`the file ${proof.storageKey} of a proof is gone`);
  return { name: `${folder}/files/${proof.sha256}`, bytes };
}

/** What is decided; what a reviewer has judged in a review that goes on is not told before its decision. */
async function decisionContent({ scope, submission }: PassportSubject, appeals: readonly AppealRecord[]) {
  const decisions = await findDecisions(database(), scope, submission.id);
  const decided = appeals.filter(({ decidedAt }) => decidedAt !== null);
  const verdicts = [];
  for (const appeal of decided)
    verdicts.push({ appealId: appeal.id, verdicts: await findVerdicts(database(), scope, appeal) });
  return { decisions: decisions.reverse(), verdicts };
}
