import { addCase } from '@/lib/connection-tests/cases/add-case';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { importOpinion } from '@/lib/opinions/import-opinion';
import { previewRestart } from '@/lib/restarts/preview-restart';
import { restartMessages } from '@/lib/restarts/restart-messages';
import { requestRetest } from '@/lib/scans/retest/request-retest';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { HOST, WAPITI_304 } from '../../unit/opinions/report-samples';
import { keptMessage } from '../messages/kept-message';
import { approvedAsset } from '../products/product-rows';
import type { TestOrganization } from '../setup/people';
import { DECLARATION, declared, draft, of, type Prepare, scan, site, website } from './api-steps';

const LOGIN = {
  ...{ mode: 'PASSWORD', loginUrl: '/login', verifyUrl: '/account', username: 'scanner' },
  ...{ password: 'a-password-of-a-test', requestsPerSecond: 5 },
};
const CASE = {
  activity: 'releaseInstance',
  name: 'After the end',
  request: { activity: 'releaseInstance', instanceId: 'i-1', testFlag: '1' },
};
/** On this machine, where nothing may be called. */
const CLOSED_URL = 'https://127.0.0.1:9/koogallery';

/** A login is saved, and the website is at a place that may not be called. */
async function loginSite(organization: TestOrganization) {
  const { websiteId } = await site(organization);
  await saveLoginProfile(organization.as('EDITOR'), { websiteId, version: 1, ...LOGIN });
  await database().website.update({ where: { id: websiteId }, data: { origin: 'http://127.0.0.1:9' } });
  return { websiteId };
}

/** A watched website and asset, something of which is not as approved. */
async function drifted(organization: TestOrganization) {
  const { id: assetId, sites } = await approvedAsset(organization);
  const websiteId = sites[0]?.id ?? '';
  const watchId = newId();
  const at = organization.clock.now();
  const ours = { organizationId: organization.id, websiteId };
  await database().driftWatch.create({
    data: {
      ...{ ...ours, id: watchId, approvedAt: at, snapshot: { server: 'nginx/1.2' }, snapshotAt: at },
      ...{ lookedAt: at, nextLookAt: new Date(at.getTime() + DAY_MS), version: 1 },
    },
  });
  await database().driftDifference.create({
    data: { id: newId(), watchId, thing: 'server', before: 'nginx/1.2', after: 'nginx/1.3', foundAt: at },
  });
  return { assetId, websiteId, watchId };
}

/** Different from any other. */
const reportAbout = (host: string) =>
  new TextEncoder().encode(JSON.stringify({ ...WAPITI_304, test: newId() }).replaceAll(HOST, host));

async function withOpinion(organization: TestOrganization) {
  const { websiteId, host } = await site(organization);
  const bytes = reportAbout(host);
  return {
    websiteId,
    ...(await importOpinion(organization.as('EDITOR'), { websiteId, bytes, fileName: 'report.json' })),
  };
}

async function withCase(organization: TestOrganization) {
  const { assetId } = await declared(organization);
  return { assetId, ...(await addCase(organization.as('EDITOR'), { assetId, ...CASE })) };
}

async function withRetest(organization: TestOrganization) {
  const { scanId } = await scan(organization);
  return { ...(await requestRetest(organization.as('EDITOR'), { scanId })) };
}

async function withMessage(organization: TestOrganization) {
  const { assetId } = await declared(organization);
  return { assetId, messageIds: [await keptMessage(organization, assetId)] };
}

/** How what is tested, watched and called again is asked for with success. */
export const TEST_WALK = {
  getLogin: of(loginSite, 'websiteId'),
  saveLogin: (one) => website(one, { body: { version: 1, ...LOGIN } }),
  tryLogin: of(loginSite, 'websiteId'),
  getRescans: of(site, 'websiteId'),
  saveRescans: (one) => website(one, { body: { daysBefore: 7, hour: 2, zone: 'Asia/Shanghai' } }),
  listWebsiteDrift: of(drifted, 'websiteId'),
  listAssetDrift: of(drifted, 'assetId'),
  acceptDrift: (one) => of(drifted, 'watchId')(one, { body: { version: 1 } }),
  getScanReport: (one) => of(scan, 'scanId')(one, { query: 'format=sarif&language=zh-CN' }),
  startRetest: (one) => of(scan, 'scanId')(one, { body: { class: 'XSS' } }),
  listRetests: of(withRetest, 'scanId'),
  cancelRetest: of(withRetest, 'scanId', 'retestId'),
  listOpinions: of(withOpinion, 'websiteId'),
  importOpinion: async (one) => {
    const { websiteId, host } = await site(one);
    return { params: { websiteId }, query: 'fileName=report.json', body: reportAbout(host) };
  },
  getOpinion: of(withOpinion, 'websiteId', 'opinionId'),
  deleteOpinion: of(withOpinion, 'websiteId', 'opinionId'),
  listOpinionRows: of(withOpinion, 'websiteId', 'opinionId'),
  endKeyOverlap: async (one) => {
    const { assetId } = await declared(one);
    const changed = { ...DECLARATION, version: 1, accessKey: 'another-access-key-of-a-test' };
    await saveDeclaration(one.as('EDITOR'), { assetId, ...changed });
    return { params: { assetId }, body: { interfaceType: 'BASIC' } };
  },
  getUrlCheck: of(declared, 'assetId'),
  checkUrl: async (one) => {
    const { assetId } = await draft(one);
    await saveDeclaration(one.as('EDITOR'), { assetId, ...DECLARATION, productionUrl: CLOSED_URL });
    return { params: { assetId } };
  },
  listCases: of(withCase, 'assetId'),
  addCase: (one) => of(declared, 'assetId')(one, { body: CASE }),
  getCase: of(withCase, 'assetId', 'caseId'),
  getCaseRequest: of(withCase, 'assetId', 'caseId'),
  saveCase: (one) =>
    of(
      withCase,
      'assetId',
      'caseId',
    )(one, {
      body: { version: 1, request: { ...CASE.request, instanceId: 'i-2' } },
    }),
  renameCase: (one) => of(withCase, 'assetId', 'caseId')(one, { body: { version: 1, name: 'Later' } }),
  deleteCase: of(withCase, 'assetId', 'caseId'),
  previewRestart: async (one) => ({ body: { messageIds: (await withMessage(one)).messageIds } }),
  restartMessages: async (one) => {
    const { messageIds } = await withMessage(one);
    const { willSend } = await previewRestart(one.as('EDITOR'), { messageIds });
    return { body: { messageIds, willSend } };
  },
  getRestart: async (one) => {
    const { messageIds } = await withMessage(one);
    return { params: { ...(await restartMessages(one.as('EDITOR'), { messageIds, willSend: 1 })) } };
  },
} satisfies Record<string, Prepare>;
