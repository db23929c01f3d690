import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import { isReleasedBy } from './rules/released-instance';
import { findRunsSinceInstance } from './run/store';

/** The instance that the newest newInstance case made: the other cases are about it. */
export type TestInstance = InstanceReference & {
  madeAt: Date;
  /** A later releaseInstance case succeeded: a seller may answer now that there is no such instance. */
  isReleased: boolean;
};

/** @returns null before a newInstance case was answered with an instance; those of flows and suites are their own */
export async function findInstance(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<TestInstance | null> {
  const [made, ...since] = await findRunsSinceInstance(db, scope, assetId);
  const instance = made?.instances.cases;
  if (!made || !instance) return null;
  return {
    ...instance,
    madeAt: made.startedAt ?? made.createdAt,
    isReleased: [made, ...since].some(({ items }) => isReleasedBy(items, instance)),
  };
}
