import { configuration } from '@/lib/config/configuration';
import { AppError } from '@/lib/core/errors';
import { inTransaction } from '@/lib/db/client';
import type { NoticeSubject } from '../rules/subjects';
import { switchOff } from './store';
import { openUnsubscription } from './unsubscribe-token';

/** Longer than any that we make. */
const TOKEN_MAXIMUM = 2_000;

/** What somebody would switch off with a token of a mail. @throws AppError NOT_FOUND for one that is not ours */
export async function readUnsubscription(token: string): Promise<{ subjects: NoticeSubject[] }> {
  return openToken(token);
}

/**
 * Switches the mails of a token off, for whoever holds it: mail programs ask without signing in (RFC 8058). Twice is
 * once. @throws AppError NOT_FOUND for one that is not ours
 */
export async function unsubscribe(token: string): Promise<{ subjects: NoticeSubject[] }> {
  const { userId, subjects, organizationIds } = await openToken(token);
  await inTransaction((tx) => switchOff(tx, userId, subjects, organizationIds));
  return { subjects };
}

async function openToken(token: string) {
  const found =
    token.length <= TOKEN_MAXIMUM ? await openUnsubscription(token, configuration().ENCRYPTION_KEYS) : null;
  if (!found) throw new AppError('NOT_FOUND', { message: 'notices.unknownLink' });
  return found;
}
