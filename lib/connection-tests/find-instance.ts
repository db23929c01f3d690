import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { findLastPassed } from '@/lib/messages/find-last-passed';
import { instanceOf, type NamedInstance } from '@/lib/messages/rules/instance-of';

/** The instance that the newest newInstance made: the other cases are about it. */
export type TestInstance = NamedInstance & {
  madeAt: Date;
  /** A later releaseInstance succeeded: a seller may answer now that there is no such instance. */
  isReleased: boolean;
};

/** @returns null before newInstance succeeded, or when its answer named no instance or cannot be read any more */
export async function findInstance(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<TestInstance | null> {
  const made = await findLastPassed(db, scope, assetId, 'newInstance');
  const instance = made?.attempt ? instanceOf(made.attempt) : null;
  if (!made || !instance) return null;
  const released = await findLastPassed(db, scope, assetId, 'releaseInstance');
  return {
    ...instance,
    madeAt: made.createdAt,
    isReleased:
      released !== null &&
      released.createdAt >= made.createdAt &&
      (released.attempt && instanceOf(released.attempt)?.instanceId) === instance.instanceId,
  };
}
