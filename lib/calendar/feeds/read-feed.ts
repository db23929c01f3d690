import { createHash } from 'node:crypto';
import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { type Clock, DAY_MS, MINUTE_MS } from '@/lib/core/clock';
import { notFound } from '@/lib/core/errors';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { hashOfToken } from '@/lib/people/password-links/issue-link';
import { listEntries } from '../rules/calendar-entries';
import { writeIcs } from '../rules/write-ics';
import { findDatedReviews, findDatedWebsites } from '../store';
import { feedEvent } from './feed-event';
import { type FeedReader, type FeedScope, findFeedReader, touchFeed } from './store';

/** What `makeFeed` writes: 32 bytes. */
const FILE = /^([\w-]{43})\.ics$/;
const EVERY_HOURS = 6;
/** A use is noted no oftener, unless the answer has changed. */
const NOTED_APART_MS = 5 * MINUTE_MS;

export type FeedAnswer = {
  body: string;
  /** Of the body: the same for the same bytes. */
  etag: string;
  /** Since when the feed has answered this. */
  changedAt: Date;
};

/**
 * The calendar behind the address of a feed, for whoever holds it: as its member may see it now, in their language.
 * From as long ago as a scan is valid to twice as far ahead.
 * @param file the last part of the address
 * @throws AppError NOT_FOUND alike for an address that is malformed, was never made, was revoked, or whose member is
 *   gone or switched off
 */
export async function readFeed(clock: Clock, file: string): Promise<FeedAnswer> {
  const token = FILE.exec(file)?.[1];
  const reader = token === undefined ? null : await findFeedReader(database(), hashOfToken(token));
  if (!reader) throw notFound('calendarFeed');
  const scope = authorise(memberContext(reader, clock), 'asset.view');
  const body = await writeFeed(reader, scope, clock.now());
  return noteUse(reader, scope, { body, now: clock.now() });
}

const memberContext = ({ userId, userName, organizationId, role }: FeedReader, clock: Clock): Context => ({
  actor: { kind: 'person', userId, name: userName, platformRoles: [], membership: { organizationId, role } },
  ...{ clock, requestId: null },
});

async function writeFeed(reader: FeedReader, scope: FeedScope, now: Date): Promise<string> {
  const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const range = { from: inDays(-SCAN_VALID_DAYS), to: inDays(2 * SCAN_VALID_DAYS) };
  const search = { ...range, now, assetId: null };
  const [websites, reviews] = await Promise.all([
    findDatedWebsites(database(), scope, search),
    findDatedReviews(database(), scope, search),
  ]);
  const t = translator(isLocale(reader.language) ? reader.language : DEFAULT_LOCALE);
  const base = configuration().NEXTAUTH_URL;
  return writeIcs({
    name: t('calendar.feed.name', { organization: reader.organizationName }),
    everyHours: EVERY_HOURS,
    events: listEntries({ websites, reviews }, range, now).map((entry) => feedEvent(entry, t, base)),
  });
}

async function noteUse(
  { id, ...last }: FeedReader,
  scope: FeedScope,
  { body, now }: { body: string; now: Date },
): Promise<FeedAnswer> {
  const etag = createHash('sha256').update(body).digest('base64url');
  const changedAt = (last.etag === etag && last.changedAt) || now;
  const isNoted = last.lastUsedAt !== null && now.getTime() - last.lastUsedAt.getTime() < NOTED_APART_MS;
  if (changedAt === now || !isNoted)
    await touchFeed(database(), scope, { id, lastUsedAt: now, etag, changedAt });
  return { body, etag, changedAt };
}
