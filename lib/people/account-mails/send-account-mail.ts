import { authoriseSystem, type Context, type PlatformScope, type TxContext } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { MINUTE_MS } from '@/lib/core/clock';
import { RESET_LINK_MINUTES } from '@/lib/core/policy';
import { isLocale, LOCALES, type Locale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { Mailer, MailMessage } from '@/lib/mail/mail-message';
import { nextAttemptAt } from '@/lib/notices/rules/retry-schedule';
import { issueLink } from '../password-links/issue-link';
import { noteFailedResets } from './note-failed-resets';
import { queueAttempt } from './queue-account-mail';
import { type Letter, renderAccountMail } from './render-account-mail';
import {
  endAccountMail,
  findRecipient,
  postponeAccountMail,
  type Recipient,
  type TakenAccountMail,
  takeAccountMail,
} from './store';

/** Longer than any attempt takes: after it, its worker is lost. */
const ATTEMPT_MS = 5 * MINUTE_MS;

/** What a worker brings to a mail. */
export type AccountMailRoom = {
  mailer: Mailer;
  /** The desk's address, from the configuration: what a browser says of it never gets into a mail. */
  baseUrl: string;
  /** The name of the OpenID Connect provider; null where none is configured. */
  provider: string | null;
  /** At least 0, below 1. */
  random(): number;
};

/**
 * Makes one attempt at a mail, with a link that is made for this attempt. Before it speaks to the server it has written
 * down when the next attempt is, with its job: a worker that is lost in the middle delays the mail.
 */
export async function sendAccountMail(
  context: Context,
  mailId: string,
  room: AccountMailRoom,
): Promise<void> {
  const scope = authoriseSystem(context);
  const mail = await take(context, scope, mailId);
  if (!mail) return;
  const message = await transact(context, (inner) => compose(inner, scope, mail, room));
  const outcome = message && (await room.mailer.send(message));
  await transact(context, async (inner) => {
    const { tx } = inner;
    const now = context.clock.now();
    const end = { problem: null, endedAt: now };
    if (!outcome) {
      // What was tried before is too old by now.
      if (mail.problem !== null)
        await noteFailure(inner, scope, mail, { attempts: mail.attempts - 1, problem: mail.problem });
      return endAccountMail(tx, scope, mail, { ...end, status: 'DROPPED' });
    }
    if (outcome.ok) return endAccountMail(tx, scope, mail, { ...end, status: 'SENT' });
    const { problem } = outcome;
    const next = outcome.isFinal ? null : nextAttemptAt(mail.attempts, now, room.random());
    if (!next) {
      await noteFailure(inner, scope, mail, { attempts: mail.attempts, problem });
      return endAccountMail(tx, scope, mail, { ...end, status: 'FAILED', problem });
    }
    await postponeAccountMail(tx, scope, mail.id, { problem, nextAttemptAt: next });
    await queueAttempt(tx, mail.id, next);
  });
}

/** An invitation stays for its owners, with how it went; of a reset that is all that is kept. */
async function noteFailure(
  context: TxContext,
  scope: PlatformScope,
  mail: TakenAccountMail,
  failure: { attempts: number; problem: string },
): Promise<void> {
  const recipient = mail.kind === 'RESET' ? await findRecipient(context.tx, scope, mail) : null;
  if (recipient) await noteFailedResets(context, [{ userId: recipient.userId, ...failure }]);
}

const take = (context: Context, scope: PlatformScope, mailId: string) =>
  transact(context, async ({ tx }) => {
    const now = context.clock.now();
    const untilAt = new Date(now.getTime() + ATTEMPT_MS);
    const mail = await takeAccountMail(tx, scope, mailId, { now, untilAt });
    if (mail) await queueAttempt(tx, mailId, untilAt);
    return mail;
  });

/** @returns null when there is nobody to write to, or when it is too late to */
async function compose(
  context: TxContext,
  scope: PlatformScope,
  mail: TakenAccountMail,
  room: AccountMailRoom,
): Promise<MailMessage | null> {
  const recipient = await findRecipient(context.tx, scope, mail);
  const letter =
    recipient &&
    (mail.kind === 'RESET'
      ? await writeReset(context, recipient, mail, room)
      : await writeInvitation(context, recipient, mail, room));
  if (!letter) return null;
  return {
    // Another link, another mail: a server that has an earlier one already must not take it for the same.
    id: `${mail.id}.${mail.attempts}`,
    to: { name: recipient.name, address: recipient.email },
    ...renderAccountMail(letter, chooseLanguages(recipient, mail)),
    unsubscribeUrl: null,
  };
}

/** That of the last visit; before the first one that of the page, or all where nobody knows. */
function chooseLanguages(recipient: Recipient, mail: TakenAccountMail): readonly [Locale, ...Locale[]] {
  const known = [recipient.language, mail.language].find(isLocale);
  return known === undefined ? LOCALES : [known];
}

/** @returns null when it is too late. Who signs in with the provider alone has no password to forget: a link would be a way around the provider. */
async function writeReset(
  context: TxContext,
  { userId, email, hasPassword, hasIdentity }: Recipient,
  { createdAt }: TakenAccountMail,
  { baseUrl, provider }: AccountMailRoom,
): Promise<Letter | null> {
  const age = context.clock.now().getTime() - createdAt.getTime();
  if (age >= RESET_LINK_MINUTES * MINUTE_MS) return null;
  if (!hasPassword && hasIdentity && provider !== null)
    return { kind: 'provider', values: () => ({ email, provider }), url: new URL('/sign-in', baseUrl).href };
  const { path } = await issueLink(context.tx, context, { userId, organizationId: null, purpose: 'RESET' });
  return { kind: 'reset', values: () => ({ email }), url: new URL(path, baseUrl).href };
}

/**
 * @returns null when they were here meanwhile, or were taken out. Who has no way to sign in gets a link that sets a
 * password: it goes to the mailbox of the account, and to no owner.
 */
async function writeInvitation(
  context: TxContext,
  { userId, email, hasPassword, hasIdentity, invitation }: Recipient,
  { organizationId }: TakenAccountMail,
  { baseUrl }: AccountMailRoom,
): Promise<Letter | null> {
  if (!invitation) return null;
  const { organization, role } = invitation;
  const values = (language: Locale) => {
    const t = translator(language);
    return { email, organization, role: t(`settings.roles.${role}`), hint: t(`settings.roleHints.${role}`) };
  };
  if (hasPassword || hasIdentity)
    return { kind: 'invitation', values, url: new URL('/sign-in', baseUrl).href };
  const { path } = await issueLink(context.tx, context, { userId, organizationId, purpose: 'HANDED' });
  return { kind: 'firstInvitation', values, url: new URL(path, baseUrl).href };
}
