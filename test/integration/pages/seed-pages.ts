import { postComment } from '@/lib/appeals/conversation/post-comment';
import { postReviewComment } from '@/lib/appeals/conversation/post-review-comment';
import { attachExchange } from '@/lib/appeals/exchanges/attach-exchange';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { claimReview } from '@/lib/appeals/review/claims/claim-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { submitAppeal } from '@/lib/appeals/submit-appeal';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { importOpinion } from '@/lib/opinions/import-opinion';
import { addEndpoint } from '@/lib/webhooks/endpoints/add-endpoint';
import { HOST, toBytes, WAPITI_304 } from '../../unit/opinions/report-samples';
import { assess, attach, WHY } from '../appeals/appeal-steps';
import { appealAndDecide, findingsOf } from '../appeals/memory-steps';
import { keptMessage } from '../messages/kept-message';
import { approvedAsset, released } from '../products/product-rows';
import { newOrganization, type TestOrganization } from '../setup/people';
import { endedScan, readyAsset } from '../setup/ready-asset';
import { endReview, submitted } from '../submissions/submission-rows';

/** Something to show for every page about one thing, with two or more of whatever a page might look up one by one. */
export async function seedPages() {
  const organization = await newOrganization();
  const { id: assetId, sites } = await readyAsset(organization, { websites: 3 });
  const [site] = sites;
  if (!site) throw new TypeError('no website');
  const scanId = await endedScan(organization, site, { highFindings: 2 });
  const { opinionId } = await importOpinion(organization.as('OWNER'), {
    websiteId: site.id,
    bytes: Buffer.from(toBytes(WAPITI_304).toString().replaceAll(HOST, site.host)),
    fileName: 'report.json',
  });
  const messageId = await keptMessage(organization, assetId);
  const { endpointId } = await addEndpoint(organization.as('OWNER'), {
    url: `https://${site.host}/hook`,
    subjects: ['reviews'],
  });
  const onSale = await approvedAsset(organization, { websites: 3, name: 'On sale' });
  const productId = await released(organization, onSale.id);
  const request = await secondAppeal(organization);
  const ids = { assetId, websiteId: site.id, scanId, opinionId, messageId, endpointId, productId };
  return { organization, ...ids, ...request, ...(await writeRuns(organization, assetId, messageId)) };
}

/** Rows that a worker writes: a run of the interface tests, a message sent again, and an act for many assets. */
async function writeRuns(organization: TestOrganization, assetId: string, messageId: string) {
  const at = organization.clock.now();
  const [runId, restartId] = [newId(), newId()];
  const requested = {
    organizationId: organization.id,
    requestedById: organization.as('EDITOR').actor.userId,
    status: 'FINISHED' as const,
    createdAt: at,
    finishedAt: at,
  };
  await database().connectionRun.create({
    data: { ...requested, id: runId, assetId, declarationVersion: 1, items: [], startedAt: at },
  });
  await database().messageRestart.create({
    data: { ...requested, id: restartId, items: { create: [{ messageId, position: 0, state: 'PASSED' }] } },
  });
  const bulkId = newId();
  const { finishedAt: _, status: __, ...act } = requested;
  const items = { create: [{ assetId, position: 0, state: 'WAITING' as const }] };
  await database().bulkRun.create({
    data: { ...act, id: bulkId, kind: 'DELETE_DRAFTS', key: newId(), items },
  });
  return { runId, restartId, bulkId };
}

/** A request in its second review, half judged, with comments of both sides: the first was decided against its seller. */
async function secondAppeal(organization: TestOrganization) {
  const { id: assetId } = await readyAsset(organization, { name: 'Rejected', websites: 2 });
  const submissionId = await submitted(organization, assetId);
  await endReview(organization, submissionId, { highFindings: 2 });
  const reviewer = await appealAndDecide(organization, submissionId, { outcome: 'REJECTED' });
  organization.clock.advanceMs(1_000);
  await openAppeal(organization.as('EDITOR'), { submissionId });
  const findings = await findingsOf(submissionId);
  for (const { id } of findings) {
    await assess(organization, submissionId, id);
    const exchange = { request: 'GET / HTTP/1.1\r\n\r\n', response: 'HTTP/1.1 200 OK\r\n\r\n' };
    await attachExchange(organization.as('EDITOR'), { submissionId, findingId: id, ...exchange });
  }
  await attach(organization, submissionId);
  await submitAppeal(organization.as('EDITOR'), { submissionId });
  await claimReview(reviewer, { submissionId });
  const [first] = findings;
  const findingId = first?.id ?? '';
  await giveVerdict(reviewer, { submissionId, findingId, outcome: 'ACCEPTED', reason: WHY });
  for (const text of ['Which viewer?', 'And since when?'])
    await postReviewComment(reviewer, { submissionId, findingId, text, language: 'en', isQuestion: true });
  await postComment(organization.as('EDITOR'), {
    submissionId,
    findingId,
    language: 'en',
    text: 'The one of the log.',
  });
  return { submissionId, reviewer };
}
