import ICAL from 'ical.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GET } from '@/app/api/calendar/[file]/route';
import { listFeeds } from '@/lib/calendar/feeds/list-feeds';
import { makeFeed } from '@/lib/calendar/feeds/make-feed';
import { readFeed } from '@/lib/calendar/feeds/read-feed';
import { revokeFeed } from '@/lib/calendar/feeds/revoke-feed';
import { HOUR_MS, MINUTE_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { CALENDAR_FEEDS_MAXIMUM } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { removeMember } from '@/lib/people/remove-member';
import { saveRescans } from '@/lib/scans/rescans/save-rescans';
import { newOrganization, type TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { recordStatements } from '../setup/record-statements';
import { endReview, submitted } from '../submissions/submission-rows';

type Role = 'OWNER' | 'EDITOR' | 'VIEWER';

async function made(organization: TestOrganization, role: Role = 'VIEWER', name = 'Phone') {
  const { feedId, path } = await makeFeed(organization.as(role), { name });
  return { feedId, path, file: path.split('/').at(-1) ?? '' };
}
const read = ({ clock }: TestOrganization, file: string) => readFeed(clock, file);

function parse(body: string) {
  const calendar = new ICAL.Component(ICAL.parse(body));
  return calendar.getAllSubcomponents('vevent').map((one) => ({
    uid: String(one.getFirstPropertyValue('uid')),
    summary: String(one.getFirstPropertyValue('summary')),
    description: String(one.getFirstPropertyValue('description')),
    start: (one.getFirstPropertyValue('dtstart') as ICAL.Time).toJSDate(),
    end: (one.getFirstPropertyValue('dtend') as ICAL.Time | null)?.toJSDate() ?? null,
  }));
}

/** A website whose scan ends and is repeated before, and a review under way. */
async function dated(organization: TestOrganization) {
  const { id, sites } = await readyAsset(organization, { name: 'Ledger' });
  const [site] = sites;
  if (!site) throw new TypeError('no website');
  const editor = organization.as('EDITOR');
  await saveRescans(editor, { websiteId: site.id, daysBefore: 7, hour: 2, zone: 'UTC' });
  const submissionId = await submitted(organization, id);
  await endReview(organization, submissionId, {}, true);
  return { site, submissionId };
}

afterEach(() => vi.restoreAllMocks());

describe('a calendar feed', () => {
  it('tells a calendar program what has a date, each under a name for ever', async () => {
    const organization = await newOrganization();
    const { site, submissionId } = await dated(organization);
    const { file } = await made(organization);
    const { body } = await read(organization, file);
    expect(parse(body)).toEqual([
      expect.objectContaining({
        ...{ uid: `review-due.${submissionId}@localhost`, summary: 'Review of Ledger due' },
        ...{ start: new Date('2026-03-05T10:00:00Z'), end: null },
      }),
      {
        ...{ uid: `rescan.${site.id}@localhost`, summary: `Automatic scan of ${site.host}` },
        description: 'The scan starts within this time.\nAssets: Ledger',
        ...{ start: new Date('2026-03-26T02:00:00Z'), end: new Date('2026-03-26T06:00:00Z') },
      },
      expect.objectContaining({
        ...{ uid: `scan-ends.${site.id}@localhost`, summary: `Scan results of ${site.host} end` },
        ...{ start: new Date('2026-04-01T09:00:01Z'), end: null },
      }),
    ]);
  });

  it('is in the language in which its member last used the desk', async () => {
    const organization = await newOrganization();
    await dated(organization);
    const { file } = await made(organization);
    const before = await read(organization, file);
    const { userId } = organization.as('VIEWER').actor;
    await database().noticeReader.create({ data: { userId, language: 'zh-CN', zone: 'Asia/Shanghai' } });
    const after = await read(organization, file);
    expect(parse(after.body).map(({ summary }) => summary)[0]).toBe('Ledger 的审核截止');
    expect(after.etag).not.toBe(before.etag);
    expect(parse(after.body).map(({ uid }) => uid)).toEqual(parse(before.body).map(({ uid }) => uid));
  });

  it('takes hostile names for names', async () => {
    const organization = await newOrganization();
    const { site } = await dated(organization);
    const name = `a, b; c \\ 😀${'长'.repeat(5_000)}\r\nEND:VEVENT\r\nBEGIN:VEVENT`;
    await database().website.update({ where: { id: site.id }, data: { name } });
    await database().asset.updateMany({ where: { organizationId: organization.id }, data: { name } });
    await database().organization.update({ where: { id: organization.id }, data: { name } });
    const { file } = await made(organization);
    const events = parse((await read(organization, file)).body);
    expect(events).toHaveLength(3);
    for (const { summary } of events) expect(summary).toContain(name.replaceAll('\r\n', '\n'));
  });

  it('is the same until something changes, and says since when', async () => {
    const organization = await newOrganization();
    const { site } = await dated(organization);
    const { file } = await made(organization);
    const first = await read(organization, file);
    expect(first.changedAt).toEqual(organization.clock.now());
    organization.clock.advanceMs(2 * HOUR_MS);
    expect(await read(organization, file)).toEqual(first);
    await database().website.update({ where: { id: site.id }, data: { name: 'Renamed' } });
    organization.clock.advanceMs(HOUR_MS);
    const renamed = await read(organization, file);
    expect(renamed.etag).not.toBe(first.etag);
    expect(renamed.changedAt).toEqual(organization.clock.now());
  });

  it('is read in a fixed number of statements', async () => {
    const organization = await newOrganization();
    await readyAsset(organization, { websites: 4 });
    const { file } = await made(organization);
    const sent = await recordStatements(() => read(organization, file));
    expect(sent, JSON.stringify(sent)).toHaveLength(4);
  });

  it('notes its use, and not every few minutes', async () => {
    const organization = await newOrganization();
    const { file } = await made(organization);
    const lastUsed = async () => (await listFeeds(organization.as('VIEWER')))[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await read(organization, file);
    const first = organization.clock.now();
    organization.clock.advanceMs(4 * MINUTE_MS);
    await read(organization, file);
    expect(await lastUsed()).toEqual(first);
    organization.clock.advanceMs(MINUTE_MS);
    await read(organization, file);
    expect(await lastUsed()).toEqual(organization.clock.now());
  });

  it('is of its organization alone, also where its member belongs to two', async () => {
    const [one, other] = [await newOrganization(), await newOrganization()];
    await dated(other);
    const { userId } = one.as('VIEWER').actor;
    const data = { organizationId: other.id, userId, role: 'VIEWER' as const, createdAt: one.clock.now() };
    await database().member.create({ data });
    const { file } = await made(one);
    expect(parse((await read(one, file)).body)).toEqual([]);
  });
});

describe('the address of a feed', () => {
  const GONE = { code: 'NOT_FOUND' };

  it('is random, and stored nowhere', async () => {
    const organization = await newOrganization();
    const { feedId, file } = await made(organization);
    const row = await database().calendarFeed.findUniqueOrThrow({ where: { id: feedId } });
    const audit = await database().auditEntry.findMany({ where: { organizationId: organization.id } });
    const token = file.replace('.ics', '');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify([row, audit])).not.toContain(token);
    expect(audit.map(({ event }) => event)).toContain('calendarFeed.made');
    expect((await made(organization)).file).not.toBe(file);
  });

  it('answers nobody after it was revoked, which only its member can', async () => {
    const organization = await newOrganization();
    const { feedId, file } = await made(organization);
    const kept = await made(organization);
    for (const stranger of [organization.as('OWNER'), (await newOrganization()).as('OWNER')])
      await expect(revokeFeed(stranger, { feedId })).rejects.toMatchObject(GONE);
    await expect(revokeFeed(organization.as('VIEWER'), { feedId: newId() })).rejects.toMatchObject(GONE);
    await read(organization, file);
    await revokeFeed(organization.as('VIEWER'), { feedId });
    await expect(read(organization, file)).rejects.toMatchObject(GONE);
    await expect(revokeFeed(organization.as('VIEWER'), { feedId })).rejects.toMatchObject(GONE);
    await read(organization, kept.file);
    const where = { organizationId: organization.id, event: 'calendarFeed.revoked' };
    expect(await database().auditEntry.findMany({ where })).toEqual([
      expect.objectContaining({ subjectId: feedId, before: { name: 'Phone' } }),
    ]);
  });

  it('answers nobody once its member is gone, not even after they come back', async () => {
    const organization = await newOrganization();
    const { file } = await made(organization);
    const { userId } = organization.as('VIEWER').actor;
    await removeMember(organization.as('OWNER'), { userId });
    await expect(read(organization, file)).rejects.toMatchObject(GONE);
    const data = { organizationId: organization.id, userId, role: 'VIEWER' as const };
    await database().member.create({ data: { ...data, createdAt: organization.clock.now() } });
    await expect(read(organization, file)).rejects.toMatchObject(GONE);
  });

  it('answers nobody while the account is switched off', async () => {
    const organization = await newOrganization();
    const { file } = await made(organization);
    const { userId: id } = organization.as('VIEWER').actor;
    const disabledAt = organization.clock.now();
    await database().user.update({ where: { id }, data: { disabledAt } });
    await expect(read(organization, file)).rejects.toMatchObject(GONE);
    await database().user.update({ where: { id }, data: { disabledAt: null } });
    await read(organization, file);
  });

  it('is one of a few that a member may have, however many are made at once', async () => {
    const organization = await newOrganization();
    const results = await Promise.allSettled(
      Array.from({ length: CALENDAR_FEEDS_MAXIMUM + 3 }, () => made(organization)),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(Array.from({ length: 3 }, () => 'LIMIT_EXCEEDED'));
    expect(await listFeeds(organization.as('VIEWER'))).toHaveLength(CALENDAR_FEEDS_MAXIMUM);
    expect(await listFeeds(organization.as('OWNER'))).toEqual([]);
    await made(organization, 'OWNER');
  });

  it.each(['', ' ', '\u200b', 'a'.repeat(61), 7, null, undefined])('has a name: not %j', async (name) => {
    const organization = await newOrganization();
    const making = makeFeed(organization.as('VIEWER'), { name });
    await expect(making).rejects.toMatchObject({ code: 'VALIDATION' });
  });
});

describe('the route of a feed', () => {
  const ask = (file: string, headers: Record<string, string> = {}) =>
    GET(new Request(`http://localhost:3000/api/calendar/x`, { headers }), {
      params: Promise.resolve({ file }),
    });

  it('answers a calendar that no shared cache keeps, or that it is known', async () => {
    const { file } = await made(await newOrganization());
    const response = await ask(file);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      etag: expect.stringMatching(/^W\/"[\w-]{43}"$/),
      'last-modified': expect.stringMatching(/ GMT$/),
    });
    expect(await response.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
    const known = await ask(file, { 'If-None-Match': response.headers.get('etag') ?? '' });
    expect([known.status, await known.text()]).toEqual([304, '']);
  });

  it('answers alike whatever is wrong with the address', async () => {
    const organization = await newOrganization();
    const { feedId, file } = await made(organization);
    await revokeFeed(organization.as('VIEWER'), { feedId });
    const token = file.replace('.ics', '');
    const wrong = [
      file,
      `${'A'.repeat(43)}.ics`,
      token,
      `${token}.ICS`,
      `${token}.ics\n`,
      '.ics',
      '',
      '\u0000.ics',
    ];
    wrong.push(`${'a'.repeat(100_000)}.ics`, `${token}%00.ics`, "' OR ''='.ics", '../health');
    const answers = await Promise.all(
      wrong.map(async (one) => {
        const response = await ask(one);
        const { error } = (await response.json()) as { error: Record<string, unknown> };
        return { status: response.status, ...error, reference: '' };
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});
