import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { createOutbound } from '@/lib/http/outbound';
import { tryLogin } from '@/lib/scans/try-login';
import { findLoginSettings } from '@/lib/websites/login/find-login-settings';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { newOrganization, type TestOrganization } from '../setup/people';

const PASSWORD = 'planted-password-31c8';
const SESSION = 'planted-session-77e0';
const FORM =
  '<title>Sign in</title><form method="post" action="/login"><input name="user"><input type="password" name="pass"></form>';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** A site with a login form; its account page prints the password back, as careless sites do. */
async function answer(request: IncomingMessage, response: ServerResponse) {
  const send = (status: number, body: string, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'text/html', connection: 'close', ...headers }).end(body);
  if (request.method === 'POST') {
    const isRight = new URLSearchParams(await readBody(request)).get('pass') === PASSWORD;
    return isRight
      ? send(302, '', { location: '/account', 'set-cookie': `sid=${SESSION}` })
      : send(200, FORM);
  }
  if (request.url === '/login') return send(200, FORM);
  if (!request.headers.cookie?.includes(SESSION)) return send(302, '', { location: '/login' });
  return send(
    200,
    `<title>Your account</title><script>var x</script><p>Welcome back, Ana. Invoices and settings. ${PASSWORD} ${SESSION}</p>`,
  );
}

async function provenSite(organization: TestOrganization) {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const at = organization.clock.now();
  const times = { createdAt: at, updatedAt: at, verifiedAt: at };
  const { id } = await database().website.create({
    data: {
      ...times,
      id: newId(),
      organizationId: organization.id,
      name: host,
      host,
      origin: `http://${host}`,
      createdById: organization.as('EDITOR').actor.userId,
    },
  });
  const outbound = createOutbound({ extraPorts: [port], allowPrivate: [host] });
  return { id, deps: { outbound, pause: async () => undefined } };
}

const profile = (websiteId: string, change: object = {}) => ({
  websiteId,
  version: 0,
  mode: 'PASSWORD',
  loginUrl: '/login',
  verifyUrl: '/account',
  username: 'ana',
  password: PASSWORD,
  requestsPerSecond: 20,
  ...change,
});

describe('trying the login', () => {
  it('proves it, shows the page without secrets, and keeps it for these settings', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id, deps } = await provenSite(organization);
    await saveLoginProfile(editor, profile(id));
    const { lastTry, isKept } = await tryLogin(editor, id, deps);
    expect(isKept).toBe(true);
    expect(lastTry).toMatchObject({ isProven: true, reason: 'PROVEN', status: 200, title: 'Your account' });
    expect(lastTry.text).toContain('Welcome back, Ana.');
    expect(lastTry.values.markers).toContain('welcome');
    const shown = await findLoginSettings(organization.as('VIEWER'), id);
    expect(shown).toMatchObject({ state: 'PROVEN', lastTry: { title: 'Your account' } });
    const audit = await database().auditEntry.findMany({ where: { subjectId: id } });
    expect(JSON.stringify([lastTry, shown, audit])).not.toContain('planted-');
  });

  it('works with cookies', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id, deps } = await provenSite(organization);
    await saveLoginProfile(editor, profile(id, { mode: 'COOKIE', cookies: `sid=${SESSION}` }));
    const { lastTry } = await tryLogin(editor, id, deps);
    expect(lastTry).toMatchObject({ isProven: true, status: 200 });
    expect(JSON.stringify(lastTry)).not.toContain(SESSION);
  });

  it('says that the password was not accepted', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id, deps } = await provenSite(organization);
    await saveLoginProfile(editor, profile(id, { password: 'wrong' }));
    const { lastTry } = await tryLogin(editor, id, deps);
    expect(lastTry).toMatchObject({ isProven: false, reason: 'LOGIN_REJECTED', title: 'Sign in' });
    expect(await findLoginSettings(editor, id)).toMatchObject({ state: 'FAILED' });
  });

  it('is no proof on a page that everybody sees', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id, deps } = await provenSite(organization);
    await saveLoginProfile(editor, profile(id, { mode: 'COOKIE', cookies: 'sid=old', verifyUrl: '/login' }));
    expect((await tryLogin(editor, id, deps)).lastTry).toMatchObject({ isProven: false, status: 200 });
  });

  it('needs saved settings with a login, and a proven website', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id, deps } = await provenSite(organization);
    await expect(tryLogin(editor, id, deps)).rejects.toMatchObject({
      details: { message: 'websites.login.notSaved' },
    });
    await saveLoginProfile(editor, profile(id, { mode: 'NONE' }));
    await expect(tryLogin(editor, id, deps)).rejects.toMatchObject({
      details: { message: 'websites.login.noneDeclared' },
    });
    organization.clock.advanceMs(31 * 86_400_000);
    await expect(tryLogin(editor, id, deps)).rejects.toMatchObject({
      details: { message: 'websites.blockers.VERIFICATION_EXPIRED' },
    });
    await expect(tryLogin(organization.as('VIEWER'), id, deps)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(tryLogin((await newOrganization()).as('OWNER'), id, deps)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
