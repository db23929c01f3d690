import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findMembers, type MemberRow } from './store';

export type Member = MemberRow;

/** Everybody in the organization, by name. @throws AppError FORBIDDEN */
export async function listMembers(context: Context): Promise<Member[]> {
  return findMembers(database(), authorise(context, 'member.view'));
}
