import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { DAY_MS, fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { DELIVERY_DAYS, NOTICE_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { expireNotices } from '@/lib/notices/expire-notices';
import { expireDeliveries } from '@/lib/webhooks/deliveries/expire-deliveries';
import { addEndpoint } from '@/lib/webhooks/endpoints/add-endpoint';
import { askCron } from '../setup/ask-cron';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';

let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const NOW = new Date('2026-11-01T08:00:00Z');
const cron = systemContext('cron', fixedClock(NOW));
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

type Kept = { age: number; isHandedOn?: boolean; delivery?: 'QUEUED' | 'DELIVERED' | 'FAILED' };

/** An event with a notice that was mailed and, where it says so, a webhook's delivery with an attempt. @returns its id */
async function keep({ age, isHandedOn = true, delivery }: Kept, endpointId: string, userId: string) {
  const at = daysAgo(age);
  const { organizationId } = await database().webhookEndpoint.findUniqueOrThrow({
    where: { id: endpointId },
  });
  const event = { id: newId(), key: newId(), organizationId, kind: 'scan.finished', values: {}, at };
  await database().noticeEvent.create({ data: { ...event, handedOnAt: isHandedOn ? at : null } });
  const mail = { id: newId(), userId, key: newId(), isDigest: false, createdAt: at, endedAt: at };
  await database().noticeMail.create({ data: mail });
  const notice = { eventId: event.id, userId, side: 'SELLER' as const, at, mailId: mail.id };
  await database().notice.create({ data: notice });
  if (delivery) {
    const id = newId();
    const sent = { id, endpointId, organizationId, eventId: event.id, kind: event.kind, body: '{}' };
    await database().webhookDelivery.create({ data: { ...sent, status: delivery, createdAt: at } });
    await database().webhookAttempt.create({
      data: { deliveryId: id, number: 1, at, durationMs: 3, requestHeaders: [] },
    });
  }
  return event.id;
}

async function newEndpoint() {
  const organization = await newOrganization();
  const owner = organization.as('OWNER');
  const { endpointId } = await addEndpoint(owner, {
    url: 'https://hooks.example.com/',
    subjects: ['scans'],
  });
  return { endpointId, userId: owner.actor.userId, owner };
}

it('deletes what was kept long enough, once for two at once, and nothing that is still needed', async () => {
  const { endpointId, userId } = await newEndpoint();
  const make = (kept: Kept) => keep(kept, endpointId, userId);
  const gone = [
    await make({ age: NOTICE_DAYS + 1 }),
    await make({ age: NOTICE_DAYS + 400, delivery: 'DELIVERED' }),
    await make({ age: NOTICE_DAYS + 2, delivery: 'FAILED' }),
  ];
  const stays = [
    await make({ age: NOTICE_DAYS }),
    await make({ age: NOTICE_DAYS + 3, isHandedOn: false }),
    await make({ age: NOTICE_DAYS + 4, delivery: 'QUEUED' }),
    await make({ age: DELIVERY_DAYS, delivery: 'DELIVERED' }),
    await make({ age: DELIVERY_DAYS + 1, delivery: 'DELIVERED' }),
  ];
  const deliveries = await Promise.all([expireDeliveries(cron), expireDeliveries(cron)]);
  expect(deliveries.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(3);
  const notices = await Promise.all([expireNotices(cron), expireNotices(cron)]);
  expect(notices.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(gone.length);

  const eventIds = (await database().notice.findMany()).map(({ eventId }) => eventId);
  expect(eventIds.sort()).toEqual(stays.sort());
  expect(await database().noticeMail.count()).toBe(stays.length);
  expect(await database().webhookDelivery.count()).toBe(2);
  expect(await database().webhookAttempt.count()).toBe(2);
  expect(await expireDeliveries(cron)).toEqual({ deleted: 0 });
  expect(await expireNotices(cron)).toEqual({ deleted: 0 });
});

it('is no business of people; the route needs the secret and a name that there is', async () => {
  const { owner } = await newEndpoint();
  for (const work of [expireNotices, expireDeliveries])
    await expect(work(owner)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const secret = `Bearer ${process.env.CRON_SECRET}`;
  for (const name of ['expire-notices', 'expire-deliveries']) {
    expect((await askCron(name)).status).toBe(401);
    expect((await askCron(name, secret)).status).toBe(200);
  }
  for (const name of ['constructor', 'no-such-work', '']) {
    expect((await askCron(name)).status).toBe(401);
    expect((await askCron(name, secret)).status).toBe(404);
  }
});
