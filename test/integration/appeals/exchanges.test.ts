import { describe, expect, it } from 'vitest';
import { downloadProof } from '@/lib/appeals/download-proof';
import { attachExchange } from '@/lib/appeals/exchanges/attach-exchange';
import { listExchanges } from '@/lib/appeals/exchanges/list-exchanges';
import { listReviewExchanges } from '@/lib/appeals/exchanges/list-review-exchanges';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { removeProof } from '@/lib/appeals/remove-proof';
import { EXCHANGE_MAXIMUM } from '@/lib/appeals/rules/exchange-text';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';
import { submittedAppeal } from './appeal-steps';

const REQUEST = 'GET /search?q=1 HTTP/1.1\r\nHost: shop.example.com\r\nCookie: sid=tiger9f2c81ba\r\n\r\n';
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>&lt;script&gt;</p>';

async function opened() {
  const organization = await newOrganization();
  const submission = await submissionWithFindings(organization);
  const [findingId = '', otherId = ''] = submission.findingIds;
  const ids = { submissionId: submission.id, findingId };
  await openAppeal(organization.as('EDITOR'), { submissionId: submission.id });
  const attach = (over: object = {}) =>
    attachExchange(organization.as('EDITOR'), { ...ids, request: REQUEST, response: RESPONSE, ...over });
  return { organization, submission, ids, otherId, attach };
}

describe('a request and its response as proof', () => {
  it('are kept with their finding, masked, and shown to both sides', async () => {
    const { organization, submission, ids, otherId, attach } = await opened();
    await attach();
    await attach();
    organization.clock.advanceMs(1_000);
    await attach({ findingId: otherId });
    const { proofs } = await getAppeal(organization.as('VIEWER'), submission.id);
    expect(proofs).toMatchObject([
      { kind: 'EXCHANGE', findingId: ids.findingId, fileName: 'http-1-1.txt' },
      { kind: 'EXCHANGE', findingId: otherId, fileName: 'http-2-1.txt' },
    ]);
    const shown = [
      {
        request: 'GET /search?q=1 HTTP/1.1\nHost: shop.example.com\nCookie: sid=********',
        response: 'HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>&lt;script&gt;</p>',
        uploadedByName: 'editor',
      },
    ];
    expect(await listExchanges(organization.as('VIEWER'), ids)).toMatchObject(shown);
    const proofId = proofs[0]?.id ?? '';
    const { bytes } = await downloadProof(organization.as('VIEWER'), {
      submissionId: submission.id,
      proofId,
    });
    expect(new TextDecoder().decode(bytes)).not.toContain('tiger');
    await submittedAppeal(organization, submission);
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    expect(await listReviewExchanges(reviewer, ids)).toMatchObject(shown);
    expect(await listReviewExchanges(reviewer, { ...ids, findingId: submission.findingIds[2] })).toEqual([]);
  });

  it('are gone when the seller takes them back', async () => {
    const { organization, submission, ids, attach } = await opened();
    await attach();
    const [proof] = (await getAppeal(organization.as('VIEWER'), submission.id)).proofs;
    await removeProof(organization.as('EDITOR'), { submissionId: submission.id, proofId: proof?.id });
    expect(await listExchanges(organization.as('VIEWER'), ids)).toEqual([]);
  });

  it.each([
    ['no request', { request: 'curl -i https://a.example' }, 'request', 'appeals.exchange.REQUEST_LINE'],
    ['no response', { response: '<html>' }, 'response', 'appeals.exchange.STATUS_LINE'],
    ['an empty one', { request: ' \n ' }, 'request', 'appeals.exchange.EMPTY'],
    ['one that is too long', { response: RESPONSE + 'x'.repeat(EXCHANGE_MAXIMUM) }, 'response', undefined],
  ])('are refused with %s', async (_what, over, field, message) => {
    const { attach } = await opened();
    await expect(attach(over)).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field, ...(message ? { message } : {}) }] },
    });
  });

  it('are nobody else’s, and changed by editors while it is their turn', async () => {
    const { organization, submission, ids, attach } = await opened();
    await attach();
    const stranger = await newOrganization();
    expect(await listExchanges(stranger.as('OWNER'), ids)).toEqual([]);
    await expect(
      attachExchange(stranger.as('OWNER'), { ...ids, request: REQUEST, response: RESPONSE }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      attachExchange(organization.as('VIEWER'), { ...ids, request: REQUEST, response: RESPONSE }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(listReviewExchanges(stranger.as('OWNER'), ids)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await submittedAppeal(organization, submission);
    await expect(attach({ request: `${REQUEST}x` })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
