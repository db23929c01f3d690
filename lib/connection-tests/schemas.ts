import { z } from 'zod';
import { cleanName } from '@/lib/core/clean-name';
import { storedInteger } from '@/lib/core/stored-values';
import { BILLING_MODES } from '@/lib/koogallery/required-cases';
import { MAX_CHOSEN } from '@/lib/messages/schemas';
import { DECLARATION_LIMITS, PROVISIONING_INFO } from './rules/declaration';
import { DEFAULT_OVERLAP_HOURS, INTERFACE_TYPES, OVERLAP_HOURS } from './rules/key-rotation';
import { RUN_SECTIONS } from './rules/run-item';
import { PARALLELISM } from './rules/run-plan';
import { CASE_LIMITS } from './rules/saved-case';

const extensionParameter = z.object({
  name: z.string().trim().min(1).max(DECLARATION_LIMITS.extensionText),
  value: z.string().trim().max(DECLARATION_LIMITS.extensionText),
});

export const declarationSchema = z.object({
  assetId: z.uuid(),
  /** The version that the editor saw; 0 before the first save. */
  version: storedInteger(0),
  protocol: z.enum(['V2', 'V1']),
  productKind: z.enum(['COMMON', 'JOINT_OPERATIONS']),
  billingModes: z.array(z.enum(BILLING_MODES)).min(1, 'connection.BILLING_MODE_MISSING'),
  productionUrl: z.string().trim().max(DECLARATION_LIMITS.productionUrl),
  /** Empty keeps the one that is stored. */
  accessKey: z.string().max(DECLARATION_LIMITS.accessKey),
  /** Of the kit interfaces; empty keeps the one that is stored. */
  kitAccessKey: z.string().max(DECLARATION_LIMITS.accessKey).default(''),
  /** How long a key that is replaced now goes on being recognised, in hours. */
  keyOverlapHours: z.coerce
    .number()
    .refine((hours) => OVERLAP_HOURS.some((known) => known === hours), 'field.invalid')
    .default(DEFAULT_OVERLAP_HOURS),
  kitPublicKey: z
    .string()
    .max(DECLARATION_LIMITS.kitPublicKey)
    .default('')
    .transform((pem) => pem.replaceAll('\r\n', '\n').trim()),
  extensionParameters: z.array(extensionParameter).max(DECLARATION_LIMITS.extensionParameters),
  provisioningInfo: z.array(z.enum(PROVISIONING_INFO)),
  encryptionAlgorithm: z.enum(['AES256', 'AES128']),
});
export type DeclarationInput = z.infer<typeof declarationSchema>;

export const keyOverlapSchema = z.object({ assetId: z.uuid(), interfaceType: z.enum(INTERFACE_TYPES) });

const jsonObject = z.record(z.string(), z.json());

const caseName = z.string().transform(cleanName).pipe(z.string().min(1).max(CASE_LIMITS.name));

/** A new case of an interface. */
export const newCaseSchema = z.object({
  assetId: z.uuid(),
  activity: z.string().min(1).max(64),
  name: caseName,
  request: jsonObject,
});

/** A saved case, as the editor saw it. */
export const caseVersionSchema = z.object({
  assetId: z.uuid(),
  caseId: z.uuid(),
  version: storedInteger(1),
});
export const savedCaseSchema = caseVersionSchema.extend({ request: jsonObject });
export const caseNameSchema = caseVersionSchema.extend({ name: caseName });

const caseChoice = z.object({
  activity: z.string().min(1).max(64),
  /** Empty: the interface's own case. */
  caseName: z.string().trim().max(CASE_LIMITS.name).default(''),
  request: jsonObject.optional(),
});

/** What to run: whole sections, or single cases, each with its own request where the builder changed it. */
export const runSchema = z.object({
  assetId: z.uuid(),
  sections: z
    .array(z.enum(RUN_SECTIONS))
    .min(1)
    .default([...RUN_SECTIONS]),
  /** Instead of all sections; null: none in particular. */
  cases: z.array(caseChoice).min(1).max(50).nullable().default(null),
  parallelism: z.coerce
    .number()
    .int()
    .min(PARALLELISM.least)
    .max(PARALLELISM.most)
    .default(PARALLELISM.default),
  isTestFlagged: z.boolean().default(true),
});

export const runReferenceSchema = z.object({ assetId: z.uuid(), runId: z.uuid() });

/** Messages to be sent again together; `willSend` is the count that was confirmed. */
export const previewRestartSchema = z.object({ messageIds: z.array(z.uuid()).min(1).max(MAX_CHOSEN) });
export const restartSchema = previewRestartSchema.extend({ willSend: storedInteger(0) });
