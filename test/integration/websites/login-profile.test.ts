import { describe, expect, it } from 'vitest';
import { authorise } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { database } from '@/lib/db/client';
import { openSecret, sealSecret } from '@/lib/storage/seal-secret';
import { addWebsite } from '@/lib/websites/add-website';
import { listWebsites } from '@/lib/websites/list-websites';
import { findLoginSettings } from '@/lib/websites/login/find-login-settings';
import { openLoginProfile } from '@/lib/websites/login/open-login-profile';
import { recordLoginTry } from '@/lib/websites/login/record-login-try';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { newOrganization, type TestOrganization } from '../setup/people';
import { newHost, runningScan, verifiedWebsite } from './rows';

const PASSWORD = 'planted-password-7f3a';
const COOKIES = 'sid=planted-cookie-91bc; theme=dark';

const byPassword = (websiteId: string, version = 0) => ({
  websiteId,
  version,
  mode: 'PASSWORD',
  loginUrl: '/login',
  verifyUrl: '/account',
  username: 'scanner',
  password: PASSWORD,
  headers: [{ name: 'X-Tenant', value: 'planted-header-0d' }],
  pathsToAvoid: ['/admin/reset*'],
  requestsPerSecond: 5,
});

const openSecrets = async (organization: TestOrganization, websiteId: string) =>
  (await openLoginProfile(authorise(organization.as('EDITOR'), 'login-profile.edit'), websiteId))?.secrets;

const aTry = (isProven: boolean) => ({
  ...{
    isProven,
    reason: isProven ? 'PROVEN' : 'LOGIN_FORM_SHOWN',
    values: {},
    status: 200,
    title: '',
    text: '',
  },
  ...{ finalUrl: null, preview: '', requests: 3, durationMs: 40 },
});

describe('saving a login profile', () => {
  it('keeps addresses absolute and secrets sealed for this website', async () => {
    const organization = await newOrganization();
    const website = await verifiedWebsite(organization);
    expect(await saveLoginProfile(organization.as('EDITOR'), byPassword(website.id))).toEqual({ version: 1 });

    const row = await database().loginProfile.findUniqueOrThrow({ where: { websiteId: website.id } });
    expect(row).toMatchObject({ loginUrl: `${website.origin}/login`, headerNames: ['X-Tenant'] });
    const audit = await database().auditEntry.findMany({ where: { subjectId: website.id } });
    expect(JSON.stringify([row, audit])).not.toContain('planted-');
    expect(audit.map((entry) => entry.event)).toContain('website.loginSaved');
    const { ENCRYPTION_KEYS } = configuration();
    expect(await openSecret(row.secrets ?? '', 'login-profile:another', ENCRYPTION_KEYS)).toMatchObject({
      reason: 'WRONG_CONTEXT',
    });
    expect(await openSecrets(organization, website.id)).toEqual({
      password: PASSWORD,
      headers: { 'X-Tenant': 'planted-header-0d' },
    });
  });

  it('never shows a secret again', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    await saveLoginProfile(organization.as('EDITOR'), byPassword(id));
    const shown = await findLoginSettings(organization.as('OWNER'), id);
    expect(shown).toMatchObject({
      username: 'scanner',
      hasPassword: true,
      hasCookies: false,
      state: 'UNTRIED',
    });
    expect(JSON.stringify(shown)).not.toContain('planted-');
  });

  it('keeps what is left empty and drops a header that is left out', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    await saveLoginProfile(organization.as('EDITOR'), byPassword(id));
    const kept = { ...byPassword(id, 1), password: '', headers: [{ name: 'X-Tenant', value: '' }] };
    await saveLoginProfile(organization.as('EDITOR'), kept);
    expect(await openSecrets(organization, id)).toMatchObject({
      password: PASSWORD,
      headers: { 'X-Tenant': 'planted-header-0d' },
    });
    await saveLoginProfile(organization.as('EDITOR'), { ...byPassword(id, 2), password: '', headers: [] });
    expect(await openSecrets(organization, id)).toEqual({ password: PASSWORD });
  });

  it('forgets the password in cookie mode, and everything without a login', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    await saveLoginProfile(organization.as('EDITOR'), byPassword(id));
    const byCookie = {
      ...byPassword(id, 1),
      mode: 'COOKIE',
      password: '',
      cookies: `Cookie: ${COOKIES}`,
      headers: [],
    };
    await saveLoginProfile(organization.as('EDITOR'), byCookie);
    expect(await openSecrets(organization, id)).toEqual({ cookies: COOKIES });
    expect(await findLoginSettings(organization.as('VIEWER'), id)).toMatchObject({
      username: '',
      loginUrl: '',
      hasCookies: true,
    });
    await saveLoginProfile(organization.as('EDITOR'), { ...byPassword(id, 2), mode: 'NONE', headers: [] });
    expect(await openSecrets(organization, id)).toEqual({});
    expect(await findLoginSettings(organization.as('VIEWER'), id)).toMatchObject({
      state: 'NO_LOGIN',
      verifyUrl: '',
    });
    await expect(
      saveLoginProfile(organization.as('EDITOR'), { ...byPassword(id, 3), password: '' }),
    ).rejects.toMatchObject({
      details: {
        fields: [{ field: 'password', message: 'websites.login.passwordMissing' }],
      },
    });
  });

  it('tells the second of two both values, and no secret', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    const outcomes = await Promise.allSettled([
      saveLoginProfile(organization.as('EDITOR'), byPassword(id)),
      saveLoginProfile(organization.as('OWNER'), { ...byPassword(id), username: 'another' }),
    ]);
    const refused = outcomes.find(({ status }) => status === 'rejected');
    const names = ['scanner', 'another'];
    const { username } = await database().loginProfile.findUniqueOrThrow({ where: { websiteId: id } });
    expect(refused).toMatchObject({
      reason: {
        code: 'CONFLICT',
        details: {
          data: {
            version: 1,
            changedBy: username === 'scanner' ? 'editor' : 'owner',
            fields: [{ field: 'username', yours: names.find((name) => name !== username), theirs: username }],
          },
        },
      },
    });
    expect(JSON.stringify(refused)).not.toContain('planted-');
    expect(await database().auditEntry.count({ where: { subjectId: id, event: 'website.loginSaved' } })).toBe(
      1,
    );
  });

  it('waits for ownership, and for a running scan', async () => {
    const organization = await newOrganization();
    const unproven = await addWebsite(organization.as('EDITOR'), { address: newHost() });
    await expect(saveLoginProfile(organization.as('EDITOR'), byPassword(unproven.id))).rejects.toMatchObject({
      details: { message: 'websites.blockers.NOT_VERIFIED' },
    });
    const website = await verifiedWebsite(organization);
    await runningScan(organization, website.id, website.host);
    await expect(saveLoginProfile(organization.as('EDITOR'), byPassword(website.id))).rejects.toMatchObject({
      details: { message: 'websites.blockers.SCAN_RUNNING' },
    });
  });

  it.each(['VIEWER'] as const)('is not for a %s', async (role) => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    await expect(saveLoginProfile(organization.as(role), byPassword(id))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('of another organization does not exist', async () => {
    const { id } = await verifiedWebsite(await newOrganization());
    const { as } = await newOrganization();
    await expect(saveLoginProfile(as('OWNER'), byPassword(id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(findLoginSettings(as('OWNER'), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('keys', () => {
  const old = { id: 'old', key: new Uint8Array(32).fill(7) };

  it('that are gone make the secrets unreadable, and entering them again fixes it', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    await saveLoginProfile(organization.as('EDITOR'), { ...byPassword(id), headers: [] });
    const secrets = await sealSecret('{"password":"x"}', `login-profile:${id}`, [old]);
    await database().loginProfile.update({ where: { websiteId: id }, data: { secrets } });
    expect(await findLoginSettings(organization.as('VIEWER'), id)).toMatchObject({
      secretsProblem: 'UNKNOWN_KEY',
    });
    await expect(openSecrets(organization, id)).rejects.toMatchObject({
      details: { message: 'websites.login.secretsUnreadable' },
    });
    const again = { ...byPassword(id, 1), headers: [] };
    await expect(
      saveLoginProfile(organization.as('EDITOR'), { ...again, password: '' }),
    ).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
    await saveLoginProfile(organization.as('EDITOR'), again);
    expect(await openSecrets(organization, id)).toEqual({ password: PASSWORD });
  });

  it('that were rotated are replaced when the secrets are used', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    await saveLoginProfile(organization.as('EDITOR'), byPassword(id));
    const keys = configuration().ENCRYPTION_KEYS;
    const before = await database().loginProfile.findUniqueOrThrow({ where: { websiteId: id } });
    keys.unshift({ id: 'new', key: new Uint8Array(32).fill(8) });
    try {
      expect(await openSecrets(organization, id)).toMatchObject({ password: PASSWORD });
    } finally {
      const after = await database().loginProfile.findUniqueOrThrow({ where: { websiteId: id } });
      const [added] = keys.splice(0, 1);
      expect(after.secrets).not.toBe(before.secrets);
      expect(after.version).toBe(before.version);
      expect(
        await openSecret(after.secrets ?? '', `login-profile:${id}`, added ? [added] : []),
      ).toMatchObject({ ok: true });
    }
  });
});

describe('a try', () => {
  it('counts for the settings that were tried, and for no others', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { id } = await verifiedWebsite(organization);
    await saveLoginProfile(editor, byPassword(id));
    const scope = authorise(editor, 'login-profile.edit');
    expect(await recordLoginTry(editor, scope, { websiteId: id, version: 1 }, aTry(true))).toBe(true);
    expect(await findLoginSettings(editor, id)).toMatchObject({
      state: 'PROVEN',
      lastTry: { isOfTheseSettings: true },
    });
    expect((await listWebsites(editor, {})).rows).toMatchObject([{ login: 'PROVEN' }]);

    await saveLoginProfile(editor, { ...byPassword(id, 1), username: 'other' });
    expect(await findLoginSettings(editor, id)).toMatchObject({
      state: 'UNTRIED',
      lastTry: { isOfTheseSettings: false },
    });
    expect(await recordLoginTry(editor, scope, { websiteId: id, version: 1 }, aTry(false))).toBe(false);
    expect(await findLoginSettings(editor, id)).toMatchObject({ state: 'UNTRIED' });
  });
});
