import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crossSiteRequestForgery } from '@/lib/scans/checks/cross-site-request-forgery';
import type { ScanPlan } from '@/lib/scans/rules/plan';
import { CSRF_CASES } from '../../../fixtures/sites/csrf-cases';
import { type CsrfCase, type CsrfSite, startCsrfSite } from '../../../fixtures/sites/csrf-site';
import { scanPart } from './scan-part';

let site: CsrfSite;
beforeAll(async () => {
  site = await startCsrfSite(CSRF_CASES);
});
afterAll(() => site.close());

async function bearerOf(one: CsrfCase): Promise<string> {
  const answer = await fetch(`${site.origin}/${one.name}/login`, {
    method: 'POST',
    body: new URLSearchParams({ user: 'anna', password: 'lamp' }),
  });
  return ((await answer.json()) as { bearer: string }).bearer;
}

async function planFor(one: CsrfCase): Promise<Partial<ScanPlan>> {
  const url = `${site.origin}/${one.name}/`;
  const part = { scopePath: `/${one.name}/`, startUrls: [url] };
  if (one.session === 'none') return part;
  if (one.session === 'header')
    return { ...part, customHeaders: [['Authorization', `Bearer ${await bearerOf(one)}`]] };
  const login = { mode: 'form', loginUrl: url, username: 'anna', password: 'lamp', verifyUrl: url } as const;
  return { ...part, login };
}

/** What one person's one session cannot show: whether the token of somebody else passes. */
const NEEDS_ANOTHER = /^token-(?:any-session|constant)/;
/** Nothing is sent to an address of that name, the login of the bed included. */
const isClosed = ({ effect }: CsrfCase) => effect === 'logout';

async function findingsOf(one: CsrfCase) {
  const result = await scanPart(site.origin, await planFor(one), [crossSiteRequestForgery]);
  if (!isClosed(one)) expect(result.reason).toBeNull();
  return result.findings;
}

describe('a form that a foreign page can send', () => {
  const isSent = ({ methods = ['POST'] }: CsrfCase) => methods.includes('POST');
  const seen = CSRF_CASES.filter((one) => one.isVulnerable && isSent(one) && !NEEDS_ANOTHER.test(one.name));
  it.each(seen)('$name', async (one) => {
    expect(await findingsOf(one)).toMatchObject([{ class: 'CSRF', confidence: 'CONFIRMED' }]);
  });
});

describe('a link or a form by GET, which is not sent again', () => {
  const byGet = CSRF_CASES.filter(({ isVulnerable, methods }) => isVulnerable && methods?.[0] === 'GET');
  const [unsure, seen] = [true, false].map((hasToken) =>
    byGet.filter(({ tokenName }) => (tokenName !== undefined) === hasToken),
  );
  it.each(seen ?? [])('is likely: $name', async (one) => {
    expect(await findingsOf(one)).toMatchObject([{ class: 'CSRF', confidence: 'LIKELY' }]);
  });

  it.each(unsure ?? [])('is not tested with a token, and says so: $name', async (one) => {
    const result = await scanPart(site.origin, await planFor(one), [crossSiteRequestForgery]);
    expect(result.findings).toEqual([]);
    const entry = result.checklist.find(({ class: name }) => name === 'CSRF');
    expect(entry).toMatchObject({ state: 'NOT_TESTED', reason: 'SAVING_PLACE' });
  });
});

describe('a form that it cannot, or need not', () => {
  it.each(CSRF_CASES.filter(({ isVulnerable }) => !isVulnerable))('$name', async (one) => {
    expect(await findingsOf(one)).toEqual([]);
  });
});
