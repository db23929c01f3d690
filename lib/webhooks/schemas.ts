import { z } from 'zod';
import { storedInteger } from '@/lib/core/stored-values';
import { WEBHOOK_SUBJECTS } from './rules/webhook-subjects';

const URL_MAXIMUM = 2_000;

const url = z
  .string('field.required')
  .trim()
  .min(1, 'field.required')
  .max(URL_MAXIMUM)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'webhooks.urlInvalid')
  .refine((text) => {
    if (!URL.canParse(text)) return true;
    const { username, password, hash } = new URL(text);
    return username === '' && password === '' && hash === '';
  }, 'webhooks.urlParts');
const subjects = z
  .array(z.enum(WEBHOOK_SUBJECTS))
  .min(1, 'webhooks.noSubject')
  .transform((all) => WEBHOOK_SUBJECTS.filter((one) => all.includes(one)));

export const addEndpointInput = z.object({ url, subjects });
export const saveEndpointInput = z.object({
  endpointId: z.uuid(),
  url,
  subjects,
  version: storedInteger(0),
});
export const endpointInput = z.object({ endpointId: z.uuid() });
export const switchInput = z.object({ endpointId: z.uuid(), isOn: z.boolean() });
export const deliveryInput = z.object({ deliveryId: z.uuid() });
