import { z } from 'zod';
import { cleanName } from '@/lib/core/clean-name';
import { CALENDAR_FEED_NAME_LENGTH } from '@/lib/core/policy';

export const makeFeedInput = z.object({
  name: z
    .string('field.required')
    .transform(cleanName)
    .pipe(z.string().min(1, 'field.required').max(CALENDAR_FEED_NAME_LENGTH)),
});
export const feedInput = z.object({ feedId: z.uuid() });
