import { describe, expect, test } from 'vitest';
import type { Check } from '@/lib/scans/checks/check';
import { crossDirectoryAccess } from '@/lib/scans/checks/cross-directory-access';
import { crossSiteRequestForgery } from '@/lib/scans/checks/cross-site-request-forgery';
import { fileUpload } from '@/lib/scans/checks/file-upload';
import { injectedContent } from '@/lib/scans/checks/injected-content';
import { osCommandInjection } from '@/lib/scans/checks/os-command-injection';
import { otherVisitors } from '@/lib/scans/checks/other-visitors';
import { reflectedXss } from '@/lib/scans/checks/reflected-xss';
import { sqlInjection } from '@/lib/scans/checks/sql-injection';
import { urlRedirection } from '@/lib/scans/checks/url-redirection';
import { xmlEntitiesInBody } from '@/lib/scans/checks/xml-entities-in-body';
import { xmlEntitiesInValue } from '@/lib/scans/checks/xml-entities-in-value';
import { runRetest } from '@/lib/scans/engine/retest/run-retest';
import { runScan } from '@/lib/scans/engine/run-scan';
import type { ScanPlan } from '@/lib/scans/rules/plan';
import { type SiteCase, type SiteSurroundings, startCaseSite } from '../../../fixtures/sites/case-site';
import { COMMAND_CASES } from '../../../fixtures/sites/command-cases';
import { CSRF_CASES } from '../../../fixtures/sites/csrf-cases';
import { startCsrfSite } from '../../../fixtures/sites/csrf-site';
import type { RawSite } from '../../../fixtures/sites/raw-site';
import { REDIRECT_CASES } from '../../../fixtures/sites/redirect-cases';
import { SQL_CASES } from '../../../fixtures/sites/sql-cases';
import { TRAVERSAL_CASES, TRAVERSAL_SURROUNDINGS } from '../../../fixtures/sites/traversal-cases';
import { TROJAN_CASES } from '../../../fixtures/sites/trojan-cases';
import { startTrojanSite } from '../../../fixtures/sites/trojan-site';
import { UPLOAD_CASES } from '../../../fixtures/sites/upload-cases';
import { startUploadSite } from '../../../fixtures/sites/upload-site';
import { XML_CASES } from '../../../fixtures/sites/xml-cases';
import { startXmlSite } from '../../../fixtures/sites/xml-site';
import { XSS_CASES } from '../../../fixtures/sites/xss-cases';
import { planFor } from './plan-for';

const FIXED = { body: '<!doctype html><html><body><h1>Thank you</h1><p>Nothing to see.</p></body></html>' };

/** Only what has a fault is tested again; that the others have none is for the tests of each check. */
const faulty = <One extends { isVulnerable: boolean }>(cases: readonly One[]): One[] =>
  cases.filter(({ isVulnerable }) => isVulnerable);

/** A site whose seller repairs every page at once. */
async function startRepairableSite(cases: readonly SiteCase[], around: SiteSurroundings) {
  let isRepaired = false;
  const repairable = faulty(cases).map((one) => ({
    ...one,
    answer: (input: Parameters<SiteCase['answer']>[0]) => (isRepaired ? FIXED : one.answer(input)),
  }));
  const site = await startCaseSite(repairable, around);
  return { ...planFor(site), repair: () => (isRepaired = true) };
}

describe('a re-test of all findings of a class', () => {
  test.each<[Check, readonly SiteCase[], SiteSurroundings?]>([
    [reflectedXss, XSS_CASES],
    [sqlInjection, SQL_CASES],
    [urlRedirection, REDIRECT_CASES],
    [osCommandInjection, COMMAND_CASES],
    [crossDirectoryAccess, TRAVERSAL_CASES, TRAVERSAL_SURROUNDINGS],
  ])('finds $id again, and no more when it was repaired', async (check, cases, around = {}) => {
    const { plan, deps, repair } = await startRepairableSite(cases, around);
    const { findings, counters } = await runScan(plan, deps([check]));
    expect(findings.length).toBeGreaterThan(3);

    const again = await runRetest(plan, findings, deps([check]));
    const notFound = again.entries.filter(({ state }) => state !== 'STILL_THERE');
    expect(
      notFound.map(({ target, reason }) => [target.method, target.url, target.parameter, reason]),
    ).toEqual([]);
    expect(again.entries.every(({ finding }) => finding?.evidence.response.startsWith('HTTP/'))).toBe(true);
    expect(again.counters.requests).toBeLessThan(counters.requests);

    repair();
    const gone = await runRetest(plan, findings, deps([check]));
    expect(
      gone.entries.filter(({ state }) => state !== 'GONE').map(({ target, reason }) => [target.url, reason]),
    ).toEqual([]);
  });
});

/** The first case of the bed, as its user. */
function signedIn(plan: ScanPlan): ScanPlan {
  const url = `${plan.origin}/${CSRF_CASES[0]?.name}/`;
  const login = { mode: 'form', loginUrl: url, username: 'anna', password: 'lamp', verifyUrl: url } as const;
  return { ...plan, scopePath: new URL(url).pathname, startUrls: [url], login };
}

describe('a re-test of whole requests, pages and files', () => {
  const uploads = faulty(UPLOAD_CASES).filter(({ carrier }) => carrier !== 'put');
  test.each<[string, Check, () => Promise<{ origin: string; close(): Promise<void> }>]>([
    ...uploads
      .slice(0, 6)
      .map((one): [string, Check, () => Promise<RawSite>] => [
        one.name,
        fileUpload,
        () => startUploadSite([one]),
      ]),
    ['XML bodies', xmlEntitiesInBody, () => startXmlSite(faulty(XML_CASES))],
    ['XML in values', xmlEntitiesInValue, () => startXmlSite(faulty(XML_CASES))],
    ['injected content', injectedContent, () => startTrojanSite(faulty(TROJAN_CASES))],
    ['other visitors', otherVisitors, () => startTrojanSite(faulty(TROJAN_CASES))],
    ['forgery', crossSiteRequestForgery, () => startCsrfSite(CSRF_CASES)],
  ])('%s: finds again what the scan found', async (_name, check, start) => {
    const { plan: whole, deps } = planFor(await start());
    const plan = check === crossSiteRequestForgery ? signedIn(whole) : whole;
    const { findings, counters } = await runScan(plan, deps([check]));
    const again = await runRetest(plan, findings, deps([check]));
    expect(findings.length).toBeGreaterThan(0);
    expect(again.counters.requests).toBeLessThan(counters.requests);
    const notFound = again.entries.filter(({ state }) => state !== 'STILL_THERE');
    expect(
      notFound.map(({ target, reason }) => [target.method, target.url, target.parameter, reason]),
    ).toEqual([]);
  });
});
