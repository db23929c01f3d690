import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { issueCertificates, type SiteCertificate } from '@/lib/fakes/issue-certificates';
import { createMailer, type MailSettings } from '@/lib/mail/create-mailer';

let issued: Awaited<ReturnType<typeof issueCertificates>>;
beforeAll(async () => {
  issued = await issueCertificates(new Date());
});

type Heard = { isEncrypted: boolean; password: string | null | undefined };

/** A mail server that asks for a password, and notes what it heard and whether that was encrypted. */
async function startServer({ keyPem, certPem, intermediatePem }: SiteCertificate, more: SMTPServerOptions) {
  const logins: Heard[] = [];
  const mails: boolean[] = [];
  const server = new SMTPServer({
    key: keyPem,
    cert: `${certPem.trim()}\n${intermediatePem}`,
    logger: false,
    allowInsecureAuth: true,
    onAuth: ({ password }, { secure }, done) => {
      logins.push({ isEncrypted: secure, password });
      done(null, { user: 'desk' });
    },
    onData: (stream, { secure }, done) => {
      stream.resume();
      stream.on('end', () => {
        mails.push(secure);
        done();
      });
    },
    ...more,
  });
  // A client that does not trust the certificate breaks off.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { logins, mails, port: (server.server.address() as AddressInfo).port };
}

async function sendTo(port: number, settings: Partial<MailSettings>) {
  const mailer = createMailer({
    MAIL_HOST: 'localhost',
    MAIL_PORT: port,
    MAIL_SECURITY: 'starttls',
    MAIL_USER: 'desk',
    MAIL_PASSWORD: 'the password',
    MAIL_FROM: 'desk@example.com',
    MAIL_FROM_NAME: 'Preflight',
    NEXTAUTH_URL: 'https://desk.example.com',
    OUTBOUND_EXTRA_CA: issued.caPem,
    ...settings,
  });
  const to = { name: 'Somebody', address: 'somebody@example.com' };
  const texts = { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };
  const outcome = await mailer?.send({ id: 'one', to, ...texts, unsubscribeUrl: null });
  mailer?.close();
  return outcome;
}

const WAYS = [
  ['starttls', {}],
  ['tls', { secure: true }],
] as const;

describe.each(WAYS)('a mail by %s', (MAIL_SECURITY, options) => {
  it('says the password and the mail encrypted', async () => {
    const { logins, mails, port } = await startServer(issued.sites.valid.ownName, options);
    expect(await sendTo(port, { MAIL_SECURITY })).toEqual({ ok: true });
    expect(logins).toEqual([{ isEncrypted: true, password: 'the password' }]);
    expect(mails).toEqual([true]);
  });

  it.each([
    ['of another name', () => ({ certificate: issued.sites.valid.otherName })],
    ['that has ended', () => ({ certificate: issued.sites.expired.ownName })],
    ['of an authority that nobody trusts', () => ({ OUTBOUND_EXTRA_CA: undefined })],
  ])('says nothing to a server with a certificate %s, and is tried again', async (_name, make) => {
    const { certificate = issued.sites.valid.ownName, ...settings } = make() as {
      certificate?: SiteCertificate;
    };
    const { logins, mails, port } = await startServer(certificate, options);
    const outcome = await sendTo(port, { MAIL_SECURITY, ...settings });
    expect(outcome).toMatchObject({ ok: false, isFinal: false });
    expect({ logins, mails }).toEqual({ logins: [], mails: [] });
  });
});

it('says nothing to a server that offers no encryption', async () => {
  const disabledCommands = ['STARTTLS'];
  const { logins, mails, port } = await startServer(issued.sites.valid.ownName, { disabledCommands });
  expect(await sendTo(port, {})).toMatchObject({ ok: false, isFinal: false });
  expect({ logins, mails }).toEqual({ logins: [], mails: [] });
});
