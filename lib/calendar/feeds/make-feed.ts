import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { CALENDAR_FEEDS_MAXIMUM } from '@/lib/core/policy';
import { hashOfToken } from '@/lib/people/password-links/issue-link';
import { makeFeedInput } from '../schemas';
import { findFeeds, insertFeed, lockMember } from './store';

const TOKEN_BYTES = 32;

/**
 * Makes an address at which a calendar program reads the organization's calendar as this member may.
 * @returns its path, which is shown once and stored nowhere
 * @throws AppError FORBIDDEN, VALIDATION, LIMIT_EXCEEDED
 */
export async function makeFeed(context: Context, input: unknown): Promise<{ feedId: string; path: string }> {
  const scope = authorise(context, 'calendar.subscribe');
  const { name } = parseInput(makeFeedInput, input);
  const createdAt = context.clock.now();
  const id = newId(createdAt.getTime());
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await transact(context, async ({ tx }) => {
    await lockMember(tx, scope);
    if ((await findFeeds(tx, scope)).length >= CALENDAR_FEEDS_MAXIMUM)
      throw limitExceeded('calendar.tooMany', { values: { maximum: CALENDAR_FEEDS_MAXIMUM } });
    await insertFeed(tx, scope, { id, name, tokenHash: hashOfToken(token), createdAt });
    await recordAudit(tx, context, {
      event: 'calendarFeed.made',
      organizationId: scope.organizationId,
      subject: { type: 'calendarFeed', id },
      after: { name },
    });
  });
  return { feedId: id, path: `/api/calendar/${token}.ics` };
}
