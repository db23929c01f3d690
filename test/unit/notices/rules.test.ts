import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORGANIZATION_ROLES } from '@/lib/auth/rules/permissions';
import { HOUR_MS } from '@/lib/core/clock';
import { DIGEST_HOUR } from '@/lib/core/policy';
import { LOCALES } from '@/lib/i18n/locales';
import { renderMail } from '@/lib/notices/mail/render-mail';
import { digestDay } from '@/lib/notices/rules/digest-day';
import { chooseMailing } from '@/lib/notices/rules/mail-choice';
import {
  isNoticeKind,
  NOTICE_KINDS,
  type NoticeContent,
  type NoticeKind,
  readNotice,
} from '@/lib/notices/rules/notice-kinds';
import { idOfPlace, isNoticePlace, noticeLink } from '@/lib/notices/rules/notice-link';
import { nextAttemptAt, RETRY_PAUSES_MS } from '@/lib/notices/rules/retry-schedule';
import { NOTICE_MODES, NOTICE_SUBJECTS, placesOfChoice } from '@/lib/notices/rules/subjects';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const AT = '2026-03-02T09:00:00.000Z';
const VALUES: Record<string, unknown> = {
  ...{
    submissionId: ID,
    assetId: ID,
    scanId: ID,
    websiteId: ID,
    endpointId: ID,
    deliveryId: ID,
    productId: ID,
  },
  ...{ asset: 'Tally', website: 'app.example.com', host: 'hooks.example.com', person: 'Ann', by: 'Ann' },
  organization: 'Till Ltd',
  ...{ number: 3, findings: 2, days: 7, reason: null, isAppeal: true, interfaces: ['newInstance'] },
  blocker: 'OWNERSHIP',
  ...{ how: 'LINK', what: 'ON', changedAt: AT },
  ...{ product: 'Tally', cause: 'SCAN_EXPIRED' },
  ...{ place: 'WEBSITE', placeId: ID, name: 'app.example.com', thing: 'server', more: 2 },
  ...{ interfaceType: 'KIT', endsAt: AT, signedInAt: AT, browser: 'Firefox', system: null, address: null },
};
const KINDS = Object.keys(NOTICE_KINDS) as NoticeKind[];
const SECURITY = KINDS.filter((kind) => NOTICE_KINDS[kind].subject === 'security');
const contentOf = (kind: NoticeKind): NoticeContent => {
  const content = readNotice({ kind, values: VALUES });
  if (!content) throw new Error(`no values for ${kind}`);
  return content;
};

const DESK = path.resolve(import.meta.dirname, '../../../app/(desk)');
/** Whether a path is that of a page, an id standing for any `[parameter]`. */
const hasPage = (link: string): boolean => {
  let folder = DESK;
  for (const part of link.split('/').filter(Boolean)) {
    const names = readdirSync(folder);
    const next = names.includes(part) ? part : names.find((name) => part === ID && name.startsWith('['));
    if (next === undefined) return false;
    folder = path.join(folder, next);
  }
  return existsSync(path.join(folder, 'page.tsx'));
};

describe.each(KINDS)('%s', (kind) => {
  it('leads to a page of the desk', () => {
    for (const side of ['SELLER', 'REVIEWER', 'PERSON'] as const)
      expect(hasPage(noticeLink(contentOf(kind), side)), noticeLink(contentOf(kind), side)).toBe(true);
  });

  it('leads to a place that is known as one', () => {
    for (const side of ['SELLER', 'REVIEWER', 'PERSON'] as const) {
      const link = noticeLink(contentOf(kind), side);
      expect(isNoticePlace(link), link).toBe(true);
      expect(idOfPlace(link)).toBe(link.includes(ID) ? ID : null);
    }
  });

  it.each(LOCALES)('is said in %s, in text and HTML, whatever its names are', (language) => {
    const hostile = '<b>\r\nBcc: x@example.com\u202e"\'&{count}';
    const values = {
      ...VALUES,
      asset: hostile,
      product: hostile,
      name: hostile,
      website: hostile,
      host: hostile,
      person: hostile,
      by: hostile,
    };
    const content = readNotice({ kind, values });
    expect(content).not.toBeNull();
    const mail = renderMail({
      ...{ isDigest: false, language, zone: 'Asia/Shanghai', now: new Date(AT) },
      ...{ baseUrl: 'https://desk.example.com', unsubscribeUrl: null },
      notices: content ? [{ content, at: new Date(AT), side: 'SELLER' }] : [],
    });
    expect(mail.subject).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(mail.subject.length).toBeGreaterThan(3);
    expect(mail.text).not.toMatch(/^Bcc:/m);
    expect(mail.html).not.toContain('<b>');
    expect(mail.html).toContain(`lang="${language}"`);
    expect(mail.text).toContain('https://desk.example.com/');
  });
});

it('knows no kind by the names of what every object has', () => {
  for (const kind of ['constructor', 'toString', '__proto__', '', 'submission'])
    expect(isNoticeKind(kind), kind).toBe(false);
  expect(readNotice({ kind: 'submission.rejected', values: { asset: 1 } })).toBeNull();
});

describe('how somebody hears', () => {
  it('is at once for security, whatever was chosen, read or the role', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NOTICE_MODES),
        fc.constantFrom(...ORGANIZATION_ROLES, null),
        fc.boolean(),
        (mode, role, isRead) =>
          SECURITY.every(
            (kind) => chooseMailing(kind, { role, isRead, chosen: { security: mode } }) === 'NOW',
          ),
      ),
    );
  });

  it('is what they chose, unless they have read it or the kind stays in the inbox', () => {
    for (const kind of KINDS.filter((one) => !SECURITY.includes(one)))
      for (const mode of NOTICE_MODES) {
        const chosen = Object.fromEntries(NOTICE_SUBJECTS.map((subject) => [subject, mode]));
        const isInboxOnly = kind === 'mail.failed' || kind === 'review.claimEnding';
        expect(chooseMailing(kind, { role: 'EDITOR', isRead: false, chosen })).toBe(
          isInboxOnly ? 'OFF' : mode,
        );
        expect(chooseMailing(kind, { role: 'EDITOR', isRead: true, chosen })).toBe('OFF');
      }
  });

  it('differs by role where nothing was chosen', () => {
    const choose = (role: 'OWNER' | 'EDITOR' | 'VIEWER' | null, kind: NoticeKind) =>
      chooseMailing(kind, { role, isRead: false, chosen: {} });
    expect(choose('EDITOR', 'submission.rejected')).toBe('NOW');
    expect(choose('EDITOR', 'scan.finished')).toBe('DIGEST');
    expect(choose('VIEWER', 'scan.finished')).toBe('DIGEST');
    expect(choose(null, 'review.arrived')).toBe('NOW');
  });
});

describe('the day of a digest', () => {
  it('begins at the hour of the policy by the clock of the zone', () => {
    const at = (text: string) => new Date(text);
    expect(digestDay(at('2026-03-02T23:59:59Z'), 'Asia/Shanghai')).toBe('2026-03-02');
    expect(digestDay(at('2026-03-03T00:00:00Z'), 'Asia/Shanghai')).toBe('2026-03-03');
    expect(digestDay(at('2026-03-01T07:59:59Z'), 'UTC')).toBe('2026-02-28');
    expect(digestDay(at('2026-01-01T07:00:00Z'), 'UTC')).toBe('2025-12-31');
  });

  it('never goes back, and changes once in 23 to 25 hours, also where clocks are put forward or back', () => {
    for (const zone of ['UTC', 'Asia/Kathmandu', 'America/New_York', 'Europe/Berlin', 'Pacific/Apia']) {
      let last = digestDay(new Date('2026-02-20T00:00:00Z'), zone);
      let since = 0;
      for (let hour = 1; hour < 24 * 300; hour++) {
        const day = digestDay(new Date(Date.UTC(2026, 1, 20) + hour * HOUR_MS), zone);
        since += 1;
        expect(day >= last).toBe(true);
        if (day === last) continue;
        if (last !== '2026-02-20' && last !== '2026-02-19') expect([23, 24, 25]).toContain(since);
        [last, since] = [day, 0];
      }
    }
    expect(DIGEST_HOUR).toBeGreaterThan(3);
  });
});

describe('the schedule of attempts', () => {
  it('has a pause after each attempt but the last, longer each time, and never sooner than said', () => {
    const now = new Date(AT);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        const waits = RETRY_PAUSES_MS.map(
          (_pause, index) => (nextAttemptAt(index + 1, now, random)?.getTime() ?? 0) - now.getTime(),
        );
        return waits.every((wait, index) => wait >= (RETRY_PAUSES_MS[index] ?? Number.POSITIVE_INFINITY));
      }),
    );
    expect(nextAttemptAt(RETRY_PAUSES_MS.length + 1, now, 0)).toBeNull();
  });
});

it.each([
  '/',
  '/inbox',
  '/assets',
  `/assets/${ID}/websites`,
  `/assets/${ID}?x=1`,
  `//x/assets/${ID}`,
  `/assets/${ID}\n`,
])('takes %j for no place of a notice', (path) => {
  expect(isNoticePlace(path)).toBe(false);
});

it('counts a choice for the organization, and for reviewers besides where they are mentioned', () => {
  const of = (organizationId: string | null, isReviewer: boolean) =>
    NOTICE_SUBJECTS.map((subject) => placesOfChoice(subject, { organizationId, isReviewer }));
  expect(new Set(of(null, true).flat())).toEqual(new Set([null]));
  expect(placesOfChoice('scans', { organizationId: ID, isReviewer: true })).toEqual([ID]);
  expect(placesOfChoice('desk', { organizationId: ID, isReviewer: true })).toEqual([null]);
  expect(placesOfChoice('mentions', { organizationId: ID, isReviewer: true })).toEqual([ID, null]);
  expect(placesOfChoice('mentions', { organizationId: ID, isReviewer: false })).toEqual([ID]);
});
