import { describe, expect, it } from 'vitest';
import { type Context, systemContext } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { DAY_MS, fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { NOTICE_ESCALATION_DAYS } from '@/lib/core/policy';
import { database, inTransaction } from '@/lib/db/client';
import { getBell } from '@/lib/notices/inbox/get-bell';
import { type InboxPage, listInbox } from '@/lib/notices/inbox/list-inbox';
import { markAllRead } from '@/lib/notices/inbox/mark-all-read';
import { markNotices } from '@/lib/notices/inbox/mark-notices';
import { markPlaceRead } from '@/lib/notices/inbox/mark-place-read';
import { type News, notify } from '@/lib/notices/notify';
import { escalateEvents } from '@/lib/notices/store';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';

const tell = (context: Context, news: News | readonly News[]) =>
  transact(context, (inner) => notify(inner, news));

function rejection(organization: TestOrganization, key = newId()): News {
  const values = { submissionId: newId(), assetId: newId(), asset: 'Tally', number: 1, reason: null };
  return { kind: 'submission.rejected', organizationId: organization.id, key, values };
}

const kindsOf = async (context: Context) =>
  (await listInbox(context, {})).rows.map(({ content }) => content?.kind);

const worker = (organization: TestOrganization) => systemContext('worker', organization.clock);

describe('an event', () => {
  it('reaches the role that acts, once, however often and at the same time it is told', async () => {
    const organization = await newOrganization();
    const news = rejection(organization);
    const told = await Promise.all(Array.from({ length: 6 }, () => tell(worker(organization), news)));
    expect(told.sort()).toEqual([0, 0, 0, 0, 0, 1]);
    expect(await kindsOf(organization.as('EDITOR'))).toEqual(['submission.rejected']);
    expect(await kindsOf(organization.as('OWNER'))).toEqual([]);
    expect(await kindsOf(organization.as('VIEWER'))).toEqual([]);
  });

  it('does not deadlock when two tell the same events in another order', async () => {
    const organization = await newOrganization();
    const many = Array.from({ length: 40 }, () => rejection(organization));
    const counts = await Promise.all(
      [many, many.toReversed(), many, many.toReversed()].map((news) => tell(worker(organization), news)),
    );
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(40);
    expect((await listInbox(organization.as('EDITOR'), {})).total).toBe(40);
  });

  it('is not told when its transaction fails', async () => {
    const organization = await newOrganization();
    const news = rejection(organization);
    const failed = inTransaction(async (tx) => {
      await notify({ ...worker(organization), tx }, news);
      throw new Error('taken back');
    });
    await expect(failed).rejects.toThrow('taken back');
    expect(await database().noticeEvent.count({ where: { organizationId: organization.id } })).toBe(0);
  });

  it('goes to the owners where nobody has the role, or who has it is switched off', async () => {
    const organization = await newOrganization();
    const { userId } = organization.as('EDITOR').actor;
    await database().user.update({ where: { id: userId }, data: { disabledAt: organization.clock.now() } });
    await tell(worker(organization), rejection(organization));
    expect(await kindsOf(organization.as('OWNER'))).toEqual(['submission.rejected']);
  });

  it('goes to a named person who belongs here, else to the role', async () => {
    const organization = await newOrganization();
    const other = await newOrganization();
    const values = { scanId: newId(), websiteId: newId(), website: 'app.example.com', findings: 0 };
    const scan = { kind: 'scan.finished' as const, organizationId: organization.id, values };
    const viewer = organization.as('VIEWER').actor.userId;
    await tell(worker(organization), { ...scan, key: newId(), to: [viewer] });
    await tell(worker(organization), { ...scan, key: newId(), to: [other.as('EDITOR').actor.userId] });
    expect(await kindsOf(organization.as('VIEWER'))).toEqual(['scan.finished']);
    expect(await kindsOf(organization.as('EDITOR'))).toEqual(['scan.finished']);
    expect(await kindsOf(other.as('EDITOR'))).toEqual([]);
  });

  it('is not told to the one who caused it', async () => {
    const organization = await newOrganization();
    const values = { submissionId: newId(), assetId: newId(), asset: 'Tally', number: 1, by: 'editor' };
    const editor = organization.as('EDITOR');
    const to = [editor.actor.userId, organization.as('OWNER').actor.userId];
    await tell(editor, {
      kind: 'comment.mentioned',
      organizationId: organization.id,
      key: newId(),
      values,
      to,
    });
    expect(await kindsOf(editor)).toEqual([]);
    expect(await kindsOf(organization.as('OWNER'))).toEqual(['comment.mentioned']);
  });

  it('for reviewers never reaches one who belongs to the seller', async () => {
    const organization = await newOrganization();
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    const partial = await newPlatformPerson('REVIEWER', organization.clock);
    await database().member.create({
      data: {
        organizationId: organization.id,
        userId: partial.actor.userId,
        role: 'VIEWER',
        createdAt: organization.clock.now(),
      },
    });
    const values = { submissionId: newId(), assetId: newId(), asset: 'Tally', number: 1, isAppeal: true };
    const key = newId();
    await tell(worker(organization), {
      kind: 'review.arrived',
      organizationId: organization.id,
      key,
      values,
    });
    const told = await database().notice.findMany({
      where: { event: { key: `review.arrived:${key}` } },
      select: { userId: true },
    });
    const ids = told.map(({ userId }) => userId);
    expect(ids).toContain(reviewer.actor.userId);
    expect(ids).not.toContain(partial.actor.userId);
  });
});

describe('the inbox', () => {
  it('shows nothing of an organization to who has left it, or works in another now', async () => {
    const organization = await newOrganization();
    await tell(worker(organization), rejection(organization));
    const editor = organization.as('EDITOR');
    const elsewhere = await newOrganization();
    const membership = { organizationId: elsewhere.id, role: 'EDITOR' as const };
    const left = { ...editor, actor: { ...editor.actor, membership: null } };
    expect(await kindsOf({ ...editor, actor: { ...editor.actor, membership } })).toEqual([]);
    expect(await kindsOf(left)).toEqual([]);
    expect(await getBell(left, { language: 'en', zone: 'UTC' })).toEqual({ unread: 0 });
  });

  it('counts, filters, marks as read and unread; the notices of others stay', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await tell(worker(organization), [rejection(organization), rejection(organization)]);
    const values = { assetId: newId(), asset: 'Tally', interfaces: ['newInstance'] };
    await tell(worker(organization), {
      kind: 'interface.failed',
      organizationId: organization.id,
      key: newId(),
      values,
    });
    const bell = async () => (await getBell(editor, { language: 'zh-CN', zone: 'Asia/Shanghai' })).unread;
    expect(await bell()).toBe(3);
    const { rows } = await listInbox(editor, { subject: 'interfaces', show: 'unread' });
    expect(rows).toHaveLength(1);
    const noticeIds = rows.map(({ id }) => id);
    expect(await markNotices(organization.as('OWNER'), { noticeIds, isRead: true })).toEqual({ changed: 0 });
    expect(await markNotices(editor, { noticeIds, isRead: true })).toEqual({ changed: 1 });
    expect(await bell()).toBe(2);
    await markNotices(editor, { noticeIds, isRead: false });
    expect(await markAllRead(editor)).toEqual({ changed: 3 });
    expect(await bell()).toBe(0);
    expect((await listInbox(editor, { show: 'unread' })).total).toBe(0);
    expect(
      await database().noticeReader.findUnique({ where: { userId: editor.actor.userId } }),
    ).toMatchObject({ language: 'zh-CN', zone: 'Asia/Shanghai' });
  });

  it('counts for the bell what it shows as unread, on each side of a person who is both', async () => {
    const [own, other] = [await newOrganization(), await newOrganization()];
    const editor = own.as('EDITOR');
    const { userId } = editor.actor;
    const at = own.clock.now();
    for (const [side, organizationId] of [
      ['PERSON', null],
      ['SELLER', own.id],
      ['SELLER', own.id],
      ['SELLER', other.id],
      ['REVIEWER', other.id],
      ['REVIEWER', other.id],
      ['REVIEWER', own.id],
    ] as const) {
      const event = { id: newId(), key: newId(), organizationId, kind: 'review.replied', values: {}, at };
      await database().noticeEvent.create({ data: event });
      await database().notice.create({ data: { eventId: event.id, userId, side, at } });
    }
    const as = (organizationId: string | null, ...platformRoles: 'REVIEWER'[]): Context => ({
      ...editor,
      actor: {
        ...editor.actor,
        membership: organizationId === null ? null : { organizationId, role: 'EDITOR' },
        platformRoles,
      },
    });
    for (const [context, unread] of [
      [as(null), 1],
      [as(own.id), 3],
      [as(other.id), 2],
      [as(null, 'REVIEWER'), 4],
      [as(own.id, 'REVIEWER'), 6],
    ] as const) {
      expect(await getBell(context, { language: 'en', zone: 'UTC' })).toEqual({ unread });
      expect((await listInbox(context, { show: 'unread' })).total).toBe(unread);
    }
  });

  it('is read page by page, in one order, whatever comes in meanwhile', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { userId } = editor.actor;
    const told = async (count: number, at: Date) => {
      const ids = Array.from({ length: count }, () => newId());
      await database().noticeEvent.createMany({
        data: ids.map((id) => ({
          id,
          key: id,
          organizationId: organization.id,
          kind: 'later',
          values: {},
          at,
        })),
      });
      await database().notice.createMany({
        data: ids.map((eventId) => ({ eventId, userId, side: 'SELLER' as const, at })),
      });
      return ids;
    };
    const first = organization.clock.now();
    // Most are of one instant, over the ends of pages.
    const ids = [...(await told(45, first)), ...(await told(3, new Date(first.getTime() + 1)))].reverse();
    const seen: string[] = [];
    let older: string | null = '';
    for (let pages = 0; older !== null && pages < 9; pages += 1) {
      const page: InboxPage = await listInbox(editor, { older });
      expect(page.total).toBe(48 + pages);
      seen.push(...page.rows.map(({ id }) => id));
      older = page.older;
      await told(1, new Date(first.getTime() + 2));
    }
    expect(seen).toEqual(ids);
    for (const place of ['x', '1_x', `9_${newId()}`, 7, '\0'])
      expect((await listInbox(editor, { older: place })).total).toBe(51);
  });

  it('has as read what leads to a page that was opened, and nothing else', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const rejected = rejection(organization);
    const { submissionId = '', assetId = '' } = rejected.values as Record<string, string>;
    const values = { assetId, asset: 'Tally' };
    await tell(worker(organization), [
      ...[rejected, rejection(organization)],
      { kind: 'interface.recovered', organizationId: organization.id, key: newId(), values },
    ]);
    const unread = async (context: Context) => (await listInbox(context, { show: 'unread' })).total;
    const stranger = (await newOrganization()).as('EDITOR');
    for (const [context, path] of [
      [stranger, `/requests/${submissionId}`],
      [organization.as('VIEWER'), `/requests/${submissionId}`],
      [editor, `/requests/${newId()}`],
      [editor, `/assets/${assetId}`],
    ] as const)
      expect(await markPlaceRead(context, { path })).toEqual({ changed: 0 });
    expect(await unread(editor)).toBe(3);
    expect(await markPlaceRead(editor, { path: `/requests/${submissionId}` })).toEqual({ changed: 1 });
    expect(await markPlaceRead(editor, { path: `/requests/${submissionId}` })).toEqual({ changed: 0 });
    expect(await markPlaceRead(editor, { path: `/assets/${assetId}/connection` })).toEqual({ changed: 1 });
    expect(await unread(editor)).toBe(1);
    for (const path of [null, '', '/assets', `/requests/${submissionId}/appeal`, '/'.repeat(300), '\0'])
      await expect(markPlaceRead(editor, { path })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('shows a line of another version of the product without its sentence', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const id = newId();
    const at = organization.clock.now();
    await database().noticeEvent.create({
      data: { id, key: id, organizationId: organization.id, kind: 'constructor', values: {}, at },
    });
    await database().notice.create({
      data: { eventId: id, userId: editor.actor.userId, side: 'SELLER', at },
    });
    const { rows } = await listInbox(editor, {});
    expect(rows).toMatchObject([{ content: null, link: null }]);
  });
});

describe('escalation', () => {
  it('tells the owners after the stated days, once, in parallel too', async () => {
    const organization = await newOrganization();
    await tell(worker(organization), rejection(organization));
    const early = new Date(organization.clock.now().getTime() + NOTICE_ESCALATION_DAYS * DAY_MS - 1);
    await inTransaction((tx) => escalateEvents(tx, early, 1_000));
    expect(await kindsOf(organization.as('OWNER'))).toEqual([]);
    const due = new Date(early.getTime() + 1);
    await Promise.all([1, 2, 3].map(() => inTransaction((tx) => escalateEvents(tx, due, 1_000))));
    expect(await kindsOf(organization.as('OWNER'))).toEqual(['submission.rejected']);
  });

  it('leaves what somebody has read', async () => {
    const organization = await newOrganization();
    await tell(worker(organization), rejection(organization));
    await markAllRead(organization.as('EDITOR'));
    const due = fixedClock(organization.clock.now());
    due.advanceMs(10 * DAY_MS);
    await inTransaction((tx) => escalateEvents(tx, due.now(), 1_000));
    expect(await kindsOf(organization.as('OWNER'))).toEqual([]);
  });
});
