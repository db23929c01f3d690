import { rootCertificates } from 'node:tls';
import nodemailer from 'nodemailer';
import type { Configuration } from '@/lib/config/configuration';
import { SECOND_MS } from '@/lib/core/clock';
import type { Mailer, MailMessage, MailOutcome } from './mail-message';
import { readSmtpProblem } from './rules/smtp-problem';

export type MailSettings = Pick<
  Configuration,
  | 'MAIL_HOST'
  | 'MAIL_PORT'
  | 'MAIL_SECURITY'
  | 'MAIL_USER'
  | 'MAIL_PASSWORD'
  | 'MAIL_FROM'
  | 'MAIL_FROM_NAME'
  | 'NEXTAUTH_URL'
  | 'OUTBOUND_EXTRA_CA'
>;

const CONNECT_MS = 10 * SECOND_MS;
/** How long the server may be silent. */
const SILENCE_MS = 30 * SECOND_MS;

/** Whether the operator has named a mail server. */
export const isMailOn = ({ MAIL_HOST, MAIL_FROM }: Pick<MailSettings, 'MAIL_HOST' | 'MAIL_FROM'>): boolean =>
  MAIL_HOST !== undefined && MAIL_FROM !== undefined;

/**
 * The way to the operator's mail server. Unless `MAIL_SECURITY` is `none`, nothing is said before TLS, and a
 * certificate that is not trusted ends the attempt.
 * @returns null where no mail server is configured
 */
export function createMailer(settings: MailSettings): Mailer | null {
  const { MAIL_HOST, MAIL_FROM, MAIL_SECURITY, MAIL_USER, MAIL_PASSWORD, OUTBOUND_EXTRA_CA } = settings;
  if (MAIL_HOST === undefined || MAIL_FROM === undefined) return null;
  const transport = nodemailer.createTransport({
    host: MAIL_HOST,
    port: settings.MAIL_PORT,
    secure: MAIL_SECURITY === 'tls',
    requireTLS: MAIL_SECURITY === 'starttls',
    ignoreTLS: MAIL_SECURITY === 'none',
    ...(MAIL_USER === undefined ? {} : { auth: { user: MAIL_USER, pass: MAIL_PASSWORD ?? '' } }),
    tls: OUTBOUND_EXTRA_CA === undefined ? {} : { ca: [...rootCertificates, OUTBOUND_EXTRA_CA] },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const from = { name: settings.MAIL_FROM_NAME, address: MAIL_FROM };
  const host = new URL(settings.NEXTAUTH_URL).hostname;
  return {
    send: async (message) => {
      try {
        await transport.sendMail({ from, ...compose(message, host) });
        return { ok: true } satisfies MailOutcome;
      } catch (error) {
        return { ok: false, ...readSmtpProblem(error) };
      }
    },
    close: () => transport.close(),
  };
}

const compose = ({ id, to, subject, text, html, unsubscribeUrl }: MailMessage, host: string) => ({
  messageId: `<${id}@${host}>`,
  to,
  subject,
  text,
  html,
  headers: {
    // No absence notice comes back (RFC 3834).
    'Auto-Submitted': 'auto-generated',
    ...(unsubscribeUrl === null
      ? {}
      : {
          'List-Unsubscribe': `<${unsubscribeUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
  },
});
