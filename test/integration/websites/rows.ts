import type { Context } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { addWebsite } from '@/lib/websites/add-website';
import type { TestOrganization } from '../setup/people';

/** A host that no other test uses. */
export const newHost = () => `${newId().replaceAll('-', '')}.example.com`;

/** A website of the organization whose ownership was proven now. */
export async function verifiedWebsite(organization: TestOrganization, host = newHost()) {
  const website = await addWebsite(organization.as('EDITOR'), { address: host });
  const at = organization.clock.now();
  await database().website.update({ where: { id: website.id }, data: { verifiedAt: at } });
  await database().hostClaim.create({
    data: { id: newId(), host, websiteId: website.id, organizationId: organization.id, claimedAt: at },
  });
  return { ...website, verifiedAt: at };
}

/** A website that may be scanned now. */
export async function agreedWebsite(organization: TestOrganization, host = newHost()) {
  const website = await verifiedWebsite(organization, host);
  await database().agreementAcceptance.create({
    data: {
      id: newId(),
      websiteId: website.id,
      agreementVersion: CURRENT_AGREEMENT,
      acceptedById: organization.as('EDITOR').actor.userId,
      acceptedAt: organization.clock.now(),
    },
  });
  return website;
}

/** An asset that uses the website, with a submission in this status. */
export async function assetUsing(
  organization: TestOrganization,
  websiteId: string,
  status: 'DRAFT' | 'SCANNING' | 'APPROVED',
) {
  const at = organization.clock.now();
  const { userId } = (organization.as('EDITOR') satisfies Context).actor;
  const ours = { organizationId: organization.id, createdById: userId, createdAt: at };
  const asset = await database().asset.create({
    data: { ...ours, id: newId(), category: 'SAAS', name: 'Billing desk', updatedAt: at },
  });
  await database().assetWebsite.create({ data: { assetId: asset.id, websiteId, addedAt: at } });
  const sent = status === 'DRAFT' ? {} : { snapshot: {}, submittedAt: at };
  await database().submission.create({
    data: { ...ours, id: newId(), assetId: asset.id, number: 1, status, statusSince: at, ...sent },
  });
  return asset;
}

export async function runningScan(organization: TestOrganization, websiteId: string, host: string) {
  const data = {
    id: newId(),
    organizationId: organization.id,
    websiteId,
    host,
    createdAt: organization.clock.now(),
  };
  await database().scan.create({ data: { ...data, purpose: 'SELF_CHECK', status: 'RUNNING' } });
}
