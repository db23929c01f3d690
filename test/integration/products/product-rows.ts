import { systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { releaseProduct } from '@/lib/products/release-product';
import { watchProducts } from '@/lib/products/watch-products';
import type { TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { endReview, submitted } from '../submissions/submission-rows';

/** An asset whose request is approved now. */
export async function approvedAsset(
  organization: TestOrganization,
  options: { websites?: number; name?: string } = {},
) {
  const asset = await readyAsset(organization, options);
  const submissionId = await submitted(organization, asset.id);
  organization.clock.advanceMs(1_000);
  const scanIds = await endReview(organization, submissionId);
  return { ...asset, submissionId, scanIds };
}

/** What the form sends. */
export const releaseOf = (assetId: string, change: Record<string, unknown> = {}) => ({
  ...{ assetId, name: 'Ledger Pro', note: 'Up to 50 people', isAuthorizationRequired: false },
  ...change,
});

/** Releases the asset and answers the product's id. */
export async function released(
  organization: TestOrganization,
  assetId: string,
  change: Record<string, unknown> = {},
): Promise<string> {
  const result = await releaseProduct(organization.as('OWNER'), releaseOf(assetId, change));
  if (!result.ok) throw new Error(`blocked by ${JSON.stringify(result.blockers)}`);
  return result.productId;
}

/** Looks at all products as the cron does, at the organization's time. */
export const watch = ({ clock }: TestOrganization) =>
  watchProducts({ ...systemContext('cron', systemClock), clock });

/** What people of the organization were told of its products, the first first: kind and cause. */
export async function readTold({ id }: TestOrganization): Promise<string[]> {
  const rows = await database().noticeEvent.findMany({
    where: { organizationId: id, kind: { startsWith: 'product.' } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ kind, values }) => `${kind} ${(values as { cause: string }).cause}`);
}
