import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { DAY_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { takeLook } from '@/lib/drift/take-look';
import { handOnNotices } from '@/lib/notices/hand-on-notices';
import { queueEvents } from '@/lib/webhooks/deliveries/queue-events';
import { addEndpoint } from '@/lib/webhooks/endpoints/add-endpoint';
import { eventSchema } from '@/lib/webhooks/rules/event-schema';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';
import { approvedSite, system, watch, watchOf } from './drift-rows';

// What is handed on is what is oldest, whoever wrote it.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

it('tells webhooks of what is no longer as approved and of what is again, as the settings say', async () => {
  const organization = await newOrganization();
  const site = await approvedSite(organization);
  const look = async () => {
    await takeLook(system(organization), (await watchOf(site)).id, site.deps);
    organization.clock.advanceMs(DAY_MS);
  };
  await watch(organization);
  await look();
  const owner = organization.as('OWNER');
  const { endpointId } = await addEndpoint(owner, { url: 'https://a.example.com/', subjects: ['drift'] });
  await addEndpoint(owner, { url: 'https://b.example.com/', subjects: ['scans'] });
  site.shown.headers = { server: 'nginx/1.3' };
  await look();
  site.shown.headers = { server: 'nginx/1.2', 'x-frame-options': 'DENY' };
  await look();
  await handOnNotices(system(organization), {
    isMailOn: false,
    toOthers: (context, events) => queueEvents(context, events, 'https://desk.example.com'),
  });
  const deliveries = await database().webhookDelivery.findMany({
    where: { organizationId: organization.id },
    orderBy: { id: 'asc' },
  });
  expect(deliveries.map((one) => [one.endpointId, one.kind])).toEqual([
    [endpointId, 'drift.found'],
    [endpointId, 'drift.gone'],
  ]);
  const bodies = deliveries.map(({ body }) => JSON.parse(body));
  for (const body of bodies) {
    z.fromJSONSchema(eventSchema(body.type)).parse(body);
    expect(body.data).toEqual({
      ...{ place: 'WEBSITE', placeId: site.websiteId, name: site.host, thing: 'x-frame-options', more: 1 },
      things: ['x-frame-options', 'server'],
      url: `https://desk.example.com/websites/${site.websiteId}`,
    });
  }
});
