import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { allowOpinionImport } from '@/lib/opinions/allow-opinion-import';
import { deleteOpinion } from '@/lib/opinions/delete-opinion';
import { getOpinion } from '@/lib/opinions/get-opinion';
import { importOpinion, OPINIONS_MAXIMUM } from '@/lib/opinions/import-opinion';
import { listOpinions } from '@/lib/opinions/list-opinions';
import { OPINION_MAX_BYTES } from '@/lib/opinions/rules/opinion-problem';
import { getReadiness } from '@/lib/submissions/get-readiness';
import { HOST, SARIF, toBytes, WAPITI_304, ZAP_PLUS } from '../../unit/opinions/report-samples';
import { findText } from '../setup/find-text';
import { newOrganization, type TestOrganization } from '../setup/people';
import { endedScan, readyAsset, scannableWebsite } from '../setup/ready-asset';

/** A report about this host, different from any other test's. */
const about = (host: string, report: unknown = WAPITI_304) =>
  toBytes(JSON.parse(JSON.stringify({ ...(report as object), test: newId() }).replaceAll(HOST, host)));

async function withWebsite() {
  const organization = await newOrganization();
  const website = await scannableWebsite(organization);
  const send = (bytes: Uint8Array, fileName = 'report.json') =>
    importOpinion(organization.as('EDITOR'), { websiteId: website.id, bytes, fileName });
  return { organization, website, send };
}
const listAudit = async (organization: TestOrganization) => {
  const entries = await database().auditEntry.findMany({
    where: { organizationId: organization.id, event: { startsWith: 'opinion.' } },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ event, actorLabel, websiteId }) => ({ event, actorLabel, websiteId }));
};

describe('the report of another scanner', () => {
  it('is kept with who imported it and when, listed without its rows, and deleted', async () => {
    const { organization, website, send } = await withWebsite();
    const { opinionId } = await send(about(website.host), 'wapiti\u202e.json');
    const [listed] = await listOpinions(organization.as('VIEWER'), website.id);
    expect(listed).toMatchObject({
      ...{ id: opinionId, source: 'WAPITI', tool: 'Wapiti', toolVersion: '3.0.4', fileName: 'wapiti.json' },
      ...{ importedByName: 'editor', importedAt: organization.clock.now() },
      counts: { rows: 2 },
    });
    expect(listed).not.toHaveProperty('rows');
    const ids = { websiteId: website.id, opinionId };
    await deleteOpinion(organization.as('OWNER'), ids);
    await deleteOpinion(organization.as('OWNER'), ids);
    expect(await listOpinions(organization.as('VIEWER'), website.id)).toEqual([]);
    expect(await listAudit(organization)).toEqual([
      { event: 'opinion.imported', actorLabel: 'editor', websiteId: website.id },
      { event: 'opinion.deleted', actorLabel: 'owner', websiteId: website.id },
    ]);
  });

  it('is compared with the newest scan that came to an end', async () => {
    const { organization, website, send } = await withWebsite();
    const { opinionId } = await send(about(website.host, ZAP_PLUS));
    const look = () => getOpinion(organization.as('VIEWER'), { websiteId: website.id, opinionId });
    expect(await look()).toMatchObject({ scan: null, states: { NOT_COMPARED: 1 } });
    const scanId = await endedScan(organization, website, { highFindings: 2 });
    expect(await look()).toMatchObject({
      scan: { id: scanId, findings: 2, onlyHere: 2 },
      states: { ALSO_HERE: 0, ONLY_THERE: 1 },
    });
    await database().finding.updateMany({
      where: { scanId, number: 2 },
      data: { url: `https://${website.host}/profile/12345` },
    });
    expect(await look()).toMatchObject({
      scan: { onlyHere: 1 },
      rows: { rows: [{ state: 'ALSO_HERE', numbers: [2], position: 1 }] },
    });
  });

  it('changes nothing of what the asset may do', async () => {
    const organization = await newOrganization();
    const { id: assetId, sites } = await readyAsset(organization);
    const [site] = sites;
    const before = await getReadiness(organization.as('VIEWER'), assetId);
    await importOpinion(organization.as('EDITOR'), {
      ...{ websiteId: site?.id, fileName: 'a.sarif', bytes: about(site?.host ?? '', SARIF) },
    });
    expect(await getReadiness(organization.as('VIEWER'), assetId)).toEqual(before);
  });

  it('leaves no cookie of a captured request in the database', async () => {
    const { website, send } = await withWebsite();
    const secret = newId();
    const text = Buffer.from(about(website.host)).toString().replaceAll('d34db33f', secret);
    await send(Buffer.from(text));
    expect(await findText(secret)).toEqual([]);
  });

  it('is kept once a website, also if it is sent twice at once', async () => {
    const { organization, website, send } = await withWebsite();
    const bytes = about(website.host);
    const results = await Promise.allSettled([send(bytes), send(bytes)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(send(bytes)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await listOpinions(organization.as('VIEWER'), website.id)).toHaveLength(1);
  });

  it('is one of a limited number, also if they come at once', async () => {
    const { organization, website, send } = await withWebsite();
    for (let index = 1; index < OPINIONS_MAXIMUM; index++) await send(about(website.host));
    const results = await Promise.allSettled([send(about(website.host)), send(about(website.host))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(send(about(website.host))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await listOpinions(organization.as('VIEWER'), website.id)).toHaveLength(OPINIONS_MAXIMUM);
  });

  it.each([
    ['NOT_JSON', () => Buffer.from('{')],
    ['TOO_DEEP', () => Buffer.from('['.repeat(1_000_000))],
    ['TOO_LARGE', () => new Uint8Array(OPINION_MAX_BYTES + 1)],
    ['OTHER_SITE', () => toBytes(WAPITI_304)],
  ])('is refused with its reason: %s', async (reason, bytes) => {
    const { organization, website, send } = await withWebsite();
    await expect(send(bytes())).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'file', message: `opinions.problems.${reason}` }] },
    });
    expect(await listOpinions(organization.as('VIEWER'), website.id)).toEqual([]);
  });
});

describe('who may', () => {
  it('look: every member; import and delete: not viewers; nobody of another organization', async () => {
    const { organization, website, send } = await withWebsite();
    const { opinionId } = await send(about(website.host));
    const ids = { websiteId: website.id, opinionId };
    const bytes = about(website.host);
    const viewer = organization.as('VIEWER');
    await expect(getOpinion(viewer, ids)).resolves.toBeDefined();
    await expect(allowOpinionImport(viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(importOpinion(viewer, { ...ids, bytes, fileName: 'a' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(deleteOpinion(viewer, ids)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = (await newOrganization()).as('OWNER');
    expect(await listOpinions(stranger, website.id)).toEqual([]);
    await expect(getOpinion(stranger, ids)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(importOpinion(stranger, { ...ids, bytes, fileName: 'a' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await deleteOpinion(stranger, ids);
    expect(await listOpinions(viewer, website.id)).toHaveLength(1);
  });
});
