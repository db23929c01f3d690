import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { createDatabase } from '@/lib/db/embedded/embedded-postgres';
import { ROOT } from '../setup/own-database';

const FOLDER = path.join(ROOT, 'prisma/migrations');
const KEYS = '20261122130000_access_keys_and_cases';

it('moves the keys and cases of a database with rows in it', async () => {
  const shared = process.env.DATABASE_URL ?? '';
  const name = `preflight_test_${randomBytes(6).toString('hex')}`;
  await createDatabase(shared, name);
  const url = new URL(shared);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const folders = readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
    const apply = (folder: string) =>
      client.query(readFileSync(path.join(FOLDER, folder, 'migration.sql'), 'utf8'));
    for (const folder of folders.filter((folder) => folder < KEYS)) await apply(folder);

    const [organization, user, keyed, bare] = [newId(), newId(), newId(), newId()];
    const at = '2026-11-01T08:00:00.000Z';
    await client.query(`INSERT INTO "Organization" ("id", "name", "createdAt") VALUES ($1, 'Seller', $2)`, [
      organization,
      at,
    ]);
    for (const asset of [keyed, bare]) {
      await client.query(
        `INSERT INTO "Asset" ("id", "organizationId", "category", "name", "createdById", "createdAt", "updatedAt")
         VALUES ($1::uuid, $2, 'SAAS', $1::text, $3, $4, $4)`,
        [asset, organization, user, at],
      );
      await client.query(
        `INSERT INTO "ConnectionDeclaration" ("assetId", "accessKey", "accessKeySetAt", "updatedById", "updatedAt")
         VALUES ($1, $2, $3, $4, $3)`,
        [asset, asset === keyed ? 'sealed-for-its-asset' : null, at, user],
      );
    }
    await client.query(
      `INSERT INTO "ConnectionCase" ("id", "organizationId", "assetId", "activity", "name", "request", "isRequired", "updatedAt")
       VALUES ($1, $2, $3, 'newInstance', '', '{}', true, $4)`,
      [newId(), organization, keyed, at],
    );

    await apply(KEYS);

    const keys = await client.query('SELECT * FROM "ConnectionAccessKey"');
    expect(keys.rows).toEqual([
      {
        id: expect.any(String),
        assetId: keyed,
        interfaceType: 'BASIC',
        sealed: 'sealed-for-its-asset',
        setAt: new Date(at),
        setById: user,
        supersededAt: null,
        usableUntil: null,
      },
    ]);
    const cases = await client.query(
      'SELECT "protocol", "activity", "name", "version" FROM "ConnectionCase"',
    );
    expect(cases.rows).toEqual([{ protocol: 'V2', activity: 'newInstance', name: '', version: 1 }]);
    for (const later of folders.filter((folder) => folder > KEYS)) await apply(later);

    const second = client.query(
      `INSERT INTO "ConnectionAccessKey" SELECT gen_random_uuid(), "assetId", "interfaceType", "sealed", "setAt", "setById"
       FROM "ConnectionAccessKey"`,
    );
    await expect(second).rejects.toMatchObject({ constraint: 'ConnectionAccessKey_one_current' });
  } finally {
    await client.end();
    const admin = new pg.Client({ connectionString: shared });
    await admin.connect();
    await admin.query(`DROP DATABASE ${admin.escapeIdentifier(name)} WITH (FORCE)`);
    await admin.end();
  }
});
