import { newId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { deleteInvitation, insertAccountMail, type NewAccountMail } from './store';

/** Makes a mail, with the job that sends it. */
export async function queueAccountMail(tx: Transaction, mail: NewAccountMail): Promise<void> {
  await insertAccountMail(tx, mail);
  await queueAttempt(tx, mail.id);
}

/** Makes the invitation of a member; one before it is forgotten, with how it went. */
export async function queueInvitation(
  tx: Transaction,
  to: { organizationId: string; userId: string; createdAt: Date },
): Promise<void> {
  await deleteInvitation(tx, to);
  await queueAccountMail(tx, { id: newId(to.createdAt.getTime()), kind: 'INVITATION', ...to });
}

/** Of a mail there is one job at a time. */
export const queueAttempt = (tx: Transaction, mailId: string, runAt?: Date): Promise<void> =>
  addJob(tx, 'send-account-mail', { mailId }, { key: `account-mail:${mailId}`, ...(runAt && { runAt }) });
