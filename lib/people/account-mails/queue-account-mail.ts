import type { Transaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { insertAccountMail, type NewAccountMail } from './store';

/** Makes a mail, with the job that sends it. */
export async function queueAccountMail(tx: Transaction, mail: NewAccountMail): Promise<void> {
  await insertAccountMail(tx, mail);
  await queueAttempt(tx, mail.id);
}

/** Of a mail there is one job at a time. */
export const queueAttempt = (tx: Transaction, mailId: string, runAt?: Date): Promise<void> =>
  addJob(tx, 'send-account-mail', { mailId }, { key: `account-mail:${mailId}`, ...(runAt && { runAt }) });
