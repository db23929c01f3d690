import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { MINUTE_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { resolveZone } from '@/lib/i18n/time-zones';
import { addJob } from '@/lib/jobs/add-job';
import type { Mailer, MailMessage } from '@/lib/mail/mail-message';
import { notify } from '../notify';
import type { MailTopics } from '../preferences/unsubscribe-token';
import { readNotice, rulesOfKind } from '../rules/notice-kinds';
import { nextAttemptAt } from '../rules/retry-schedule';
import { isSwitchable } from '../rules/subjects';
import { mailJobKey } from './queue-mail';
import { renderMail } from './render-mail';
import {
  endMail,
  findMailContent,
  findOrganizationIds,
  type MailContent,
  postponeMail,
  type TakenMail,
  takeMail,
} from './store';

/** Longer than any attempt takes: after it, its worker is lost. */
const ATTEMPT_MS = 5 * MINUTE_MS;

/** What a worker brings to a mail. */
export type MailRoom = {
  mailer: Mailer;
  /** The desk's address. */
  baseUrl: string;
  /** The address that switches these topics off for somebody without signing in. */
  unsubscribeUrl(userId: string, topics: MailTopics): Promise<string>;
  /** At least 0, below 1. */
  random(): number;
};

/**
 * Makes one attempt at a mail. Before it speaks to the server it has written down when the next attempt is, with its job:
 * a worker that is lost in the middle delays the mail. The server may have it already then; the mail's id tells it so.
 */
export async function sendMail(context: Context, mailId: string, room: MailRoom): Promise<void> {
  const scope = authoriseSystem(context);
  const mail = await take(context, scope, mailId);
  if (!mail) return;
  const message = await compose(context, scope, mail, room);
  const outcome = message && (await room.mailer.send(message));
  if (!outcome) return end(context, scope, mail, { status: 'DROPPED', problem: null });
  if (outcome.ok) return end(context, scope, mail, { status: 'SENT', problem: null });
  const next = outcome.isFinal ? null : nextAttemptAt(mail.attempts, context.clock.now(), room.random());
  await settleFailure(context, scope, mail, { problem: outcome.problem, next });
}

const take = (context: Context, scope: PlatformScope, mailId: string) =>
  transact(context, async ({ tx }) => {
    const now = context.clock.now();
    const untilAt = new Date(now.getTime() + ATTEMPT_MS);
    const mail = await takeMail(tx, scope, mailId, { now, untilAt });
    if (mail) await addJob(tx, 'send-mail', { mailId }, { key: mailJobKey(mailId), runAt: untilAt });
    return mail;
  });

/** @returns null when there is nobody to tell, or nothing that they may still read */
async function compose(
  context: Context,
  scope: PlatformScope,
  mail: TakenMail,
  room: MailRoom,
): Promise<MailMessage | null> {
  const found = await findMailContent(database(), scope, mail);
  const notices = found ? readable(found) : [];
  if (!found || notices.length === 0) return null;
  const subjects = [...new Set(notices.map(({ content }) => rulesOfKind(content.kind).subject))];
  const organizationIds = [...new Set(notices.map(({ place }) => place))];
  const unsubscribeUrl = subjects.every(isSwitchable)
    ? await room.unsubscribeUrl(mail.userId, { subjects, organizationIds })
    : null;
  const rendered = renderMail({
    isDigest: mail.isDigest,
    language: isLocale(found.language) ? found.language : DEFAULT_LOCALE,
    zone: resolveZone(found.zone ?? undefined),
    now: context.clock.now(),
    baseUrl: room.baseUrl,
    unsubscribeUrl,
    notices,
  });
  // A mail program asks by itself: only an address that nobody on the way can change is given to it (RFC 8058).
  const isOneClick = unsubscribeUrl?.startsWith('https:') === true;
  return {
    id: mail.id,
    to: { name: found.name, address: found.email },
    ...rendered,
    unsubscribeUrl: isOneClick ? unsubscribeUrl : null,
  };
}

const readable = ({ notices }: MailContent) =>
  notices.flatMap((row) => {
    const content = readNotice(row);
    const place = row.side === 'SELLER' ? row.organizationId : null;
    return content ? [{ content, at: row.at, side: row.side, place }] : [];
  });

const end = (
  context: Context,
  scope: PlatformScope,
  mail: TakenMail,
  how: { status: 'SENT' | 'DROPPED'; problem: null },
): Promise<void> =>
  transact(context, ({ tx }) => endMail(tx, scope, mail.id, { ...how, at: context.clock.now() }));

/** Tries again when the pause is over; at the end of the schedule, owners of the person's organizations hear of it. */
async function settleFailure(
  context: Context,
  scope: PlatformScope,
  mail: TakenMail,
  { problem, next }: { problem: string; next: Date | null },
): Promise<void> {
  const now = context.clock.now();
  await transact(context, async (inner) => {
    const { tx } = inner;
    if (next) {
      await postponeMail(tx, scope, mail.id, { problem, nextAttemptAt: next });
      await addJob(tx, 'send-mail', { mailId: mail.id }, { key: mailJobKey(mail.id), runAt: next });
      return;
    }
    await endMail(tx, scope, mail.id, { status: 'FAILED', problem, at: now });
    const person = (await findMailContent(tx, scope, mail))?.name ?? '';
    const day = now.toISOString().slice(0, 10);
    const organizationIds = await findOrganizationIds(tx, scope, mail.userId);
    await notify(
      inner,
      organizationIds.map((organizationId) => ({
        ...{ kind: 'mail.failed' as const, organizationId, values: { person } },
        // An outage of the mail server is one notice a person and day, not one a mail.
        key: `${organizationId}:${mail.userId}:${day}`,
      })),
    );
  });
}
