import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Context } from '@/lib/auth/actor';
import { DAY_MS, MINUTE_MS } from '@/lib/core/clock';
import { PASSWORD_LINK_DAYS, RESET_LINK_MINUTES } from '@/lib/core/policy';
import type { Transaction } from '@/lib/db/client';
import { type LinkPurpose, replacePasswordLink } from './store';

const LIFE_MS: Record<LinkPurpose, number> = {
  HANDED: PASSWORD_LINK_DAYS * DAY_MS,
  RESET: RESET_LINK_MINUTES * MINUTE_MS,
};
const TOKEN_BYTES = 32;

/** A link to hand over: `path` is shown once and stored nowhere. */
export type PasswordLink = { path: string; expiresAt: Date };

/** What is stored of a token: it is as random as a key, so that a plain hash cannot be guessed back. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Makes a link for an account, in the transaction of somebody who was authorised for it. The token is behind `#`: no
 * browser sends that part, so it appears in no log and no Referer.
 */
export async function issueLink(
  tx: Transaction,
  context: Context,
  to: { userId: string; organizationId: string | null; purpose: LinkPurpose },
  random: (size: number) => Uint8Array = randomBytes,
): Promise<PasswordLink> {
  const token = Buffer.from(random(TOKEN_BYTES)).toString('base64url');
  const createdAt = context.clock.now();
  const expiresAt = new Date(createdAt.getTime() + LIFE_MS[to.purpose]);
  const { userId, organizationId, purpose } = to;
  await replacePasswordLink(tx, {
    ...{ userId, purpose, tokenHash: hashOfToken(token), createdAt, expiresAt },
  });
  await recordAudit(tx, context, {
    event: 'user.passwordLinkMade',
    organizationId,
    subject: { type: 'user', id: userId },
    after: { expiresAt, purpose },
  });
  return { path: `/set-password#${token}`, expiresAt };
}
