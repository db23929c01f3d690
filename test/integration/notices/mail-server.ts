import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { readConfiguration } from '@/lib/config/configuration';
import { createMailer } from '@/lib/mail/create-mailer';
import type { MailRoom } from '@/lib/notices/mail/send-mail';
import { sealUnsubscription } from '@/lib/notices/preferences/unsubscribe-token';

export type ReceivedMail = { recipients: string[]; raw: string; mail: Email };

/** A real SMTP peer on this machine that keeps what it gets. `refuseWith` answers every recipient with this number. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const state = { refuseWith: null as number | null };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, done) =>
      done(
        state.refuseWith === null ? null : Object.assign(new Error('no'), { responseCode: state.refuseWith }),
      ),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        void PostalMime.parse(raw).then((mail) => {
          received.push({ recipients, raw, mail });
          done();
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    state,
    port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** What a worker brings to a mail, as configuration would make it. */
export function mailRoomTo(port: number, baseUrl = 'https://desk.example.com'): MailRoom {
  const settings = readConfiguration({
    ...process.env,
    NEXTAUTH_URL: baseUrl,
    MAIL_HOST: '127.0.0.1',
    MAIL_PORT: String(port),
    MAIL_SECURITY: 'none',
    MAIL_FROM: 'desk@example.com',
  });
  const mailer = createMailer(settings);
  if (!mailer) throw new Error('no mailer');
  return {
    mailer,
    baseUrl,
    random: () => 0,
    unsubscribeUrl: async (userId, topics) => {
      const token = await sealUnsubscription(userId, topics, settings.ENCRYPTION_KEYS);
      return `${baseUrl}/api/unsubscribe?token=${token}`;
    },
  };
}
