import { authorisePlatformOrSystem, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { makeSigningKey } from './signing-key';
import { retireCurrentKey } from './store';

/**
 * Ends the key that signs passports and makes a new one. Passports of the old one stay valid for whoever pins it; its
 * public part stays on the list of keys, and its private part is forgotten.
 */
export async function rotatePassportKey(
  context: Context,
): Promise<{ retired: string | null; current: string }> {
  const scope = authorisePlatformOrSystem(context, 'operations.view');
  return inTransaction(async (tx) => {
    const retired = await retireCurrentKey(tx, scope, context.clock.now());
    return { retired, current: await makeSigningKey(tx, context, scope, 'passport.keyRotated') };
  });
}
