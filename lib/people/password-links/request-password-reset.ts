import { countAttempt } from '@/lib/auth/count-attempt';
import { requireAttempt } from '@/lib/auth/require-attempt';
import { addressGroup } from '@/lib/auth/rules/attempt-limits';
import { preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import type { Locale } from '@/lib/i18n/locales';
import { queueAccountMail } from '../account-mails/queue-account-mail';
import { resetRequestInput } from '../schemas';
import type { Visit } from '../visit';

/**
 * Asks for a mail with a link to set a new password. Nothing here looks whether the address has an account: the same
 * attempts are counted and the same mail is queued for any address, and the worker finds out when it sends it.
 * @param page its language is that of the mail where the account has none; `isMailOn` where a mail server is configured
 * @throws AppError VALIDATION, LIMIT_EXCEEDED, PRECONDITION_FAILED where no mail server is configured
 */
export async function requestPasswordReset(
  visit: Visit,
  input: unknown,
  page: { language: Locale; isMailOn: boolean },
): Promise<void> {
  if (!page.isMailOn) throw preconditionFailed('people.noMail');
  const { email } = parseInput(resetRequestInput, input);
  const { clock } = visit;
  const from = addressGroup(visit.address);
  await requireAttempt(clock, 'reset.address', from, 'people.resetLimit');
  await requireAttempt(clock, 'reset.account', `${email}\n${from}`, 'people.resetLimit');
  // From many networks nobody fills somebody's mailbox; who asks then has had mails, and learns nothing.
  if (!(await countAttempt(clock, 'reset.account-anywhere', email)).isAllowed) return;
  const createdAt = clock.now();
  const id = newId(createdAt.getTime());
  await inTransaction((tx) =>
    queueAccountMail(tx, { id, kind: 'RESET', email, language: page.language, createdAt }),
  );
}
