import { applyWorkbook } from '@/lib/appeals/apply-workbook';
import { downloadSubmissionReport } from '@/lib/appeals/download-submission-report';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { previewWorkbook } from '@/lib/appeals/preview-workbook';
import { applyDecision } from '@/lib/appeals/review/apply-decision';
import { decideAppeal } from '@/lib/appeals/review/decide-appeal';
import { saveAssessment } from '@/lib/appeals/save-assessment';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { type Context, systemContext } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type Edit, editWorkbook } from '../../unit/reports/edit-workbook';
import type { TestOrganization } from '../setup/people';
import type { TestSubmission } from '../setup/rejected-submission';

export const WHY = 'Values are bound parameters; the message comes from a log viewer.';
export const PICTURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const LANGUAGE = { locale: 'en', timeZone: 'UTC' } as const;

export const assess = (
  organization: TestOrganization,
  submissionId: string,
  findingId = '',
  over: object = {},
) =>
  saveAssessment(organization.as('EDITOR'), {
    submissionId,
    findingId,
    conclusion: 'FALSE_POSITIVE',
    explanation: WHY,
    reference: '',
    version: 0,
    ...over,
  });

export const attach = (organization: TestOrganization, submissionId: string) =>
  uploadEvidence(organization.as('EDITOR'), { submissionId, bytes: PICTURE, fileName: 'log.png' });

/** The downloaded report, changed as a person would in a spreadsheet program. */
export async function filledReport(organization: TestOrganization, submissionId: string, edit: Edit) {
  const report = await downloadSubmissionReport(organization.as('VIEWER'), submissionId, LANGUAGE);
  return editWorkbook(report.bytes, edit);
}

export async function uploadReport(organization: TestOrganization, submissionId: string, bytes: Uint8Array) {
  const preview = await previewWorkbook(organization.as('EDITOR'), { submissionId, bytes });
  if (!preview.ok) throw new TypeError(preview.reason);
  const { sha256, basis } = preview;
  return applyWorkbook(organization.as('EDITOR'), {
    submissionId,
    bytes,
    fileName: 'Report.xlsx',
    sha256,
    basis,
  });
}

/** An appeal with every blocking finding explained and one file attached, under review. */
export async function submittedAppeal(organization: TestOrganization, submission: TestSubmission) {
  await openAppeal(organization.as('EDITOR'), { submissionId: submission.id });
  for (const findingId of submission.findingIds.slice(0, 2))
    await assess(organization, submission.id, findingId);
  await attach(organization, submission.id);
  await submitAppeal(organization.as('EDITOR'), { submissionId: submission.id });
}

export const readStatus = async (submissionId: string) =>
  database().submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: { status: true, deadlineAt: true },
  });

/** How often each event is in the audit of an organization. */
export async function countEvents(organization: TestOrganization): Promise<Record<string, number>> {
  const rows = await database().auditEntry.findMany({ where: { organizationId: organization.id } });
  const counts: Record<string, number> = {};
  for (const { event } of rows) counts[event] = (counts[event] ?? 0) + 1;
  return counts;
}

/** What the worker does when the time to undo a decision is over. */
export const applyDecisionNow = (context: Pick<Context, 'clock'>, decisionId: string) =>
  applyDecision(systemContext('worker', context.clock), decisionId);

/** Decides, and lets the time to undo it pass. */
export async function decideNow(context: Context, input: object) {
  const { outcome, decisionId } = await decideAppeal(context, input);
  await applyDecisionNow(context, decisionId);
  return outcome;
}

/** Ends the lease of a claim: it is the database's, whose clock no test moves. */
export const endLease = (submissionId: string) =>
  database().$executeRaw`UPDATE "ReviewClaim" SET "leaseUntil" = clock_timestamp()
    WHERE "submissionId" = ${submissionId}::uuid`;
