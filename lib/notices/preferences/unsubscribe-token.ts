import { z } from 'zod';
import { type EncryptionKeys, openSecret, sealSecret } from '@/lib/storage/seal-secret';
import { isSwitchable, NOTICE_SUBJECTS, type NoticeSubject } from '../rules/subjects';

const CONTEXT = 'unsubscribe';
const content = z.object({
  userId: z.uuid(),
  subjects: z.array(z.enum(NOTICE_SUBJECTS)).transform((all) => all.filter(isSwitchable)),
  /** Where they are switched off, null for what is about no organization; absent: everywhere. */
  organizationIds: z.array(z.uuid().nullable()).optional(),
});

export type Unsubscription = z.output<typeof content>;

/** With more the address would be longer than mail programs take: it then switches off everywhere. */
const NAMED_MOST = 10;

/** What a mail tells of, and for which organizations; null stands for what is about none. */
export type MailTopics = {
  subjects: readonly NoticeSubject[];
  organizationIds: readonly (string | null)[];
};

/** What the address at the foot of a mail carries: sealed, so that it can only do what we wrote into it. */
export function sealUnsubscription(
  userId: string,
  { subjects, organizationIds }: MailTopics,
  keys: EncryptionKeys,
): Promise<string> {
  const named = organizationIds.length <= NAMED_MOST ? { organizationIds } : {};
  return sealSecret(JSON.stringify({ userId, subjects, ...named }), CONTEXT, keys);
}

/** @returns null for anything that we did not seal for this */
export async function openUnsubscription(
  token: string,
  keys: EncryptionKeys,
): Promise<Unsubscription | null> {
  const opened = await openSecret(token, CONTEXT, keys);
  const read = opened.ok ? content.safeParse(JSON.parse(opened.value)) : null;
  return read?.success ? read.data : null;
}
