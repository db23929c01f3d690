import { openAppeal } from '@/lib/appeals/open-appeal';
import { createAsset } from '@/lib/assets/create-asset';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { approvedAsset, released } from '../products/product-rows';
import type { TestOrganization } from '../setup/people';
import { endedScan, readyAsset, scannableWebsite } from '../setup/ready-asset';
import { submissionWithFindings } from '../setup/rejected-submission';
import { submitted } from '../submissions/submission-rows';

/** What makes one call of an operation work: the ids of its path, its query, its body. */
export type WalkStep = { params?: Record<string, string>; query?: string; body?: unknown };
export type Prepare = (organization: TestOrganization) => Promise<WalkStep>;

export const DECLARATION = {
  version: 0,
  protocol: 'V2',
  productKind: 'COMMON',
  billingModes: ['ONE_TIME'],
  productionUrl: 'https://saas.example.com/koogallery',
  accessKey: 'an-access-key-of-a-test',
  extensionParameters: [],
  provisioningInfo: [],
  encryptionAlgorithm: 'AES256',
};

export async function draft(organization: TestOrganization) {
  const { id } = await createAsset(organization.as('EDITOR'), { category: 'SAAS', name: `Draft ${newId()}` });
  return { assetId: id };
}

export async function site(organization: TestOrganization) {
  const { id, host } = await scannableWebsite(organization);
  return { websiteId: id, host };
}

let port = 20_000;

/** On this machine, so that its check is refused before anything is sent. */
export async function closedSite(organization: TestOrganization) {
  const { websiteId } = await site(organization);
  const origin = `http://127.0.0.1:${port++}`;
  await database().website.update({
    where: { id: websiteId },
    data: { origin, host: new URL(origin).host, verifiedAt: null },
  });
  await issueChallenge(organization.as('EDITOR'), { websiteId });
  return { websiteId };
}

export async function declared(organization: TestOrganization) {
  const { assetId } = await draft(organization);
  await saveDeclaration(organization.as('EDITOR'), { assetId, ...DECLARATION });
  return { assetId };
}

export async function run(organization: TestOrganization) {
  const { assetId } = await declared(organization);
  const { runId } = await requestConnectionRun(organization.as('EDITOR'), { assetId, sections: ['cases'] });
  return { assetId, runId };
}

export async function scan(organization: TestOrganization) {
  const website = await scannableWebsite(organization);
  return {
    websiteId: website.id,
    scanId: await endedScan(organization, website, { highFindings: 2, response: 'HTTP/1.1 200 OK' }),
  };
}

export async function sent(organization: TestOrganization) {
  const { id } = await readyAsset(organization);
  return { assetId: id, submissionId: await submitted(organization, id) };
}

export async function appealed(organization: TestOrganization) {
  const { id, findingIds } = await submissionWithFindings(organization);
  await openAppeal(organization.as('EDITOR'), { submissionId: id });
  return { submissionId: id, findingIds };
}

export const product: Prepare = async (organization) => {
  const { id } = await approvedAsset(organization);
  return { params: { productId: await released(organization, id) } };
};

export const of =
  <Made extends object>(make: (organization: TestOrganization) => Promise<Made>, ...names: (keyof Made)[]) =>
  async (organization: TestOrganization, step: Omit<WalkStep, 'params'> = {}): Promise<WalkStep> => {
    const made = await make(organization);
    return { ...step, params: Object.fromEntries(names.map((name) => [name, String(made[name])])) };
  };

export const asset = of(draft, 'assetId');
export const website = of(site, 'websiteId');
