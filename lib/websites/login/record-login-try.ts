import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import type { LoginTry } from '../rules/login-state';
import { updateLastTry } from './store';

/**
 * Keeps what a try of the login showed, for exactly the settings that were tried.
 * @param scope proof that the caller was authorised in the website's organization
 * @returns false where the settings were changed during the try: then it tells nothing about them and is dropped
 */
export function recordLoginTry(
  context: Context,
  scope: OrganizationScope,
  profile: { websiteId: string; version: number },
  lastTry: LoginTry,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const isKept = await updateLastTry(tx, profile, lastTry, context.clock.now());
    const { isProven, reason, status, requests } = lastTry;
    await recordAudit(tx, context, {
      event: 'website.loginTried',
      organizationId: scope.organizationId,
      subject: { type: 'website', id: profile.websiteId },
      after: { isProven, reason, status, requests, isKept },
    });
    return isKept;
  });
}
