import { systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { settleScan } from '@/lib/submissions/settle-scan';
import { submitForReview } from '@/lib/submissions/submit-for-review';
import type { TestOrganization } from '../setup/people';
import { endScan, type TestScanEnd } from '../setup/ready-asset';

/** The review scans of a submission that have not ended. */
export const openScans = (submissionId: string) =>
  database().scan.findMany({
    where: { submissionId, status: { in: ['QUEUED', 'RUNNING'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });

export const readSubmissions = (assetId: string) =>
  database().submission.findMany({ where: { assetId }, orderBy: { number: 'asc' } });

/** The events of a submission's history, oldest first. */
export async function readHistory(submissionId: string): Promise<string[]> {
  const rows = await database().submissionTransition.findMany({
    where: { submissionId },
    orderBy: { sequence: 'asc' },
  });
  return rows.map(({ event }) => event);
}

export const countAudits = (submissionId: string, event: string) =>
  database().auditEntry.count({ where: { subjectId: submissionId, event } });

/** Submits and answers the submission's id. */
export async function submitted(organization: TestOrganization, assetId: string): Promise<string> {
  const result = await submitForReview(organization.as('EDITOR'), assetId);
  if (!result.ok) throw new Error(`blocked by ${result.blockers.map(({ code }) => code).join(', ')}`);
  return result.submissionId;
}

/** Tells the settlement of a scan as the worker's job does. */
export const tell = (organization: TestOrganization, scanId: string, isHumanReviewOn = false) =>
  settleScan({ ...systemContext('worker', systemClock), clock: organization.clock }, scanId, {
    isHumanReviewOn,
    calendar: { daysOff: new Set(), makeUpDays: new Set() },
  });

/** Ends every review scan of a submission and tells each. */
export async function endReview(
  organization: TestOrganization,
  submissionId: string,
  end: TestScanEnd = {},
  isHumanReviewOn = false,
): Promise<string[]> {
  const scans = await openScans(submissionId);
  for (const { id } of scans) await endScan(organization, id, end);
  for (const { id } of scans) await tell(organization, id, isHumanReviewOn);
  return scans.map(({ id }) => id);
}
