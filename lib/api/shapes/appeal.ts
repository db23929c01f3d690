import { z } from 'zod';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import { isBlocking } from '@/lib/findings/rules/finding';
import { REVIEWING } from '@/lib/lifecycle/rules/status';
import { CONCLUSIONS } from '@/lib/reports/rules/conclusion';
import { id, instant } from './instant';

const assessment = z.object({
  findingId: id,
  conclusion: z.enum(CONCLUSIONS),
  explanation: z.string(),
  reference: z.string(),
  reasonCode: z.string().optional(),
  endsOn: z.string().optional(),
  version: z.int(),
  updatedAt: instant,
});

export const appealShape = z.object({
  submissionId: id,
  state: z.enum(['CAN_OPEN', 'EDITABLE', REVIEWING, 'CLOSED']),
  appeal: z
    .object({
      id,
      round: z.int(),
      createdAt: instant,
      submittedAt: instant.nullable(),
      decidedAt: instant.nullable(),
    })
    .nullable(),
  findings: z.array(z.object({ id, scanId: id, number: z.int(), isBlocking: z.boolean() })),
  assessments: z.array(assessment),
  files: z.array(
    z.object({
      id,
      kind: z.enum(['WORKBOOK', 'EVIDENCE', 'EXCHANGE']),
      fileName: z.string(),
      contentType: z.string(),
      size: z.int(),
      sha256: z.string(),
      uploadedAt: instant,
    }),
  ),
  blockers: z.array(z.object({ code: z.string(), count: z.int() })),
});

/** What of an appeal its shape takes. */
export const toAppeal = ({
  submission,
  state,
  appeal,
  findings,
  assessments,
  proofs,
  blockers,
}: AppealDetails) => ({
  submissionId: submission.id,
  state,
  appeal,
  findings: findings.map((finding) => ({ ...finding, isBlocking: isBlocking(finding) })),
  assessments,
  files: proofs,
  blockers,
});
