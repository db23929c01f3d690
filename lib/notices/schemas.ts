import { z } from 'zod';
import { readCursor } from '@/lib/core/page-cursor';
import { isNoticePlace } from './rules/notice-link';
import { isSwitchable, NOTICE_MODES, NOTICE_SUBJECTS } from './rules/subjects';

/** An empty control counts as none. */
const subject = z
  .enum(NOTICE_SUBJECTS)
  .or(z.literal('').transform(() => null))
  .nullish()
  .transform((value) => value ?? null);

export const INBOX_VIEWS = ['unread', 'all'] as const;
export const inboxInput = z.object({
  show: z.enum(INBOX_VIEWS).catch('all'),
  subject,
  /** Of the row behind which the page begins; anything else is the newest page. */
  older: z.string().max(80).transform(readCursor).nullable().catch(null),
});

/** As many as a page shows, and then some. */
const MARKED_MAXIMUM = 100;
export const markInput = z.object({
  noticeIds: z.array(z.uuid()).min(1).max(MARKED_MAXIMUM),
  isRead: z.boolean(),
});

/** A page of the desk that somebody has opened. */
export const placeInput = z.object({ path: z.string().max(200).refine(isNoticePlace) });

/** A mode for each subject that is chosen; security is no choice. */
export const preferencesInput = z.object({
  modes: z
    .partialRecord(z.enum(NOTICE_SUBJECTS), z.enum(NOTICE_MODES))
    .refine((modes) => NOTICE_SUBJECTS.every((one) => isSwitchable(one) || modes[one] === undefined), {
      error: 'notices.notSwitchable',
    }),
});
