import { attachWebsite } from '@/lib/assets/attach-website';
import { createAsset } from '@/lib/assets/create-asset';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { computeEvidenceHash } from '@/lib/findings/rules/evidence-hash';
import { CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { addWebsite } from '@/lib/websites/add-website';
import type { TestOrganization } from './people';

/** A host that no other test uses. */
const newHost = () => `${newId().replaceAll('-', '')}.example.com`;

/** A website whose ownership is proven now, with the agreement accepted and declared to have no login. */
export async function scannableWebsite(organization: TestOrganization, host = newHost()) {
  const editor = organization.as('EDITOR');
  const website = await addWebsite(editor, { address: host });
  const at = organization.clock.now();
  await database().website.update({ where: { id: website.id }, data: { verifiedAt: at } });
  await database().hostClaim.create({
    data: { id: newId(), host, websiteId: website.id, organizationId: organization.id, claimedAt: at },
  });
  await database().agreementAcceptance.create({
    data: {
      id: newId(),
      websiteId: website.id,
      agreementVersion: CURRENT_AGREEMENT,
      acceptedById: editor.actor.userId,
      acceptedAt: at,
    },
  });
  await database().loginProfile.create({
    data: { websiteId: website.id, mode: 'NONE', updatedById: editor.actor.userId, updatedAt: at },
  });
  return { id: website.id, host };
}

export type TestScanEnd = {
  status?: 'COMPLETE' | 'INCOMPLETE';
  highFindings?: number;
  /** What proves each finding. */
  response?: string;
  checkVersion?: number;
};

/** A self-check of the website that came to its end now. */
export async function endedScan(
  organization: TestOrganization,
  website: { id: string; host: string },
  end: TestScanEnd = {},
): Promise<string> {
  const id = newId();
  const at = organization.clock.now();
  await database().scan.create({
    data: {
      id,
      organizationId: organization.id,
      websiteId: website.id,
      host: website.host,
      purpose: 'SELF_CHECK',
      status: 'QUEUED',
      createdAt: at,
    },
  });
  await endScan(organization, id, end);
  return id;
}

/** Ends a scan that is queued, as the worker would. */
export async function endScan(
  organization: TestOrganization,
  scanId: string,
  { status = 'COMPLETE', highFindings = 0, response = '', checkVersion = 1 }: TestScanEnd = {},
): Promise<void> {
  const at = organization.clock.now();
  const reasonCode = status === 'INCOMPLETE' ? 'LOGIN_FAILED' : null;
  await database().scan.update({
    where: { id: scanId },
    data: { status, startedAt: at, completedAt: at, reasonCode },
  });
  const numbers = Array.from({ length: highFindings }, (_, index) => index + 1);
  await database().finding.createMany({
    data: numbers.map((number) => ({ ...highFinding(organization, scanId, number, response), checkVersion })),
  });
}

const TITLE_KEY = 'findings-active.reflectedXss';

const highFinding = (organization: TestOrganization, scanId: string, number: number, response: string) => ({
  id: newId(),
  scanId,
  organizationId: organization.id,
  number,
  fingerprint: `fingerprint-${number}`,
  lookalikeKey: `lookalike-${number}`,
  checkId: 'reflected-xss',
  class: 'XSS',
  titleKey: TITLE_KEY,
  values: { parameter: 'q', place: 'html', payload: '<i>', policy: 'none' },
  severity: 'HIGH' as const,
  confidence: 'CONFIRMED' as const,
  cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
  cvssScore: 6.1,
  cwe: 79,
  method: 'GET',
  url: 'https://shop.example/search?q=a',
  sink: 'html-text',
  evidence: evidenceWith(response),
  evidenceHash: computeEvidenceHash({ titleKey: TITLE_KEY, evidence: evidenceWith(response) }),
});

const evidenceWith = (response: string) => ({ request: '', response, isTruncated: false, marks: [] });

const REQUIRED_ACTIVITIES = ['newInstance', 'queryInstance', 'releaseInstance'];

/** A technical connection whose required cases have passed: a one-time product. */
export async function testedConnection(organization: TestOrganization, assetId: string): Promise<void> {
  const at = organization.clock.now();
  await database().connectionDeclaration.create({
    data: {
      assetId,
      billingModes: ['ONE_TIME'],
      productionUrl: 'https://saas.example.com/koogallery',
      updatedById: organization.as('EDITOR').actor.userId,
      updatedAt: at,
    },
  });
  await database().connectionAccessKey.create({
    data: {
      id: newId(),
      assetId,
      interfaceType: 'BASIC',
      sealed: 'sealed',
      setAt: at,
      setById: organization.as('EDITOR').actor.userId,
    },
  });
  await database().connectionCase.createMany({
    data: REQUIRED_ACTIVITIES.map((activity) => ({
      id: newId(),
      organizationId: organization.id,
      assetId,
      activity,
      name: '',
      lastPassed: true,
      lastRunAt: at,
      lastRunDeclaration: 1,
      updatedAt: at,
    })),
  });
}

/** An asset that can be submitted now: each website proven and scanned, the connection tested. */
export async function readyAsset(organization: TestOrganization, { websites = 1, name = 'Ledger' } = {}) {
  const editor = organization.as('EDITOR');
  const { id } = await createAsset(editor, { category: 'SAAS', name });
  const sites: { id: string; host: string; scanId: string }[] = [];
  for (let index = 0; index < websites; index++) {
    const site = await scannableWebsite(organization);
    await attachWebsite(editor, { assetId: id, websiteId: site.id });
    sites.push({ ...site, scanId: await endedScan(organization, site) });
  }
  await testedConnection(organization, id);
  organization.clock.advanceMs(1_000);
  return { id, sites };
}
