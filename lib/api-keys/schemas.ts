import { z } from 'zod';
import { cleanName } from '@/lib/core/clean-name';
import { API_KEY_DAYS, API_KEY_DAYS_MAXIMUM, API_KEY_NAME_LENGTH } from '@/lib/core/policy';
import { CHOSEN_SCOPES } from './rules/api-scopes';

export const makeApiKeyInput = z.object({
  name: z
    .string('field.required')
    .transform(cleanName)
    .pipe(z.string().min(1, 'field.required').max(API_KEY_NAME_LENGTH)),
  scopes: z
    .array(z.enum(CHOSEN_SCOPES))
    .max(CHOSEN_SCOPES.length)
    .default([])
    .transform((chosen) => CHOSEN_SCOPES.filter((scope) => chosen.includes(scope))),
  days: z.coerce.number().int().min(1).max(API_KEY_DAYS_MAXIMUM).default(API_KEY_DAYS),
});
export const apiKeyInput = z.object({ keyId: z.uuid() });
