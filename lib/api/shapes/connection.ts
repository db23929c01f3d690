import { z } from 'zod';
import { RUN_SECTIONS } from '@/lib/connection-tests/rules/run-item';
import { BILLING_MODES } from '@/lib/koogallery/required-cases';
import { id, instant, values } from './instant';

const keyShape = z
  .object({
    setAt: instant,
    previous: z.object({ setAt: instant, usableUntil: instant }).nullable(),
  })
  .nullable();

export const declarationShape = z.object({
  protocol: z.enum(['V2', 'V1']),
  productKind: z.enum(['COMMON', 'JOINT_OPERATIONS']),
  billingModes: z.array(z.enum(BILLING_MODES)),
  productionUrl: z.string(),
  isAccessKeySet: z.boolean(),
  /** By interface type; null where none is set. A replaced key is recognised until its end. */
  accessKeys: z.object({ BASIC: keyShape, KIT: keyShape }),
  kitPublicKey: z.string(),
  extensionParameters: z.array(z.object({ name: z.string(), value: z.string() })),
  provisioningInfo: z.array(z.string()),
  encryptionAlgorithm: z.enum(['AES256', 'AES128']),
  updatedAt: instant,
});

export const connectionShape = z.object({
  assetId: id,
  /** 0 before the first declaration. */
  version: z.int(),
  declaration: declarationShape.nullable(),
  cases: z.array(
    z.object({
      activity: z.string(),
      isRequired: z.boolean(),
      state: z.string(),
      lastRunAt: instant.nullable(),
      messageId: id.nullable(),
    }),
  ),
  newestRunId: id.nullable(),
});

export const runShape = z.object({
  id,
  kind: z.enum(['MANUAL', 'PROBE']),
  status: z.enum(['QUEUED', 'RUNNING', 'FINISHED', 'CANCELLED']),
  sections: z.array(z.enum(RUN_SECTIONS)),
  isTestFlagged: z.boolean(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  tally: z.object({
    of: z.int(),
    passed: z.int(),
    warned: z.int(),
    failed: z.int(),
    notRun: z.int(),
    unfinished: z.int(),
  }),
  grade: z.string().nullable(),
});

export const runDetails = runShape.extend({
  isCancelRequested: z.boolean(),
  items: z
    .array(
      z.object({
        key: z.string(),
        section: z.enum(RUN_SECTIONS),
        activity: z.string(),
        caseName: z.string(),
        state: z.enum(['WAITING', 'RUNNING', 'PASSED', 'WARNED', 'FAILED', 'NOT_RUN']),
        reason: z.string().optional(),
        messageIds: z.array(id).readonly(),
        finding: z.object({ code: z.string(), values }).nullable(),
      }),
    )
    .readonly(),
});
