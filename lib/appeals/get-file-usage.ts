import { authorise, type Context } from '@/lib/auth/actor';
import { ORGANIZATION_FILES_MB } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { toMb } from './require-file-room';
import { findFileUsage } from './store';

/** How much of an organization's room for uploaded files is taken. */
export type FileUsage = { files: number; usedMb: number; maximumMb: number };

/** What the organization's uploaded files take; the same bytes count once. */
export async function getFileUsage(context: Context): Promise<FileUsage> {
  const { files, bytes } = await findFileUsage(database(), authorise(context, 'appeal.view'));
  return { files, usedMb: toMb(bytes), maximumMb: ORGANIZATION_FILES_MB };
}
