import type { Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { inboxScope } from '../inbox/inbox-scope';
import { type NoticeMode, type NoticeSubject, placesOfChoice } from '../rules/subjects';
import { preferencesInput } from '../schemas';
import { putPreferences } from './store';

/** Chooses how one hears of subjects in the organization that one works in; those that are not named stay as they are. @throws AppError VALIDATION */
export async function savePreferences(context: Context, input: unknown): Promise<void> {
  const scope = inboxScope(context);
  const { modes } = parseInput(preferencesInput, input);
  const chosen = (Object.entries(modes) as [NoticeSubject, NoticeMode][]).flatMap(([subject, mode]) =>
    placesOfChoice(subject, scope).map((organizationId) => ({ organizationId, subject, mode })),
  );
  await inTransaction((tx) => putPreferences(tx, scope, chosen));
}
