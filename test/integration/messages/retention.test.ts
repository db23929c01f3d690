import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { DAY_MS, fixedClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { expireMessages } from '@/lib/messages/expire-messages';
import { askCron } from '../setup/ask-cron';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';
import { keptAttempt, keptMessage, newAsset } from './kept-message';

let drop: () => Promise<void>;
beforeAll(async () => {
  drop = await useOwnDatabase();
});
afterAll(() => drop());

describe('messages whose 90 days are over', () => {
  it('go with their attempts, whoever asks and however often', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const now = organization.clock.now().getTime();
    const old = await keptMessage(organization, assetId, { createdAt: new Date(now - 90 * DAY_MS - 1) });
    await keptAttempt(organization, old);
    const kept = await keptMessage(organization, assetId, { createdAt: new Date(now - 90 * DAY_MS) });
    const cron = systemContext('cron', fixedClock(new Date(now)));
    const outcomes = await Promise.all([expireMessages(cron), expireMessages(cron)]);
    expect(outcomes.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(1);
    const left = await database().message.findMany({ include: { attempts: true } });
    expect(left.map(({ id, attempts }) => [id, attempts.length])).toEqual([[kept, 1]]);
    expect(await database().attempt.count()).toBe(1);
    expect(await expireMessages(cron)).toEqual({ deleted: 0 });
    expect(
      await database().scheduledRun.findUniqueOrThrow({ where: { name: 'expire-messages' } }),
    ).toMatchObject({
      finishedAt: new Date(now),
      outcome: { deleted: 0 },
    });
  });

  it('are no business of people, nor of callers without the secret', async () => {
    const organization = await newOrganization();
    await expect(expireMessages(organization.as('OWNER'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await askCron('expire-messages')).status).toBe(401);
  });
});
