import { authorise, type Context } from '@/lib/auth/actor';
import { mayInOrganization } from '@/lib/auth/rules/permissions';
import { database } from '@/lib/db/client';
import { type ApiKeyRow, findApiKeys } from './store';

/** `PAUSED`: its maker is no owner now. */
export type ListedApiKey = Omit<ApiKeyRow, 'role'> & { state: 'WORKS' | 'EXPIRED' | 'PAUSED' };

/** The keys of one's organization, newest first. @throws AppError FORBIDDEN */
export async function listApiKeys(context: Context): Promise<ListedApiKey[]> {
  const scope = authorise(context, 'api-key.manage');
  const now = context.clock.now();
  return (await findApiKeys(database(), scope)).map(({ role, ...key }) => {
    if (key.expiresAt <= now) return { ...key, state: 'EXPIRED' };
    return { ...key, state: mayInOrganization(role, 'api-key.manage') ? 'WORKS' : 'PAUSED' };
  });
}
