import type { OrganizationScope } from '@/lib/auth/actor';
import { limitExceeded } from '@/lib/core/errors';
import { ORGANIZATION_FILES_MB } from '@/lib/core/policy';
import type { Transaction } from '@/lib/db/client';
import { findFileUsage, lockFileUsage } from './store';

const MB = 1024 * 1024;
const FILES_MAX_BYTES = ORGANIZATION_FILES_MB * MB;

/**
 * Whether an organization may keep one file more. Uploads of one organization come one after another from here to the
 * end of their transaction, so that two cannot share the last room.
 * @throws AppError LIMIT_EXCEEDED
 */
export async function requireFileRoom(
  tx: Transaction,
  scope: OrganizationScope,
  file: { storageKey: string; size: number },
): Promise<void> {
  await lockFileUsage(tx, scope);
  const { bytes, isKept } = await findFileUsage(tx, scope, file.storageKey);
  if (isKept || bytes + file.size <= FILES_MAX_BYTES) return;
  throw limitExceeded('appeals.filesFull', {
    values: { used: toMb(bytes), size: toMb(file.size), maximum: ORGANIZATION_FILES_MB },
  });
}

/** As people read it: with one decimal, rounded up, so that something is never nothing. */
export const toMb = (bytes: number): number => Math.ceil((bytes / MB) * 10) / 10;
