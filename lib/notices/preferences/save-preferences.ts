import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import type { NoticeMode } from '../rules/subjects';
import { preferencesInput } from '../schemas';
import { putPreferences } from './store';

/** Chooses how one hears of subjects; those that are not named stay as they are. @throws AppError VALIDATION */
export async function savePreferences(context: Context, input: unknown): Promise<void> {
  const scope = authoriseOwn(context);
  const { modes } = parseInput(preferencesInput, input);
  const chosen = Object.entries(modes) as [string, NoticeMode][];
  await inTransaction((tx) => putPreferences(tx, scope, chosen));
}
