import { z } from 'zod';
import { DECLARATION_LIMITS, PROVISIONING_INFO } from './rules/declaration';
import { DEFAULT_OVERLAP_HOURS, INTERFACE_TYPES, OVERLAP_HOURS } from './rules/key-rotation';
import { BILLING_MODES } from './rules/required-cases';

const extensionParameter = z.object({
  name: z.string().trim().min(1).max(DECLARATION_LIMITS.extensionText),
  value: z.string().trim().max(DECLARATION_LIMITS.extensionText),
});

export const declarationSchema = z.object({
  assetId: z.uuid(),
  /** The version that the editor saw; 0 before the first save. */
  version: z.coerce.number().int().min(0),
  protocol: z.enum(['V2', 'V1']),
  productKind: z.enum(['COMMON', 'JOINT_OPERATIONS']),
  billingModes: z.array(z.enum(BILLING_MODES)).min(1, 'field.required'),
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

/** What to run: all required cases, or named ones, each with its own request where the builder changed it. */
export const runSchema = z.object({
  assetId: z.uuid(),
  items: z
    .array(z.object({ activity: z.string().min(1).max(64), request: jsonObject.optional() }))
    .min(1)
    .max(20)
    .nullable(),
});
