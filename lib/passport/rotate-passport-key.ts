import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { makeSigningKey } from './make-signing-key';
import { retireCurrentKey } from './store';

/**
 * For the command line: ends the key that signs passports and makes a new one. Passports of the old one stay valid for whoever pins it; its
 * public part stays on the list of keys, and its private part is forgotten.
 */
export async function rotatePassportKey(
  context: Context,
): Promise<{ retired: string | null; current: string }> {
  const scope = authoriseSystem(context);
  return inTransaction(async (tx) => {
    const retired = await retireCurrentKey(tx, scope, context.clock.now());
    return { retired, current: await makeSigningKey(tx, context, scope, 'passport.keyRotated') };
  });
}
