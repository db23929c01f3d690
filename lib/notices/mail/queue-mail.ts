import type { PlatformScope, TxContext } from '@/lib/auth/actor';
import { addJob } from '@/lib/jobs/add-job';
import { insertMail, type NewMail } from './store';

/** Makes a mail of notices, with the job that sends it. @returns whether it is new */
export async function queueMail(
  { tx }: TxContext,
  scope: PlatformScope,
  mail: NewMail,
  eventIds: readonly string[],
): Promise<boolean> {
  if (!(await insertMail(tx, scope, mail, eventIds))) return false;
  await addJob(tx, 'send-mail', { mailId: mail.id }, { key: mailJobKey(mail.id) });
  return true;
}

/** Of a mail there is one job at a time. */
export const mailJobKey = (mailId: string): string => `mail:${mailId}`;
