import { describe, expect, it } from 'vitest';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { sha256Hex } from '@/lib/core/bytes';
import { OPINION_MB } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { getOpinion } from '@/lib/opinions/get-opinion';
import { HOST, WAPITI_304 } from '../../unit/opinions/report-samples';
import { declared as connected, run, site } from './api-steps';
import { API_WALK } from './api-walk';
import { callApi, fullKey, keyWith, pastOrganization } from './call-api';

/** Of a report about this host. */
const reportAbout = (host: string) =>
  new TextEncoder().encode(JSON.stringify(WAPITI_304).replaceAll(HOST, host));

async function withSite() {
  const organization = await pastOrganization();
  const { websiteId, host } = await site(organization);
  const key = await fullKey(organization);
  const path = `/websites/${websiteId}/opinions`;
  return { organization, websiteId, key, path, bytes: reportAbout(host) };
}

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('a file that is sent as it is', () => {
  it('is read, and sent again with the same idempotency key it changes nothing', async () => {
    const { organization, websiteId, key, path, bytes } = await withSite();
    const headers = { 'idempotency-key': 'one' };
    const send = (body: Uint8Array) => callApi('POST', `${path}?fileName=a.json`, { key, body, headers });
    const first = await send(bytes);
    const { id, sha256 } = (await first.json()) as { id: string; sha256: string };
    expect([first.status, sha256]).toEqual([201, sha256Hex(bytes)]);
    expect(first.headers.get('location')).toBe(`/api/v1${path}/${id}`);
    const again = await send(bytes);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(await codeOf(await send(new TextEncoder().encode('{}')))).toBe('VALIDATION');
    const { opinion } = await getOpinion(organization.as('VIEWER'), { websiteId, opinionId: id });
    expect(opinion.fileName).toBe('a.json');
    expect(await database().secondOpinion.count({ where: { websiteId } })).toBe(1);
  });

  it.each([
    ['application/json', '?fileName=a.json', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['multipart/form-data; boundary=x', '?fileName=a.json', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['', '?fileName=a.json', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['application/octet-stream', '', 422, 'VALIDATION'],
    ['application/octet-stream', '?fileName=', 422, 'VALIDATION'],
    ['application/octet-stream', `?fileName=${'a'.repeat(256)}`, 422, 'VALIDATION'],
    ['application/octet-stream', '?fileName=a&fileName=b', 422, 'VALIDATION'],
    ['application/octet-stream', '?fileName=a%00b', 422, 'VALIDATION'],
  ])('is refused as %j with %s', async (type, query, status, code) => {
    const { key, path, bytes } = await withSite();
    const headers = { 'content-type': type };
    const response = await callApi('POST', `${path}${query}`, { key, body: bytes, headers });
    expect(response.status).toBe(status);
    expect(await codeOf(response)).toBe(code);
  });

  it('is read no further than it may be long', async () => {
    const { key, path } = await withSite();
    const body = new Uint8Array(OPINION_MB * 1_024 * 1_024 + 1);
    const response = await callApi('POST', `${path}?fileName=a.json`, { key, body });
    expect([response.status, await codeOf(response)]).toEqual([413, 'CONTENT_TOO_LARGE']);
  });

  it('with a hostile name is kept under a plain one', async () => {
    const { websiteId, key, path, bytes } = await withSite();
    const name = encodeURIComponent('..\\\u0007\u202e/a.json');
    const response = await callApi('POST', `${path}?fileName=${name}`, { key, body: bytes });
    expect(response.status).toBe(201);
    const { fileName } = await database().secondOpinion.findFirstOrThrow({ where: { websiteId } });
    expect(fileName).toBe('..\\/a.json');
  });
});

describe('a file that is downloaded', () => {
  it('is an attachment that nobody keeps and no browser shows, whatever the program accepts', async () => {
    const organization = await pastOrganization();
    const { params = {} } = await API_WALK.getScanReport(organization);
    const key = await keyWith(organization);
    const response = await callApi('GET', `/scans/${params.scanId}/report?format=html&language=zh-CN`, {
      key,
      headers: { accept: 'text/html' },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('lang="zh-CN"');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename=".+\.html"/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'ratelimit-limit': expect.any(String),
    });
    expect(response.headers.has('etag')).toBe(false);
  });

  it.each(['format=pdf', 'language=de', 'zone=Nowhere/At_all', 'more=1'])(
    'is not there for %s',
    async (query) => {
      const organization = await pastOrganization();
      const { params = {} } = await API_WALK.getScanReport(organization);
      const key = await keyWith(organization);
      const response = await callApi('GET', `/scans/${params.scanId}/report?${query}`, { key });
      expect([response.status, await codeOf(response)]).toEqual([422, 'VALIDATION']);
    },
  );

  it('of an appeal is removed by what removes it, with or without a version that it has not', async () => {
    const organization = await pastOrganization();
    const { params = {} } = await API_WALK.removeEvidence(organization);
    const key = await fullKey(organization);
    const path = `/submissions/${params.submissionId}/appeal/files/${params.proofId}`;
    const read = () => callApi('GET', path, { key });
    expect(await (await read()).text()).toBe('Nothing is here.');
    expect((await callApi('DELETE', path, { key, headers: { 'if-match': '"x"' } })).status).toBe(204);
    expect((await read()).status).toBe(404);
    expect((await getAppeal(organization.as('VIEWER'), params.submissionId ?? '')).proofs).toEqual([]);
  });
});

describe('secrets', () => {
  it('of a login are told as set, and nothing reads them back', async () => {
    const organization = await pastOrganization();
    const { params = {}, body } = await API_WALK.saveLogin(organization);
    const key = await fullKey(organization);
    const path = `/websites/${params.websiteId}/login`;
    const saved = await callApi('PUT', path, { key, body });
    const answers = [await saved.text(), await (await callApi('GET', path, { key })).text()];
    for (const answer of answers) {
      expect(JSON.parse(answer)).toMatchObject({ version: 2, settings: { hasPassword: true } });
      expect(answer).not.toContain('a-password-of-a-test');
    }
    const kept = { ...(body as object), password: '', version: 2 };
    const again = await callApi('PUT', path, { key, body: kept });
    expect(await again.json()).toMatchObject({ version: 3, settings: { hasPassword: true } });
  });

  it('of a test case are masked, though its maker may see them', async () => {
    const organization = await pastOrganization();
    const { assetId } = await connected(organization);
    const key = await fullKey(organization);
    const ids = { orderId: 'CS1', orderLineId: 'CS1-1', businessId: 'b-1' };
    const request = { activity: 'newInstance', ...ids, password: 'a-secret-of-a-test' };
    const body = { activity: 'newInstance', name: 'One', request };
    const path = `/assets/${assetId}/connection/cases`;
    const { id } = (await (await callApi('POST', path, { key, body })).json()) as { id: string };
    const sent = await (await callApi('GET', `${path}/${id}/request`, { key })).text();
    expect(sent).toContain('"password":');
    expect(sent).not.toContain('a-secret-of-a-test');
  });
});

describe('a test case', () => {
  it('is changed by its ETag, which stays the same as long as the case does', async () => {
    const organization = await pastOrganization();
    const { params = {} } = await API_WALK.renameCase(organization);
    const key = await fullKey(organization);
    const path = `/assets/${params.assetId}/connection/cases/${params.caseId}`;
    const tag = async () => (await callApi('GET', path, { key })).headers.get('etag') ?? '';
    const first = await tag();
    const rename = (name: string) =>
      callApi('PATCH', path, { key, body: { name }, headers: { 'if-match': first } });
    expect(await (await rename('Second')).json()).toMatchObject({ name: 'Second', version: 2 });
    expect((await rename('Third')).status).toBe(412);
    expect((await callApi('DELETE', path, { key, headers: { 'if-match': first } })).status).toBe(412);
    expect((await callApi('DELETE', path, { key, headers: { 'if-match': await tag() } })).status).toBe(204);
  });
});

describe('lists', () => {
  it('of test runs go on where the page before ended', async () => {
    const organization = await pastOrganization();
    const { assetId, runId } = await run(organization);
    const row = await database().connectionRun.findUniqueOrThrow({ where: { id: runId } });
    const older = Array.from({ length: 11 }, (_, index) => ({
      ...row,
      ...{
        id: `0190000${index.toString(16)}-0000-7000-8000-000000000000`,
        status: 'FINISHED' as const,
        finishedAt: row.createdAt,
      },
      ...{ items: row.items as object[], instances: {} },
    }));
    await database().connectionRun.createMany({ data: older as never });
    const key = await keyWith(organization);
    const seen: string[] = [];
    let query = '?limit=5';
    for (;;) {
      const response = await callApi('GET', `/assets/${assetId}/connection/runs${query}`, { key });
      const { data, next } = (await response.json()) as { data: { id: string }[]; next: string | null };
      seen.push(...data.map(({ id }) => id));
      if (next === null) break;
      query = `?limit=5&cursor=${next}`;
    }
    expect(seen).toEqual([runId, ...older.map(({ id }) => id).reverse()]);
  });
});
