import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { expireAccessKeys } from '@/lib/connection-tests/keys/expire-access-keys';
import { HOUR_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';
import { declared, newAsset } from './seller';

// The sweep looks at every key there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

describe('replaced access keys', () => {
  it('are deleted once their overlap is over, and current ones never', async () => {
    const organization = await newOrganization();
    const { clock } = organization;
    const asset = await newAsset(organization);
    const save = (version: number, changes: object) =>
      saveDeclaration(organization.as('EDITOR'), declared(asset.id, { version, ...changes }));
    await save(0, { accessKey: 'first-key' });
    await save(1, { accessKey: 'second-key', keyOverlapHours: 1 });
    const stored = () => database().connectionAccessKey.count({ where: { assetId: asset.id } });
    const sweep = () => expireAccessKeys(systemContext('cron', clock));

    clock.advanceMs(HOUR_MS - 1);
    expect(await sweep()).toEqual({ deleted: 0 });
    expect(await stored()).toBe(2);
    clock.advanceMs(1);
    const both = await Promise.all([sweep(), sweep()]);
    expect(both.map(({ deleted }) => deleted).sort()).toEqual([0, 1]);
    expect(await stored()).toBe(1);
    clock.advanceMs(1_000 * HOUR_MS);
    expect(await sweep()).toEqual({ deleted: 0 });
    expect(await stored()).toBe(1);
  });
});
