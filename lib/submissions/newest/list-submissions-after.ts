import { z } from 'zod';
import { authorise, type Context } from '@/lib/auth/actor';
import { type KeysetPage, keysetSchema, toKeysetPage } from '@/lib/core/keyset';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import type { SubmissionRecord } from '../store';
import { findSubmissionsAfter } from './store';

const submissionsAfterSchema = keysetSchema.extend({ assetId: z.uuid().nullable().default(null) });

/**
 * The submissions of an asset, or of all, from the newest to the oldest, for programs.
 * @param input `{ assetId?, after?, limit? }` @throws AppError VALIDATION
 */
export async function listSubmissionsAfter(
  context: Context,
  input: unknown,
): Promise<KeysetPage<SubmissionRecord>> {
  const scope = authorise(context, 'submission.view');
  const { assetId, ...keyset } = parseInput(submissionsAfterSchema, input);
  return toKeysetPage(await findSubmissionsAfter(database(), scope, assetId, keyset), keyset);
}
