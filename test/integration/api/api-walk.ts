import type { OperationId } from '@/lib/api/operation';
import { uploadEvidence } from '@/lib/appeals/upload-evidence';
import { newId } from '@/lib/core/ids';
import { CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { requestScan } from '@/lib/scans/request-scan';
import { assess } from '../appeals/appeal-steps';
import { keptMessage } from '../messages/kept-message';
import { approvedAsset, releaseOf } from '../products/product-rows';
import { readyAsset } from '../setup/ready-asset';
import { submissionWithFindings } from '../setup/rejected-submission';
import {
  appealed,
  asset,
  closedSite,
  DECLARATION,
  declared,
  draft,
  of,
  type Prepare,
  product,
  run,
  scan,
  sent,
  site,
  website,
} from './api-steps';
import { APPEAL_WALK } from './appeal-walk';
import { TEST_WALK } from './test-walk';

/** How each operation is called with success; one without an entry does not compile. */
export const API_WALK: Record<OperationId, Prepare> = {
  ...TEST_WALK,
  ...APPEAL_WALK,
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
