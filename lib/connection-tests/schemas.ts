import { z } from 'zod';
import { BILLING_MODES } from './rules/required-cases';

export const PROVISIONING_INFO = ['MOBILE', 'EMAIL', 'IAM_USER_NAME'] as const;
/** KooGallery's limit of an extension parameter's name and value (protocol page §2.5). */
const EXTENSION_LENGTH = 64;
const ACCESS_KEY_LENGTH = 128;

const extensionParameter = z.object({
  name: z.string().trim().min(1).max(EXTENSION_LENGTH),
  value: z.string().trim().max(EXTENSION_LENGTH),
});

export const declarationSchema = z.object({
  assetId: z.uuid(),
  /** The version that the editor saw; 0 before the first save. */
  version: z.coerce.number().int().min(0),
  protocol: z.literal('V2'),
  productKind: z.enum(['COMMON', 'JOINT_OPERATIONS']),
  billingModes: z.array(z.enum(BILLING_MODES)).min(1, 'field.required'),
  productionUrl: z.string().trim().max(2_048),
  /** Empty keeps the one that is stored. */
  accessKey: z.string().max(ACCESS_KEY_LENGTH),
  extensionParameters: z.array(extensionParameter).max(20),
  provisioningInfo: z.array(z.enum(PROVISIONING_INFO)),
  encryptionAlgorithm: z.enum(['AES256', 'AES128']),
});
export type DeclarationInput = z.infer<typeof declarationSchema>;

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
