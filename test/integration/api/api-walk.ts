import type { OperationId } from '@/lib/api/operation';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { createAsset } from '@/lib/assets/create-asset';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { requestConnectionRun } from '@/lib/connection-tests/request-connection-run';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { requestScan } from '@/lib/scans/request-scan';
import { assess } from '../appeals/appeal-steps';
import { keptMessage } from '../messages/kept-message';
import { approvedAsset, released, releaseOf } from '../products/product-rows';
import type { TestOrganization } from '../setup/people';
import { endedScan, readyAsset, scannableWebsite } from '../setup/ready-asset';
import { submissionWithFindings } from '../setup/rejected-submission';
import { submitted } from '../submissions/submission-rows';

/** What makes one call of an operation work: the ids of its path, its query, its body. */
export type WalkStep = { params?: Record<string, string>; query?: string; body?: unknown };
type Prepare = (organization: TestOrganization) => Promise<WalkStep>;

const DECLARATION = {
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

async function draft(organization: TestOrganization) {
  const { id } = await createAsset(organization.as('EDITOR'), { category: 'SAAS', name: `Draft ${newId()}` });
  return { assetId: id };
}

async function site(organization: TestOrganization) {
  const { id, host } = await scannableWebsite(organization);
  return { websiteId: id, host };
}

let port = 20_000;

/** On this machine, so that its check is refused before anything is sent. */
async function closedSite(organization: TestOrganization) {
  const { websiteId } = await site(organization);
  const origin = `http://127.0.0.1:${port++}`;
  await database().website.update({
    where: { id: websiteId },
    data: { origin, host: new URL(origin).host, verifiedAt: null },
  });
  await issueChallenge(organization.as('EDITOR'), { websiteId });
  return { websiteId };
}

async function declared(organization: TestOrganization) {
  const { assetId } = await draft(organization);
  await saveDeclaration(organization.as('EDITOR'), { assetId, ...DECLARATION });
  return { assetId };
}

async function run(organization: TestOrganization) {
  const { assetId } = await declared(organization);
  const { runId } = await requestConnectionRun(organization.as('EDITOR'), { assetId, sections: ['cases'] });
  return { assetId, runId };
}

async function scan(organization: TestOrganization) {
  const website = await scannableWebsite(organization);
  return {
    websiteId: website.id,
    scanId: await endedScan(organization, website, { highFindings: 2, response: 'HTTP/1.1 200 OK' }),
  };
}

async function sent(organization: TestOrganization) {
  const { id } = await readyAsset(organization);
  return { assetId: id, submissionId: await submitted(organization, id) };
}

async function appealed(organization: TestOrganization) {
  const { id, findingIds } = await submissionWithFindings(organization);
  await openAppeal(organization.as('EDITOR'), { submissionId: id });
  return { submissionId: id, findingIds };
}

const product: Prepare = async (organization) => {
  const { id } = await approvedAsset(organization);
  return { params: { productId: await released(organization, id) } };
};

const of =
  <Made extends object>(make: (organization: TestOrganization) => Promise<Made>, ...names: (keyof Made)[]) =>
  async (organization: TestOrganization, step: Omit<WalkStep, 'params'> = {}): Promise<WalkStep> => {
    const made = await make(organization);
    return { ...step, params: Object.fromEntries(names.map((name) => [name, String(made[name])])) };
  };

const asset = of(draft, 'assetId');
const website = of(site, 'websiteId');

/** How each operation is called with success; one without an entry does not compile. */
export const API_WALK: Record<OperationId, Prepare> = {
  listAssets: async (one) => ({ ...(await asset(one)), params: {}, query: 'limit=10' }),
  createAsset: async () => ({ body: { category: 'SAAS', name: 'Ledger' } }),
  getAsset: (one) => asset(one),
  updateAsset: (one) => asset(one, { body: { version: 1, description: 'New' } }),
  deleteAsset: (one) => asset(one),
  getReadiness: (one) => asset(one),
  modifyAsset: of(async (one) => ({ assetId: (await approvedAsset(one)).id }), 'assetId'),
  addAssetWebsite: (one) => asset(one, { body: { address: `https://${newId()}.example.com` } }),
  removeAssetWebsite: of(
    async (one) => {
      const { id, sites } = await readyAsset(one);
      return { assetId: id, websiteId: sites[0]?.id };
    },
    'assetId',
    'websiteId',
  ),
  listWebsites: async (one) => ({ ...(await website(one)), params: {} }),
  addWebsite: async () => ({ body: { address: `https://${newId()}.example.com`, name: 'Shop' } }),
  getWebsite: (one) => website(one),
  renameWebsite: (one) => website(one, { body: { version: 1, name: 'Shop' } }),
  removeWebsite: (one) => website(one),
  getOwnership: async (one) => of(closedSite, 'websiteId')(one),
  makeVerificationFile: (one) => website(one, { body: {} }),
  verifyWebsite: (one) =>
    of(closedSite, 'websiteId')(one, { body: { acceptedAgreement: CURRENT_AGREEMENT } }),
  releaseHost: async (one) => {
    const { websiteId, host } = await site(one);
    return { params: { websiteId }, body: { typedHost: host } };
  },
  listScans: async (one) => ({ ...(await of(scan, 'scanId')(one)), params: {} }),
  listWebsiteScans: (one) => of(scan, 'websiteId')(one),
  startScan: (one) => website(one),
  getScan: (one) => of(scan, 'scanId')(one),
  cancelScan: of(async (one) => requestScan(one.as('EDITOR'), (await site(one)).websiteId), 'scanId'),
  listFindings: (one) => of(scan, 'scanId')(one, { query: 'limit=1' }),
  getConnection: (one) => of(declared, 'assetId')(one),
  saveDeclaration: (one) => asset(one, { body: DECLARATION }),
  listRuns: (one) => of(run, 'assetId')(one),
  startRun: (one) => of(declared, 'assetId')(one, { body: { sections: ['cases'] } }),
  getRun: (one) => of(run, 'assetId', 'runId')(one),
  cancelRun: (one) => of(run, 'assetId', 'runId')(one),
  listSubmissions: async (one) => ({ ...(await of(sent, 'assetId')(one)), params: {} }),
  listAssetSubmissions: (one) => of(sent, 'assetId')(one),
  submitAsset: of(async (one) => ({ assetId: (await readyAsset(one)).id }), 'assetId'),
  getSubmission: (one) => of(sent, 'submissionId')(one),
  withdrawSubmission: (one) => of(sent, 'submissionId')(one),
  getAppeal: (one) => of(appealed, 'submissionId')(one),
  openAppeal: of(async (one) => ({ submissionId: (await submissionWithFindings(one)).id }), 'submissionId'),
  saveAssessment: async (one) => {
    const { submissionId, findingIds } = await appealed(one);
    return {
      params: { submissionId, findingId: findingIds[0] ?? '' },
      body: { version: 0, conclusion: 'FALSE_POSITIVE', explanation: 'It is bound.', reference: '' },
    };
  },
  uploadEvidence: (one) =>
    of(appealed, 'submissionId')(one, {
      body: { fileName: 'note.txt', content: Buffer.from('Nothing is here.').toString('base64') },
    }),
  submitAppeal: async (one) => {
    const { submissionId, findingIds } = await appealed(one);
    for (const findingId of findingIds.slice(0, 2)) await assess(one, submissionId, findingId);
    const content = Buffer.from('Nothing is here.');
    await uploadEvidence(one.as('EDITOR'), { submissionId, fileName: 'note.txt', bytes: content });
    return { params: { submissionId } };
  },
  listProducts: async (one) => ({ ...(await product(one)), params: {} }),
  releaseProduct: async (one) => {
    const { id } = await approvedAsset(one);
    const { assetId: _, ...body } = releaseOf(id);
    return { params: { assetId: id }, body };
  },
  getProduct: product,
  editProductNote: async (one) => ({ ...(await product(one)), body: { version: 1, note: 'Changed' } }),
  withdrawProduct: product,
  listMessages: async (one) => {
    await keptMessage(one, (await draft(one)).assetId);
    return { query: 'result=passed' };
  },
  getMessage: of(
    async (one) => ({ messageId: await keptMessage(one, (await draft(one)).assetId) }),
    'messageId',
  ),
  getCalendar: async (one) => {
    await readyAsset(one);
    return {
      query: `month=${new Date(one.clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 7)}`,
    };
  },
  listAudit: async (one) => ({ ...(await asset(one)), params: {}, query: 'subject=asset' }),
};
