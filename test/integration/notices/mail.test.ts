import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Context, systemContext } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { configuration } from '@/lib/config/configuration';
import { DAY_MS, HOUR_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { handOnNotices } from '@/lib/notices/hand-on-notices';
import { getBell } from '@/lib/notices/inbox/get-bell';
import { markAllRead } from '@/lib/notices/inbox/mark-all-read';
import { sendMail } from '@/lib/notices/mail/send-mail';
import { type News, notify } from '@/lib/notices/notify';
import { getPreferences } from '@/lib/notices/preferences/get-preferences';
import { savePreferences } from '@/lib/notices/preferences/save-preferences';
import { unsubscribe } from '@/lib/notices/preferences/unsubscribe';
import { RETRY_PAUSES_MS } from '@/lib/notices/rules/retry-schedule';
import { tendNotices } from '@/lib/notices/tend-notices';
import { sealSecret } from '@/lib/storage/seal-secret';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, type TestOrganization } from '../setup/people';
import { mailRoomTo, startMailServer } from './mail-server';

const ON = { isMailOn: true, toOthers: async () => undefined };
let server: Awaited<ReturnType<typeof startMailServer>>;
/** Jobs take what is oldest, whoever wrote it. */
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  server = await startMailServer();
});
afterAll(async () => {
  await server.stop();
  await dropDatabase();
});
beforeEach(() => {
  server.state.refuseWith = null;
});

const worker = (organization: TestOrganization): Context => systemContext('worker', organization.clock);
const address = async (context: ReturnType<TestOrganization['as']>) =>
  (await database().user.findUniqueOrThrow({ where: { id: context.actor.userId } })).email;
const receivedBy = async (context: ReturnType<TestOrganization['as']>) => {
  const email = await address(context);
  return server.received.filter(({ recipients }) => recipients.includes(email));
};

async function reject(organization: TestOrganization, asset = 'Tally'): Promise<void> {
  const values = { submissionId: newId(), assetId: newId(), asset, number: 1, reason: null };
  const news: News = {
    kind: 'submission.rejected',
    organizationId: organization.id,
    key: newId(),
    values,
  };
  await transact(worker(organization), (inner) => notify(inner, news));
}

const mailsOf = (organization: TestOrganization) =>
  database().noticeMail.findMany({
    where: { userId: organization.as('EDITOR').actor.userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });

async function sendAll(organization: TestOrganization, port = server.port): Promise<void> {
  for (const { id } of await mailsOf(organization))
    await sendMail(worker(organization), id, mailRoomTo(port));
}

describe('a mail at once', () => {
  it('arrives once, in the language and zone of its reader, as text and HTML', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await getBell(editor, { language: 'zh-CN', zone: 'Asia/Shanghai' });
    await reject(organization);
    await Promise.all([1, 2, 3].map(() => handOnNotices(worker(organization), ON)));
    const [mail, ...others] = await mailsOf(organization);
    expect(others).toEqual([]);
    const room = mailRoomTo(server.port);
    await Promise.all([1, 2, 3].map(() => sendMail(worker(organization), mail?.id ?? '', room)));
    await sendAll(organization);
    const received = await receivedBy(editor);
    expect(received).toHaveLength(1);
    const [{ mail: parsed } = { mail: null }] = received;
    expect(parsed?.subject).toBe('Tally 被驳回');
    expect(parsed?.text).toContain('3月2日');
    expect(parsed?.html).toContain('lang="zh-CN"');
    expect(parsed?.messageId).toBe(`<${mail?.id}@desk.example.com>`);
    expect((await mailsOf(organization))[0]).toMatchObject({ status: 'SENT', attempts: 1 });
  });

  it('cannot get a header or a recipient from a name, however it is written', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const evil = 'Tally\r\nBcc: other@example.com\r\n\r\n<script>x</script>\u2028\u202eabc';
    await database().user.update({
      where: { id: editor.actor.userId },
      data: { name: 'Ann\r\nBcc: third@example.com, "x" <y@example.com>' },
    });
    await reject(organization, evil);
    await handOnNotices(worker(organization), ON);
    await sendAll(organization);
    const [received] = await receivedBy(editor);
    expect(received?.recipients).toEqual([await address(editor)]);
    expect(received?.mail.to?.map((to) => to.address)).toEqual([await address(editor)]);
    expect(received?.mail.bcc ?? []).toEqual([]);
    const head = received?.raw.split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^bcc:/im);
    expect(received?.mail.html).not.toContain('<script>');
  });

  it('is unsubscribed from by one POST, and its token does nothing else', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await reject(organization);
    await handOnNotices(worker(organization), ON);
    await sendAll(organization);
    const headers = new Map(
      (await receivedBy(editor))[0]?.mail.headers.map(({ key, value }) => [key, value]),
    );
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const url = new URL((headers.get('list-unsubscribe') ?? '').slice(1, -1));
    const token = url.searchParams.get('token') ?? '';
    expect(await unsubscribe(token)).toEqual({ subjects: ['reviews'] });
    await unsubscribe(token);
    const { subjects } = await getPreferences(editor);
    expect(subjects.find(({ subject }) => subject === 'reviews')?.mode).toBe('OFF');
    expect(subjects.find(({ subject }) => subject === 'interfaces')?.mode).toBe('NOW');
    for (const forged of ['', 'x', `${token}x`, token.slice(0, -4), 'a.b.c.d.e'])
      await expect(unsubscribe(forged)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('offers a mail program nothing where the desk has no HTTPS', async () => {
    const organization = await newOrganization();
    await reject(organization);
    await handOnNotices(worker(organization), ON);
    const [mail] = await mailsOf(organization);
    await sendMail(worker(organization), mail?.id ?? '', mailRoomTo(server.port, 'http://desk.example.com'));
    const [received] = await receivedBy(organization.as('EDITOR'));
    expect(received?.mail.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
  });
});

describe('a mail that does not get through', () => {
  it('is tried again when its pause is over, until it does', async () => {
    const organization = await newOrganization();
    await reject(organization);
    await handOnNotices(worker(organization), ON);
    server.state.refuseWith = 451;
    await sendAll(organization);
    expect((await mailsOf(organization))[0]).toMatchObject({
      status: 'QUEUED',
      attempts: 1,
      problem: 'SMTP 451',
    });
    server.state.refuseWith = null;
    await sendAll(organization);
    expect(await receivedBy(organization.as('EDITOR'))).toEqual([]);
    organization.clock.advanceMs(RETRY_PAUSES_MS[0] ?? 0);
    await sendAll(organization);
    expect(await receivedBy(organization.as('EDITOR'))).toHaveLength(1);
  });

  it('is given up at a final refusal, and the owners hear of it in the inbox', async () => {
    const organization = await newOrganization();
    await reject(organization);
    await reject(organization);
    await handOnNotices(worker(organization), ON);
    server.state.refuseWith = 550;
    await sendAll(organization);
    expect((await mailsOf(organization)).map(({ status }) => status)).toEqual(['FAILED', 'FAILED']);
    const owner = organization.as('OWNER').actor.userId;
    const told = await database().notice.findMany({
      where: { userId: owner },
      include: { event: { select: { kind: true } } },
    });
    expect(told.map(({ event }) => event.kind)).toEqual(['mail.failed']);
    await handOnNotices(worker(organization), ON);
    expect(await database().noticeMail.count({ where: { userId: owner } })).toBe(0);
  });

  it('is given up at the end of the schedule when nobody is there', async () => {
    const organization = await newOrganization();
    await reject(organization);
    await handOnNotices(worker(organization), ON);
    const gone = await startMailServer();
    await gone.stop();
    for (const pause of [0, ...RETRY_PAUSES_MS]) {
      organization.clock.advanceMs(pause);
      await sendAll(organization, gone.port);
    }
    expect((await mailsOf(organization))[0]).toMatchObject({
      status: 'FAILED',
      attempts: RETRY_PAUSES_MS.length + 1,
    });
  });

  it('is dropped when its reader has left meanwhile', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await reject(organization);
    await handOnNotices(worker(organization), ON);
    await database().member.delete({
      where: { organizationId_userId: { organizationId: organization.id, userId: editor.actor.userId } },
    });
    await sendAll(organization);
    expect(await receivedBy(editor)).toEqual([]);
    expect((await mailsOf(organization))[0]).toMatchObject({ status: 'DROPPED' });
  });
});

describe('the digest', () => {
  it('has all that waits, once a day at the hour of the reader, without what was read', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await getBell(editor, { language: 'en', zone: 'Asia/Shanghai' });
    await savePreferences(editor, { modes: { reviews: 'DIGEST' } });
    const cron = systemContext('cron', organization.clock);
    await reject(organization, 'Read');
    await markAllRead(editor);
    await reject(organization, 'First');
    organization.clock.advanceMs(1);
    await reject(organization, 'Second');
    await tendNotices(cron, ON);
    expect(await mailsOf(organization)).toEqual([]);
    // 09:00 UTC is 17:00 in Shanghai; the next eight o'clock there is fifteen hours later.
    organization.clock.advanceMs(15 * HOUR_MS - 2);
    await tendNotices(cron, ON);
    expect(await mailsOf(organization)).toEqual([]);
    organization.clock.advanceMs(1);
    await Promise.all([tendNotices(cron, ON), tendNotices(cron, ON)]);
    await sendAll(organization);
    const [received, ...others] = await receivedBy(editor);
    expect(others).toEqual([]);
    expect(received?.mail.subject).toBe('Daily digest: 2 notices');
    expect(received?.mail.text).toMatch(/First[\s\S]*Second/);
    expect(received?.mail.text).not.toContain('Read is rejected');
    organization.clock.advanceMs(DAY_MS);
    await tendNotices(cron, ON);
    expect(await mailsOf(organization)).toHaveLength(1);
  });
});

/** The same person as a member of another organization, with the same clock. */
async function alsoIn(organization: TestOrganization, context: ReturnType<TestOrganization['as']>) {
  const other = await newOrganization();
  const { userId } = context.actor;
  const at = organization.clock.now();
  await database().member.create({
    data: { organizationId: other.id, userId, role: 'EDITOR', createdAt: at, joinedAt: at },
  });
  const membership = { organizationId: other.id, role: 'EDITOR' as const };
  return { other, there: { ...context, actor: { ...context.actor, membership } } };
}

describe('what was chosen', () => {
  it('counts for one organization of a person, also where a mail is unsubscribed from', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { other, there } = await alsoIn(organization, editor);
    const modeIn = async (context: typeof editor) =>
      (await getPreferences(context)).subjects.find(({ subject }) => subject === 'reviews')?.mode;
    await savePreferences(there, { modes: { reviews: 'OFF' } });
    expect([await modeIn(editor), await modeIn(there)]).toEqual(['NOW', 'OFF']);
    await reject({ ...organization, id: other.id }, 'Kept back');
    await reject(organization, 'Told');
    await handOnNotices(worker(organization), ON);
    await sendAll(organization);
    const [received, ...more] = await receivedBy(editor);
    expect([received?.mail.subject, more]).toEqual(['Told is rejected', []]);

    await savePreferences(there, { modes: { reviews: 'NOW' } });
    const header = received?.mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
    await unsubscribe(new URL(header.slice(1, -1)).searchParams.get('token') ?? '');
    expect([await modeIn(editor), await modeIn(there)]).toEqual(['OFF', 'NOW']);
  });

  it('is taken by a token of an earlier release for every organization', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    const { there } = await alsoIn(organization, editor);
    const content = JSON.stringify({ userId: editor.actor.userId, subjects: ['reviews'] });
    const { ENCRYPTION_KEYS } = configuration();
    await unsubscribe(await sealSecret(content, 'unsubscribe', ENCRYPTION_KEYS));
    for (const context of [editor, there])
      expect((await getPreferences(context)).subjects).toContainEqual(
        expect.objectContaining({ subject: 'reviews', mode: 'OFF' }),
      );
  });

  it('ends with the membership', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await savePreferences(editor, { modes: { reviews: 'OFF' } });
    const { userId } = editor.actor;
    await database().member.deleteMany({ where: { userId } });
    expect(await database().memberNoticePreference.count({ where: { userId } })).toBe(0);
    await savePreferences(editor, { modes: { reviews: 'OFF' } });
    expect(await database().memberNoticePreference.count({ where: { userId } })).toBe(0);
  });

  it('keeps mails back, but never those of security', async () => {
    const organization = await newOrganization();
    const editor = organization.as('EDITOR');
    await savePreferences(editor, { modes: { reviews: 'OFF' } });
    await expect(savePreferences(editor, { modes: { security: 'OFF' } })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    await reject(organization);
    const values = {
      browser: 'Firefox',
      system: 'Linux',
      address: null,
      signedInAt: new Date().toISOString(),
    };
    await transact(worker(organization), (inner) =>
      notify(inner, {
        kind: 'session.newDevice',
        organizationId: null,
        key: newId(),
        values,
        to: [editor.actor.userId],
      }),
    );
    await handOnNotices(worker(organization), ON);
    await sendAll(organization);
    const received = await receivedBy(editor);
    expect(received.map(({ mail }) => mail.subject)).toEqual(['Your account was used on a new device']);
    expect(received[0]?.mail.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
  });

  it('waits for nothing where no mail server is configured', async () => {
    const organization = await newOrganization();
    await reject(organization);
    await handOnNotices(worker(organization), { ...ON, isMailOn: false });
    expect(await mailsOf(organization)).toEqual([]);
    const { userId } = organization.as('EDITOR').actor;
    expect(await database().notice.findFirst({ where: { userId } })).toMatchObject({ mailing: 'NONE' });
  });
});
