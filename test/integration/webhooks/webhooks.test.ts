import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Context, systemContext } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { HOUR_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { WEBHOOK_FAILURES, WEBHOOK_OVERLAP_HOURS, WEBHOOKS_MAXIMUM } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { createOutbound } from '@/lib/http/outbound';
import { handOnNotices } from '@/lib/notices/hand-on-notices';
import { type News, notify } from '@/lib/notices/notify';
import { RETRY_PAUSES_MS } from '@/lib/notices/rules/retry-schedule';
import { deliverWebhook, type WebhookRunner } from '@/lib/webhooks/deliveries/deliver-webhook';
import { getDelivery } from '@/lib/webhooks/deliveries/get-delivery';
import { queueEvents } from '@/lib/webhooks/deliveries/queue-events';
import { redeliver } from '@/lib/webhooks/deliveries/redeliver';
import { sendTest } from '@/lib/webhooks/deliveries/send-test';
import { addEndpoint } from '@/lib/webhooks/endpoints/add-endpoint';
import { deleteEndpoint } from '@/lib/webhooks/endpoints/delete-endpoint';
import { getEndpoint } from '@/lib/webhooks/endpoints/get-endpoint';
import { listEndpoints } from '@/lib/webhooks/endpoints/list-endpoints';
import { rotateSecret } from '@/lib/webhooks/endpoints/rotate-secret';
import { saveEndpoint } from '@/lib/webhooks/endpoints/save-endpoint';
import { switchEndpoint } from '@/lib/webhooks/endpoints/switch-endpoint';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, type TestOrganization } from '../setup/people';
import { isSigned, startReceiver } from './webhook-receiver';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
/** Jobs take what is oldest, whoever wrote it. */
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.stop();
  await dropDatabase();
});
afterEach(() => {
  receiver.state.status = 200;
  receiver.state.headers = {};
  receiver.received.length = 0;
});

/** The guard as production has it, with one private address that the operator allows. */
const runnerTo = (...allowed: string[]): WebhookRunner => ({
  connect: (url) => createOutbound({ extraPorts: [Number(new URL(url).port)], allowPrivate: allowed }),
  random: () => 0,
});
const runner = () => runnerTo(`127.0.0.1:${receiver.port}`);

const worker = (organization: TestOrganization): Context => systemContext('worker', organization.clock);

const add = (organization: TestOrganization, over: object = {}) =>
  addEndpoint(organization.as('OWNER'), { url: receiver.url, subjects: ['reviews'], ...over });

async function reject(organization: TestOrganization): Promise<void> {
  const values = { submissionId: newId(), assetId: newId(), asset: '账单 “Tally”', number: 1, reason: null };
  const news: News = { kind: 'submission.rejected', organizationId: organization.id, key: newId(), values };
  await transact(worker(organization), (inner) => notify(inner, news));
  await handOn(organization);
}

const handOn = (organization: TestOrganization) =>
  handOnNotices(worker(organization), {
    isMailOn: false,
    toOthers: (context, events) => queueEvents(context, events, 'https://desk.example.com'),
  });

async function deliverAll(organization: TestOrganization, by = runner()): Promise<void> {
  const rows = await database().webhookDelivery.findMany({ where: { organizationId: organization.id } });
  for (const { id } of rows) await deliverWebhook(worker(organization), id, by);
}

const kindsFor = async (organization: TestOrganization) => {
  const { userId } = organization.as('OWNER').actor;
  const rows = await database().notice.findMany({ where: { userId }, include: { event: true } });
  return rows.map(({ event }) => event.kind).sort();
};

describe('a webhook', () => {
  it('is sent each event of its subjects once, signed, with the values and a link', async () => {
    const organization = await newOrganization();
    const { endpointId, secret } = await add(organization);
    await add(organization, { subjects: ['scans'] });
    await reject(organization);
    await Promise.all([handOn(organization), handOn(organization)]);
    await Promise.all([deliverAll(organization), deliverAll(organization)]);
    expect(receiver.received).toHaveLength(1);
    const [message] = receiver.received;
    if (!message) throw new Error('nothing came');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(isSigned(message, secret, organization.clock.now())).toBe(true);
    for (const changed of [
      { ...message, body: `${message.body} ` },
      { ...message, headers: { ...message.headers, 'webhook-id': 'msg_other' } },
      { ...message, headers: { ...message.headers, 'webhook-timestamp': '1' } },
    ])
      expect(isSigned(changed, secret, organization.clock.now())).toBe(false);
    expect(JSON.parse(message.body)).toMatchObject({
      type: 'submission.rejected',
      timestamp: '2026-03-02T09:00:00.000Z',
      data: {
        asset: '账单 “Tally”',
        url: expect.stringMatching(/^https:\/\/desk\.example\.com\/requests\//),
      },
    });
    const { deliveries } = await getEndpoint(organization.as('OWNER'), endpointId, 1);
    expect(deliveries.rows).toMatchObject([{ status: 'DELIVERED', attempts: 1 }]);
    const detail = await getDelivery(organization.as('OWNER'), deliveries.rows[0]?.id ?? '');
    expect(detail.tries).toMatchObject([{ number: 1, status: 200, responseText: 'thanks' }]);
    expect(JSON.stringify(detail)).not.toContain(secret);
  });

  it('is signed with both secrets while a rotation overlaps, then with the new one alone', async () => {
    const organization = await newOrganization();
    const owner = organization.as('OWNER');
    const { endpointId, secret: first } = await add(organization);
    const { secret: second } = await rotateSecret(owner, { endpointId });
    const check = async () => {
      await sendTest(owner, { endpointId });
      await deliverAll(organization);
      const message = receiver.received.pop();
      if (!message) throw new Error('nothing came');
      return [first, second].map((secret) => isSigned(message, secret, organization.clock.now()));
    };
    expect(await check()).toEqual([true, true]);
    organization.clock.advanceMs(WEBHOOK_OVERLAP_HOURS * HOUR_MS);
    expect(await check()).toEqual([false, true]);
  });

  it.each([
    ['a redirect', 302],
    ['a refusal', 401],
    ['a server at fault', 500],
  ])('is tried again by the schedule after %s, with the same id, and logged', async (_what, status) => {
    const organization = await newOrganization();
    const { endpointId } = await add(organization);
    receiver.state.status = status;
    receiver.state.headers = { Location: 'http://169.254.169.254/latest' };
    await reject(organization);
    await deliverAll(organization);
    await deliverAll(organization);
    expect(receiver.received).toHaveLength(1);
    organization.clock.advanceMs(RETRY_PAUSES_MS[0] ?? 0);
    receiver.state.status = 204;
    await deliverAll(organization);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const { deliveries } = await getEndpoint(organization.as('OWNER'), endpointId, 1);
    const { tries, status: end } = await getDelivery(organization.as('OWNER'), deliveries.rows[0]?.id ?? '');
    expect(end).toBe('DELIVERED');
    expect(tries.map((one) => one.status)).toEqual([204, status]);
  });

  it('goes to no address inside, however it is written', async () => {
    const organization = await newOrganization();
    for (const url of [
      receiver.url,
      `http://localhost:${receiver.port}/`,
      'http://[::ffff:169.254.169.254]/',
    ])
      await add(organization, { url });
    await reject(organization);
    await deliverAll(organization, runnerTo());
    expect(receiver.received).toEqual([]);
    const tries = await database().webhookAttempt.findMany({
      where: { delivery: { organizationId: organization.id } },
    });
    expect(tries.map(({ failure }) => failure)).toEqual(Array(3).fill('ADDRESS_NOT_PUBLIC'));
  });

  it('is switched off after the stated number of deliveries that were given up, and owners hear of it', async () => {
    const organization = await newOrganization();
    const { endpointId } = await add(organization);
    receiver.state.status = 503;
    for (let given = 0; given <= WEBHOOK_FAILURES; given++) await reject(organization);
    for (const pause of [0, ...RETRY_PAUSES_MS]) {
      organization.clock.advanceMs(pause);
      await deliverAll(organization);
    }
    await handOn(organization);
    const { endpoint, deliveries } = await getEndpoint(organization.as('OWNER'), endpointId, 1);
    expect(endpoint).toMatchObject({ disabledReason: 'FAILURES', failures: WEBHOOK_FAILURES });
    expect(deliveries.total).toBe(WEBHOOK_FAILURES + 1);
    expect(deliveries.rows.every(({ status }) => status === 'FAILED')).toBe(true);
    expect(await kindsFor(organization)).toEqual([
      'webhook.disabled',
      ...Array(WEBHOOK_FAILURES - 1).fill('webhook.failed'),
    ]);
    await reject(organization);
    expect((await getEndpoint(organization.as('OWNER'), endpointId, 1)).deliveries.total).toBe(
      WEBHOOK_FAILURES + 1,
    );
  });

  it('is switched off at once by 410, and sends again when it is on and asked', async () => {
    const organization = await newOrganization();
    const owner = organization.as('OWNER');
    const { endpointId } = await add(organization);
    receiver.state.status = 410;
    await reject(organization);
    await deliverAll(organization);
    const [delivery] = (await getEndpoint(owner, endpointId, 1)).deliveries.rows;
    const deliveryId = delivery?.id ?? '';
    await expect(redeliver(owner, { deliveryId })).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await switchEndpoint(owner, { endpointId, isOn: true });
    receiver.state.status = 200;
    await redeliver(owner, { deliveryId });
    await deliverAll(organization);
    expect(await getDelivery(owner, deliveryId)).toMatchObject({ status: 'DELIVERED', attempts: 2 });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('that is deleted is sent nothing that waits', async () => {
    const organization = await newOrganization();
    const { endpointId } = await add(organization);
    await reject(organization);
    await deleteEndpoint(organization.as('OWNER'), { endpointId });
    await deliverAll(organization);
    expect(receiver.received).toEqual([]);
    expect(await listEndpoints(organization.as('OWNER'))).toEqual([]);
  });
});

describe('the settings of webhooks', () => {
  it('are the owners’, of their own organization', async () => {
    const organization = await newOrganization();
    const other = await newOrganization();
    const { endpointId } = await add(organization);
    for (const role of ['EDITOR', 'VIEWER'] as const)
      await expect(listEndpoints(organization.as(role))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = other.as('OWNER');
    for (const attempt of [
      () => getEndpoint(stranger, endpointId, 1),
      () => rotateSecret(stranger, { endpointId }),
      () => sendTest(stranger, { endpointId }),
      () => deleteEndpoint(stranger, { endpointId }),
      () => switchEndpoint(stranger, { endpointId, isOn: false }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('take addresses of the web without secrets in them, some subjects, and a version', async () => {
    const organization = await newOrganization();
    for (const url of [
      '',
      'ftp://a.example/',
      'javascript:alert(1)',
      'https://u:p@a.example/',
      'x',
      'https://',
    ])
      await expect(add(organization, { url }), url).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(add(organization, { subjects: [] })).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(add(organization, { subjects: ['deliveries'] })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    const { endpointId } = await add(organization);
    const change = { endpointId, url: receiver.url, subjects: ['scans'], version: 1 };
    await saveEndpoint(organization.as('OWNER'), change);
    await expect(saveEndpoint(organization.as('OWNER'), change)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('have a limit that two additions at once do not pass', async () => {
    const organization = await newOrganization();
    const all = Array.from({ length: WEBHOOKS_MAXIMUM + 3 }, () => add(organization));
    const made = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled');
    expect(made).toHaveLength(WEBHOOKS_MAXIMUM);
  });
});
