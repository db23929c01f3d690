import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { requestScan } from '@/lib/scans/request-scan';
import { findLoginSettings } from '@/lib/websites/login/find-login-settings';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { findText } from '../setup/find-text';
import { newOrganization, type TestOrganization } from '../setup/people';
import { queuedScan, readEvents, realEvery, runnerFor, work } from './scan-worker';
import { type Answer, page, provenWebsite, startSite } from './website-site';

const PASSWORD = 'planted-password-9f27ab';
const SESSION = 'planted-session-51cc0d';

/** Signs in with the planted password and prints password and session back on the account page. */
const carelessSite: Answer = async (request, response) => {
  const form =
    '<form method="post" action="/login"><input name="user"><input type="password" name="pass"></form>';
  if (request.method === 'POST') {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    return new URLSearchParams(body).get('pass') === PASSWORD
      ? page(response, '', 302, { location: '/account', 'set-cookie': `sid=${SESSION}` })
      : page(response, form);
  }
  if (request.url === '/login' || request.url === '/') return page(response, form);
  if (request.url !== '/account') return page(response, 'Nothing is here', 404);
  return request.headers.cookie?.includes(SESSION)
    ? page(response, `<p>Welcome back, Ana. Invoices and settings. ${PASSWORD} ${SESSION}</p>`, 200, {
        'x-powered-by': 'PHP/5.3.1',
        'content-security-policy': '',
      })
    : page(response, '', 302, { location: '/login' });
};

const makeLogin = (websiteId: string) => ({
  websiteId,
  version: 0,
  mode: 'PASSWORD',
  loginUrl: '/login',
  verifyUrl: '/account',
  username: 'ana',
  password: PASSWORD,
  headers: [{ name: 'X-Tenant', value: 'planted-header-77' }],
  requestsPerSecond: 20,
});

describe('a queued scan', () => {
  it('runs to its end and keeps result, plan and audit', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    await work(organization, scanId, runnerFor(site));
    const report = await getScanReport(organization.as('VIEWER'), scanId);
    expect(report).toMatchObject({
      status: 'COMPLETE',
      reasonCode: null,
      attempt: 1,
      plan: { origin: site.origin, loginMode: 'none', maxRequests: 2_000 },
      result: { coverage: { pages: 2 } },
      validUntil: new Date(organization.clock.now().getTime() + 30 * 86_400_000),
    });
    expect(report.result?.checklist).toHaveLength(FINDING_CLASSES.length);
    expect(await readEvents(scanId)).toEqual(['scan.finished', 'scan.requested', 'scan.started']);
    expect(site.requests).toContain('GET /about');
  });

  it('numbers its findings in the order of the report', async () => {
    const organization = await newOrganization();
    const site = await startSite((_request, response) =>
      page(response, '<p>Old</p>', 200, { 'x-powered-by': 'PHP/5.3.1', 'content-security-policy': '' }),
    );
    const { scanId } = await queuedScan(organization, site);
    await work(organization, scanId, runnerFor(site));
    const { findings } = await getScanReport(organization.as('VIEWER'), scanId);
    expect(findings.length).toBeGreaterThan(1);
    expect(findings.map(({ number }) => number)).toEqual(findings.map((_, index) => index + 1));
    const weights = findings.map(({ severity }) => ['HIGH', 'MEDIUM', 'LOW', 'HINT'].indexOf(severity));
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
  });

  it('counts as a try of the login where it proved these settings, and not of changed ones', async () => {
    const organization = await newOrganization();
    const site = await startSite(carelessSite);
    const websiteId = await provenWebsite(organization, site);
    await saveLoginProfile(organization.as('EDITOR'), makeLogin(websiteId));
    const readState = async () => (await findLoginSettings(organization.as('VIEWER'), websiteId))?.state;
    expect(await readState()).toBe('UNTRIED');
    const { scanId } = await requestScan(organization.as('EDITOR'), websiteId);
    await work(organization, scanId, runnerFor(site, { every: realEvery }));
    const report = await getScanReport(organization.as('VIEWER'), scanId);
    expect([report.status, report.result?.coverage.isLoginProven]).toEqual(['COMPLETE', true]);
    expect(await readState()).toBe('PROVEN');
    await saveLoginProfile(organization.as('EDITOR'), {
      ...makeLogin(websiteId),
      version: 1,
      username: 'bo',
    });
    expect(await readState()).toBe('UNTRIED');
  });

  it('leaves the secrets of the login nowhere in the database', async () => {
    const organization = await newOrganization();
    const site = await startSite(carelessSite);
    const websiteId = await provenWebsite(organization, site);
    await saveLoginProfile(organization.as('EDITOR'), makeLogin(websiteId));
    const { scanId } = await requestScan(organization.as('EDITOR'), websiteId);
    await work(organization, scanId, runnerFor(site, { every: realEvery }));
    const report = await getScanReport(organization.as('VIEWER'), scanId);
    expect(report).toMatchObject({
      status: 'COMPLETE',
      plan: { loginMode: 'form' },
      result: { coverage: { isLoginProven: true } },
    });
    expect(report.plan).not.toHaveProperty('login');
    // The page that prints them is in the evidence, and the search would find it.
    expect(await findText('Welcome back, Ana')).toContain('public.Finding.evidence');
    for (const secret of [PASSWORD, SESSION, 'planted-header-77']) expect(await findText(secret)).toEqual([]);
  });
});

describe('a scan that cannot come to its end', () => {
  const ended = async (organization: TestOrganization, scanId: string) => {
    const { status, reasonCode, reasonData } = await getScanReport(organization.as('VIEWER'), scanId);
    return { status, reasonCode, reasonData };
  };

  it('is incomplete where the engine fails, and the operator is told', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    const failure = new Error('the engine broke');
    const told: unknown[] = [];
    const runner = runnerFor(site);
    await work(organization, scanId, {
      ...runner,
      connect: (origin, signal) => ({
        ...runner.connect(origin, signal),
        random: () => {
          throw failure;
        },
      }),
      onEngineError: (id, error) => told.push([id, error]),
    });
    expect(await ended(organization, scanId)).toEqual({
      ...{ status: 'INCOMPLETE', reasonCode: 'ENGINE_ERROR', reasonData: null },
    });
    expect(told).toEqual([[scanId, failure]]);
  });

  it('is incomplete where the verification file has gone, with the problem, and sends nothing', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    site.file = null;
    await work(organization, scanId, runnerFor(site));
    expect(await ended(organization, scanId)).toEqual({
      ...{ status: 'INCOMPLETE', reasonCode: 'OWNERSHIP_LOST', reasonData: { problem: 'LADDER' } },
    });
    expect(site.requests).toEqual([]);
  });

  it('is incomplete where the secrets of the login can no longer be read', async () => {
    const organization = await newOrganization();
    const site = await startSite(carelessSite);
    const websiteId = await provenWebsite(organization, site);
    await saveLoginProfile(organization.as('EDITOR'), makeLogin(websiteId));
    await database().loginProfile.update({ where: { websiteId }, data: { secrets: 'not.a.jwe' } });
    const { scanId } = await requestScan(organization.as('EDITOR'), websiteId);
    await work(organization, scanId, runnerFor(site));
    expect(await ended(organization, scanId)).toMatchObject({ reasonCode: 'SECRETS_UNREADABLE' });
    expect(site.requests).toEqual([]);
  });

  it('keeps what it found where a page holds characters that no database takes', async () => {
    const organization = await newOrganization();
    const site = await startSite(({ url = '' }, response) =>
      page(response, `<p>\u0000 nul</p><a href="/?a%00b=1">x</a> ${url}`, 200, {
        'x-powered-by': 'PHP/5.3.1',
      }),
    );
    const { scanId } = await queuedScan(organization, site);
    await work(organization, scanId, runnerFor(site));
    const { status, findings } = await getScanReport(organization.as('VIEWER'), scanId);
    expect(status).toBe('COMPLETE');
    expect(findings.map(({ evidence }) => evidence.response).join()).toContain('\ufffd nul');
  });

  it('is incomplete, and not scanned again, where the result cannot be stored', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    const told: string[] = [];
    const runner = runnerFor(site, { onEngineError: (id) => told.push(id) });
    // A row that takes the place of the scan's first finding.
    await database().$executeRaw`
      INSERT INTO "Finding" SELECT (jsonb_populate_record(NULL::"Finding", ${JSON.stringify(blockingRow(organization.id, scanId))}::jsonb)).*`;
    site.answer = (_request, response) => page(response, 'x', 200, { 'x-powered-by': 'PHP/5.3.1' });
    await work(organization, scanId, runner);
    expect(await ended(organization, scanId)).toMatchObject({ reasonCode: 'ENGINE_ERROR' });
    expect(told).toEqual([scanId]);
  });
});

const blockingRow = (organizationId: string, scanId: string) => ({
  ...{ id: newId(), organizationId, scanId, number: 1, fingerprint: 'f', lookalikeKey: 'l', checkId: 'c' },
  ...{
    class: 'INFORMATION_LEAKAGE',
    titleKey: 't',
    values: {},
    severity: 'LOW',
    confidence: 'INFO',
    cvssVector: '',
  },
  ...{ cvssScore: 0, cwe: 1, method: 'GET', url: 'u', sink: 's', evidence: {}, evidenceHash: 'h' },
});

describe('a job that runs twice', () => {
  it('scans once', async () => {
    const organization = await newOrganization();
    const site = await startSite();
    const { scanId } = await queuedScan(organization, site);
    await Promise.all([
      work(organization, scanId, runnerFor(site)),
      work(organization, scanId, runnerFor(site)),
    ]);
    await work(organization, scanId, runnerFor(site));
    expect(await readEvents(scanId)).toEqual(['scan.finished', 'scan.requested', 'scan.started']);
    expect(await database().scan.findUnique({ where: { id: scanId } })).toMatchObject({ attempt: 1 });
  });
});
