import { authorise, type Context } from '@/lib/auth/actor';
import { isId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import type { OpinionRecord } from './opinion-record';
import { findOpinions } from './store';

/** The imported reports of a website, newest first. */
export async function listOpinions(context: Context, websiteId: string): Promise<OpinionRecord[]> {
  const scope = authorise(context, 'scan.view');
  return isId(websiteId) ? findOpinions(database(), scope, websiteId) : [];
}
