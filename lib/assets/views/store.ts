import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import { type AssetFilter, assetFilterSchema, WHOLE_LIST } from '../schemas';

/** Whose: a member's own, in one organization. */
export type ViewScope = OrganizationScope & { userId: string };

export type SavedView = { id: string; name: string; query: AssetFilter; isDefault: boolean };

const ownedBy = ({ organizationId, userId }: ViewScope) => ({ organizationId, userId });

/** Oldest first. What a stored query says that the list no longer knows counts as not said. */
export async function findViews(db: Database, scope: ViewScope): Promise<SavedView[]> {
  const rows = await db.savedView.findMany({
    where: ownedBy(scope),
    select: { id: true, name: true, query: true, isDefault: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ query, ...row }) => ({
    ...row,
    query: assetFilterSchema.parse({ ...WHOLE_LIST, ...(query as object) }),
  }));
}

/** Changes of one member's views come one after the other: neither limit nor default is passed twice. */
export async function lockViews(tx: Transaction, { organizationId, userId }: ViewScope): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('views:' || ${organizationId} || ${userId}, 0))`;
}

export async function insertView(
  tx: Transaction,
  scope: ViewScope,
  { query, ...view }: SavedView & { createdAt: Date },
): Promise<void> {
  await tx.savedView.create({ data: { ...view, ...ownedBy(scope), query: toJson(query) } });
}

/** @returns whether there is such a view of this member */
export async function updateViewName(
  tx: Transaction,
  scope: ViewScope,
  { viewId, name }: { viewId: string; name: string },
): Promise<boolean> {
  const where = { id: viewId, ...ownedBy(scope) };
  return (await tx.savedView.updateMany({ where, data: { name } })).count === 1;
}

/** @returns whether there was such a view of this member */
export async function removeView(tx: Transaction, scope: ViewScope, viewId: string): Promise<boolean> {
  return (await tx.savedView.deleteMany({ where: { id: viewId, ...ownedBy(scope) } })).count === 1;
}

/** Makes one view the default, or none. @returns whether there is such a view of this member */
export async function moveDefault(
  tx: Transaction,
  scope: ViewScope,
  viewId: string | null,
): Promise<boolean> {
  await tx.savedView.updateMany({
    where: { ...ownedBy(scope), isDefault: true },
    data: { isDefault: false },
  });
  if (viewId === null) return true;
  const where = { id: viewId, ...ownedBy(scope) };
  return (await tx.savedView.updateMany({ where, data: { isDefault: true } })).count === 1;
}
