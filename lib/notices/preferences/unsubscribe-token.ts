import { z } from 'zod';
import { type EncryptionKeys, openSecret, sealSecret } from '@/lib/storage/seal-secret';
import { isSwitchable, NOTICE_SUBJECTS, type NoticeSubject } from '../rules/subjects';

const CONTEXT = 'unsubscribe';
const content = z.object({
  userId: z.uuid(),
  subjects: z.array(z.enum(NOTICE_SUBJECTS)).transform((all) => all.filter(isSwitchable)),
});

export type Unsubscription = z.output<typeof content>;

/** What the address at the foot of a mail carries: sealed, so that it can only do what we wrote into it. */
export const sealUnsubscription = (
  userId: string,
  subjects: readonly NoticeSubject[],
  keys: EncryptionKeys,
): Promise<string> => sealSecret(JSON.stringify({ userId, subjects }), CONTEXT, keys);

/** @returns null for anything that we did not seal for this */
export async function openUnsubscription(
  token: string,
  keys: EncryptionKeys,
): Promise<Unsubscription | null> {
  const opened = await openSecret(token, CONTEXT, keys);
  const read = opened.ok ? content.safeParse(JSON.parse(opened.value)) : null;
  return read?.success ? read.data : null;
}
