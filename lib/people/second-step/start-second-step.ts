import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { keyUri, toBase32 } from '@/lib/auth/one-time-code';
import { conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { startStepInput } from '../schemas';
import { requirePassword } from './require-password';
import { makeStepKey, sealStepKey } from './step-key';
import { keepKey } from './store';

/** How authenticator apps name the account. */
const ISSUER = 'Preflight';

/**
 * Makes the key for an authenticator app. Nothing changes at sign-in until a code of it has confirmed it.
 * @returns the key as text and as the address of a QR code, shown now only
 * @throws AppError VALIDATION, LIMIT_EXCEEDED, CONFLICT when the second step is on already
 */
export async function startSecondStep(
  context: Context,
  input: unknown,
): Promise<{ key: string; uri: string }> {
  const { userId } = authoriseOwn(context);
  const { currentPassword } = parseInput(startStepInput, input);
  const { email } = await requirePassword(context.clock, userId, currentPassword);
  const bytes = makeStepKey();
  const sealedKey = await sealStepKey(bytes, userId);
  const createdAt = context.clock.now();
  const isKept = await inTransaction((tx) => keepKey(tx, { userId, sealedKey, createdAt }));
  if (!isKept) throw conflict('people.secondStepOn');
  const key = toBase32(bytes);
  return { key, uri: keyUri(ISSUER, email, key) };
}
