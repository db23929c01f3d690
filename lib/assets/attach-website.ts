import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { attachWithin } from './attach-within';
import { assetWebsiteSchema } from './schemas';

/** Adds a website of the organization to the asset; doing it twice is doing it once. */
export async function attachWebsite(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'asset.edit');
  const ids = parseInput(assetWebsiteSchema, input);
  await inTransaction((tx) => attachWithin(tx, context, scope, ids));
}
