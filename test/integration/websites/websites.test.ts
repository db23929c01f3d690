import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { addWebsite } from '@/lib/websites/add-website';
import { getWebsite } from '@/lib/websites/get-website';
import { listWebsites } from '@/lib/websites/list-websites';
import { removeWebsite } from '@/lib/websites/remove-website';
import { renameWebsite } from '@/lib/websites/rename-website';
import { newOrganization } from '../setup/people';
import { assetUsing, newHost, runningScan, verifiedWebsite } from './rows';

const readAudit = async (subjectId: string) =>
  (await database().auditEntry.findMany({ where: { subjectId }, orderBy: { event: 'asc' } })).map(
    (entry) => entry.event,
  );

describe('adding a website', () => {
  it('keeps scheme, host and port, and names it after its host', async () => {
    const { as } = await newOrganization();
    const host = newHost();
    const website = await addWebsite(as('EDITOR'), { address: `HTTPS://${host.toUpperCase()}:8443/` });
    expect(website).toMatchObject({
      host: `${host}:8443`,
      origin: `https://${host}:8443`,
      name: `${host}:8443`,
      verifiedAt: null,
    });
    expect(await readAudit(website.id)).toEqual(['website.added']);
  });

  it.each([
    ['192.0.2.7', 'IP_ADDRESS'],
    ['intranet', 'SINGLE_LABEL'],
    ['shop.example.com:22', 'PORT'],
    ['https://shop.example.com/login', 'PATH'],
  ])('refuses %s', async (address, reason) => {
    const { as } = await newOrganization();
    await expect(addWebsite(as('EDITOR'), { address })).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'address', message: `websites.address.${reason}` }] },
    });
  });

  it('has one row a host, also for two at once, and leads to the one that is there', async () => {
    const { as, id } = await newOrganization();
    const address = newHost();
    const outcomes = await Promise.allSettled([
      addWebsite(as('EDITOR'), { address }),
      addWebsite(as('OWNER'), { address }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [row] = await database().website.findMany({ where: { organizationId: id } });
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', details: { data: { websiteId: row?.id } } },
    });
    expect(await readAudit(row?.id ?? '')).toEqual(['website.added']);
  });

  it('is not for viewers', async () => {
    const { as } = await newOrganization();
    await expect(addWebsite(as('VIEWER'), { address: newHost() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('is possible again after a removal', async () => {
    const { as } = await newOrganization();
    const address = newHost();
    const first = await addWebsite(as('EDITOR'), { address });
    await removeWebsite(as('EDITOR'), { websiteId: first.id });
    await expect(addWebsite(as('EDITOR'), { address })).resolves.toMatchObject({ host: address });
  });
});

describe('a website', () => {
  it('shows its state and what may be done with it by whom', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    const owner = await getWebsite(organization.as('OWNER'), id);
    expect(owner).toMatchObject({ ownership: 'VERIFIED', login: 'NOT_SET', isScanUnfinished: false });
    expect(Object.values(owner.blockers).every((blocker) => blocker === null)).toBe(true);
    const editor = await getWebsite(organization.as('EDITOR'), id);
    expect(editor.blockers).toMatchObject({ release: { code: 'ROLE' }, editLogin: null });
    organization.clock.advanceMs(30 * DAY_MS);
    const later = await getWebsite(organization.as('EDITOR'), id);
    expect(later).toMatchObject({
      ownership: 'EXPIRED',
      blockers: {
        scan: { code: 'VERIFICATION_EXPIRED' },
        tryLogin: { code: 'VERIFICATION_EXPIRED' },
        editLogin: null,
      },
    });
  });

  it.each(['not-an-id', '0198f000-0000-7000-8000-000000000000'])('%s does not exist', async (websiteId) => {
    const { as } = await newOrganization();
    await expect(getWebsite(as('OWNER'), websiteId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of another organization does not exist', async () => {
    const theirs = await verifiedWebsite(await newOrganization());
    const { as } = await newOrganization();
    const owner = as('OWNER');
    await expect(getWebsite(owner, theirs.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const renaming = renameWebsite(owner, { websiteId: theirs.id, name: 'x', version: 1 });
    await expect(renaming).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(removeWebsite(owner, { websiteId: theirs.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('renaming', () => {
  it('needs a proof of ownership', async () => {
    const { as } = await newOrganization();
    const { id } = await addWebsite(as('EDITOR'), { address: newHost() });
    await expect(
      renameWebsite(as('EDITOR'), { websiteId: id, name: 'Shop', version: 1 }),
    ).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: 'websites.blockers.NOT_VERIFIED' },
    });
  });

  it('tells the second of two what the first has written', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    await renameWebsite(organization.as('EDITOR'), { websiteId: id, name: 'Shop', version: 1 });
    await expect(
      renameWebsite(organization.as('OWNER'), { websiteId: id, name: 'Store', version: 1 }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { data: { version: 2, fields: [{ field: 'name', yours: 'Store', theirs: 'Shop' }] } },
    });
    expect((await getWebsite(organization.as('VIEWER'), id)).name).toBe('Shop');
    expect(await readAudit(id)).toEqual(['website.added', 'website.renamed']);
  });
});

describe('removing', () => {
  it('takes it off its assets and gives the host back', async () => {
    const organization = await newOrganization();
    const website = await verifiedWebsite(organization);
    const asset = await assetUsing(organization, website.id, 'APPROVED');
    await removeWebsite(organization.as('EDITOR'), { websiteId: website.id });
    expect(await database().assetWebsite.count({ where: { websiteId: website.id } })).toBe(0);
    expect(await readAudit(asset.id)).toEqual(['asset.websiteRemoved']);
    const another = await newOrganization();
    await expect(verifiedWebsite(another, website.host)).resolves.toMatchObject({ host: website.host });
  });

  it('is refused while a scan runs', async () => {
    const organization = await newOrganization();
    const website = await verifiedWebsite(organization);
    await runningScan(organization, website.id, website.host);
    await expect(removeWebsite(organization.as('OWNER'), { websiteId: website.id })).rejects.toMatchObject({
      details: { message: 'websites.blockers.SCAN_RUNNING' },
    });
  });

  it('is refused while an asset that uses it is under review, and names the asset', async () => {
    const organization = await newOrganization();
    const website = await verifiedWebsite(organization);
    await assetUsing(organization, website.id, 'SCANNING');
    await expect(removeWebsite(organization.as('OWNER'), { websiteId: website.id })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { data: { code: 'UNDER_REVIEW', values: { assets: ['Billing desk'] } } },
    });
  });

  it('happens once for two at once', async () => {
    const organization = await newOrganization();
    const { id } = await verifiedWebsite(organization);
    const outcomes = await Promise.allSettled([
      removeWebsite(organization.as('EDITOR'), { websiteId: id }),
      removeWebsite(organization.as('OWNER'), { websiteId: id }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readAudit(id)).toEqual(['website.added', 'website.removed']);
  });
});

describe('the list', () => {
  it('searches by name and host, filters by ownership, and pages', async () => {
    const organization = await newOrganization();
    const viewer = organization.as('VIEWER');
    const proven = await verifiedWebsite(organization);
    const { id } = await addWebsite(organization.as('EDITOR'), {
      address: newHost(),
      name: 'Customer portal',
    });
    expect((await listWebsites(viewer, { search: 'PORTAL' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await listWebsites(viewer, { search: proven.host })).rows.map((row) => row.id)).toEqual([
      proven.id,
    ]);
    expect((await listWebsites(viewer, { ownership: 'UNVERIFIED' })).rows.map((row) => row.id)).toEqual([id]);
    expect(await listWebsites(viewer, { ownership: 'nonsense', page: '-3' })).toMatchObject({
      total: 2,
      page: 1,
    });
    organization.clock.advanceMs(31 * DAY_MS);
    expect((await listWebsites(viewer, { ownership: 'EXPIRED' })).rows).toMatchObject([
      { id: proven.id, ownership: 'EXPIRED' },
    ]);
  });

  it('takes wildcards of the database as they are written', async () => {
    const organization = await newOrganization();
    await verifiedWebsite(organization);
    expect((await listWebsites(organization.as('VIEWER'), { search: '%' })).total).toBe(0);
  });
});
