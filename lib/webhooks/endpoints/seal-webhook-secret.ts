import { configuration } from '@/lib/config/configuration';
import { openSecret, sealSecret } from '@/lib/storage/seal-secret';
import type { SealedSecrets } from './store';

const place = (endpointId: string) => `webhook:${endpointId}`;

export const sealWebhookSecret = (secret: string, endpointId: string): Promise<string> =>
  sealSecret(secret, place(endpointId), configuration().ENCRYPTION_KEYS);

/** The secrets that sign now: the current one, and the one before while its overlap lasts. Empty: none can be read. */
export async function openWebhookSecrets(
  sealed: SealedSecrets,
  endpointId: string,
  now: Date,
): Promise<string[]> {
  const isOverlapping = sealed.previousUsableUntil !== null && sealed.previousUsableUntil > now;
  const all = [sealed.sealedSecret, isOverlapping ? sealed.sealedPrevious : null].filter(
    (one) => one !== null,
  );
  const opened = await Promise.all(
    all.map((one) => openSecret(one, place(endpointId), configuration().ENCRYPTION_KEYS)),
  );
  return opened.flatMap((one) => (one.ok ? [one.value] : []));
}
