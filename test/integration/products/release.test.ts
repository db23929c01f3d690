import { describe, expect, it } from 'vitest';
import { deleteAsset } from '@/lib/assets/delete-asset';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { editProductNote } from '@/lib/products/edit-product-note';
import { getProduct } from '@/lib/products/get-product';
import { getRelease } from '@/lib/products/get-release';
import { listProducts } from '@/lib/products/list-products';
import { releaseProduct } from '@/lib/products/release-product';
import { withdrawProduct } from '@/lib/products/withdraw-product';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { newOrganization } from '../setup/people';
import { endedScan, readyAsset } from '../setup/ready-asset';
import { endReview, submitted } from '../submissions/submission-rows';
import { approvedAsset, released, releaseOf } from './product-rows';

const MISSING = '01890a5d-ac96-774b-bcce-b302099a8057';
const countAudits = (subjectId: string, event: string) =>
  database().auditEntry.count({ where: { subjectId, event } });

describe('a release', () => {
  it('freezes the request and the scans that it rests on, and is told in history and audit', async () => {
    const organization = await newOrganization();
    const asset = await approvedAsset(organization, { websites: 2 });
    const productId = await released(organization, asset.id, { name: '  Ledger\u200b  Pro ' });
    const { product, flags, transitions } = await getProduct(organization.as('VIEWER'), productId);
    expect(product).toMatchObject({
      name: 'Ledger Pro',
      submissionId: asset.submissionId,
      submissionNumber: 1,
      productionUrl: 'https://saas.example.com/koogallery',
      encryptionAlgorithm: null,
      withdrawnAt: null,
    });
    expect(product.websites.map(({ releasedScanId }) => releasedScanId).sort()).toEqual(asset.scanIds.sort());
    expect(flags).toEqual([]);
    expect(transitions.map(({ event }) => event)).toEqual(['release']);
    expect(await countAudits(productId, 'product.released')).toBe(1);
    await expect(database().productScan.deleteMany({ where: { productId } })).rejects.toThrow();
    await expect(database().productTransition.deleteMany({ where: { productId } })).rejects.toThrow();
  });

  it('shows an algorithm only where the user authorization is required, and has a default then', async () => {
    const organization = await newOrganization();
    const { id } = await approvedAsset(organization);
    const algorithmOf = async (name: string, change: Record<string, unknown>) => {
      const productId = await released(organization, id, { name, ...change });
      return (await getProduct(organization.as('OWNER'), productId)).product.encryptionAlgorithm;
    };
    expect(await algorithmOf('None', { encryptionAlgorithm: 'AES128' })).toBeNull();
    expect(await algorithmOf('Default', { isAuthorizationRequired: true })).toBe('AES256');
    const chosen = { isAuthorizationRequired: true, encryptionAlgorithm: 'AES128' };
    expect(await algorithmOf('Chosen', chosen)).toBe('AES128');
    await expect(
      released(organization, id, { isAuthorizationRequired: true, encryptionAlgorithm: 'ROT13' }),
    ).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('is one product when it is sent twice at once, and a name is once on sale', async () => {
    const organization = await newOrganization();
    const { id } = await approvedAsset(organization);
    const ids = await Promise.all([released(organization, id), released(organization, id)]);
    expect(ids[0]).toBe(ids[1]);
    expect(await countAudits(ids[0] ?? '', 'product.released')).toBe(1);
    await expect(released(organization, id, { name: 'LEDGER PRO', note: 'Another' })).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'name', message: 'products.nameTaken' }] },
    });
  });

  it('of one name from two assets at once is one product', async () => {
    const organization = await newOrganization();
    const one = await approvedAsset(organization, { name: 'One' });
    const other = await approvedAsset(organization, { name: 'Other' });
    const results = await Promise.allSettled([
      released(organization, one.id),
      released(organization, other.id),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused).toMatchObject({
      reason: { code: 'VALIDATION', details: { fields: [{ field: 'name' }] } },
    });
  });

  it('waits for the approval', async () => {
    const organization = await newOrganization();
    const codesOf = async (assetId: string) => {
      const { blockers } = await getRelease(organization.as('EDITOR'), assetId);
      const result = await releaseProduct(organization.as('OWNER'), releaseOf(assetId));
      expect(result).toEqual({ ok: false, blockers });
      return blockers.map((blocker) => (blocker.kind === 'review' ? blocker.code : blocker.item.code));
    };
    const { id } = await readyAsset(organization);
    expect(await codesOf(id)).toEqual(['NOT_SENT']);
    const submissionId = await submitted(organization, id);
    expect(await codesOf(id)).toEqual(['IN_REVIEW']);
    await endReview(organization, submissionId, { highFindings: 1 });
    expect(await codesOf(id)).toEqual(['TURNED_DOWN', 'HIGH_FINDINGS']);
    await modifyAsset(organization.as('EDITOR'), id);
    expect(await codesOf(id)).toEqual(['NOT_SENT', 'HIGH_FINDINGS']);
  });

  it('is possible until the very end of a scan, and not at it', async () => {
    const organization = await newOrganization();
    const { id } = await approvedAsset(organization);
    organization.clock.advanceMs(SCAN_VALID_DAYS * DAY_MS - 1);
    // The proof of ownership is older than the scan by the time of the review.
    await database().website.updateMany({
      where: { organizationId: organization.id },
      data: { verifiedAt: organization.clock.now() },
    });
    await released(organization, id);
    organization.clock.advanceMs(1);
    const result = await releaseProduct(organization.as('OWNER'), releaseOf(id, { name: 'Too late' }));
    expect(result).toMatchObject({ ok: false, blockers: [{ item: { code: 'SCAN_EXPIRED' } }] });
  });

  it('is not possible while a later scan has high findings or an interface is broken', async () => {
    const organization = await newOrganization();
    const { id, sites } = await approvedAsset(organization);
    organization.clock.advanceMs(1_000);
    for (const site of sites) await endedScan(organization, site, { highFindings: 1 });
    await database().connectionCase.updateMany({
      where: { assetId: id, activity: 'newInstance' },
      data: { lastPassed: false },
    });
    const result = await releaseProduct(organization.as('OWNER'), releaseOf(id));
    expect(result).toMatchObject({
      ok: false,
      blockers: [{ item: { code: 'CASE_FAILED' } }, { item: { code: 'HIGH_FINDINGS' } }],
    });
  });
});

describe('a product', () => {
  it('is not there for other organizations', async () => {
    const organization = await newOrganization();
    const stranger = await newOrganization();
    const { id } = await approvedAsset(organization);
    const productId = await released(organization, id);
    const owner = stranger.as('OWNER');
    const missing = { code: 'NOT_FOUND' };
    await expect(getProduct(owner, productId)).rejects.toMatchObject(missing);
    await expect(getRelease(owner, id)).rejects.toMatchObject(missing);
    await expect(withdrawProduct(owner, productId)).rejects.toMatchObject(missing);
    await expect(editProductNote(owner, { productId, version: 1, note: '' })).rejects.toMatchObject(missing);
    await expect(releaseProduct(owner, releaseOf(id))).rejects.toMatchObject(missing);
    for (const unknown of [MISSING, 'nonsense'])
      await expect(getProduct(owner, unknown)).rejects.toMatchObject(missing);
    expect((await listProducts(owner, {})).total).toBe(0);
    // Nor may a row name an asset or a request of another organization, whatever wrote it.
    const row = await database().product.findUniqueOrThrow({ where: { id: productId } });
    await expect(
      database().product.create({
        data: { ...row, id: MISSING, name: 'Stolen', organizationId: stranger.id },
      }),
    ).rejects.toThrow();
    // The same name is free in another organization.
    const own = await approvedAsset(stranger);
    await released(stranger, own.id);
  });

  it('is withdrawn once, for good, and then frees its name', async () => {
    const organization = await newOrganization();
    const { id } = await approvedAsset(organization);
    const productId = await released(organization, id);
    const owner = organization.as('OWNER');
    organization.clock.advanceMs(1_000);
    await Promise.all([withdrawProduct(owner, productId), withdrawProduct(owner, productId)]);
    await withdrawProduct(owner, productId);
    expect(await countAudits(productId, 'product.withdrawn')).toBe(1);
    const { product, transitions } = await getProduct(owner, productId);
    expect(product.withdrawnAt).toEqual(organization.clock.now());
    expect(transitions.map(({ event }) => event)).toEqual(['withdraw', 'release']);
    await expect(
      editProductNote(owner, { productId, version: product.version, note: 'Late' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await released(organization, id)).not.toBe(productId);
  });

  it('keeps the note of who saved first, and shows both', async () => {
    const organization = await newOrganization();
    const { id } = await approvedAsset(organization);
    const productId = await released(organization, id);
    const owner = organization.as('OWNER');
    const edit = { productId, version: 1, note: 'First\r\nsecond' };
    expect(await editProductNote(owner, edit)).toEqual({ version: 2 });
    expect(await editProductNote(owner, { ...edit, version: 2 })).toEqual({ version: 2 });
    for (const version of [2 ** 31, 1e300, -1])
      await expect(editProductNote(owner, { ...edit, version })).rejects.toMatchObject({
        code: 'VALIDATION',
      });
    await expect(editProductNote(owner, { ...edit, note: 'Mine' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { data: { version: 2, fields: [{ field: 'note', yours: 'Mine', theirs: 'First\nsecond' }] } },
    });
    expect(await countAudits(productId, 'product.noteEdited')).toBe(1);
  });

  it('shows the last hundred steps of a note that is changed again and again', async () => {
    const organization = await newOrganization();
    const productId = await released(organization, (await approvedAsset(organization)).id);
    const at = organization.clock.now();
    await database().productTransition.createMany({
      data: Array.from({ length: 101 }, (_, edits) => ({
        ...{ id: newId(), productId, sequence: edits + 2, event: 'edit', actorLabel: 'owner', at },
      })),
    });
    const { transitions } = await getProduct(organization.as('VIEWER'), productId);
    expect(transitions.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 100 }, (_, at) => 102 - at),
    );
  });

  it('keeps its asset from being deleted until it is withdrawn', async () => {
    const organization = await newOrganization();
    const { id } = await approvedAsset(organization);
    const owner = organization.as('OWNER');
    const productId = await released(organization, id);
    await expect(deleteAsset(owner, id)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: 'assets.hasProduct', values: { products: ['Ledger Pro'] } },
    });
    // A draft of the modification changes nothing: the asset is still on sale.
    await modifyAsset(owner, id);
    await expect(deleteAsset(owner, id)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await withdrawProduct(owner, productId);
    await deleteAsset(owner, id);
    expect((await getProduct(owner, productId)).product).toMatchObject({
      assetName: 'Ledger',
      isAssetDeleted: true,
    });
  });

  it('is never of a deleted asset: of a release and a deletion at once, one is refused', async () => {
    const organization = await newOrganization();
    const { id } = await approvedAsset(organization);
    const ends = await Promise.allSettled([
      released(organization, id),
      deleteAsset(organization.as('OWNER'), id),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
