import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordAudit } from '@/lib/audit/record-audit';
import { readHead, writeHead } from '@/lib/audit-seals/rules/seal-chain';
import { sealAudit } from '@/lib/audit-seals/seal-audit';
import { verifyAudit } from '@/lib/audit-seals/verify-audit';
import { systemContext } from '@/lib/auth/actor';
import { fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';

// The chain is of every entry there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const cron = systemContext('cron', fixedClock('2026-03-02T09:00:00Z'));

async function write(count: number) {
  const { as, id } = await newOrganization();
  const entries = Array.from({ length: count }, (_, at) => ({
    event: 'asset.updated' as const,
    organizationId: id,
    subject: { type: 'asset' as const, id: newId() },
    before: { name: `Asset ${at}`, price: 0.1, large: 12345678901234, text: '\u{1f600} "quoted" \\u0041' },
    after: null,
  }));
  await inTransaction((tx) => recordAudit(tx, as('OWNER'), entries));
}

/** What the house cannot do and somebody with the database's own rights can. */
async function tamper(sql: string) {
  await database().$transaction([
    database().$executeRawUnsafe('ALTER TABLE "AuditEntry" DISABLE TRIGGER "AuditEntry_append_only"'),
    database().$executeRawUnsafe(sql),
    database().$executeRawUnsafe('ALTER TABLE "AuditEntry" ENABLE TRIGGER "AuditEntry_append_only"'),
  ]);
}

it('seals every entry once, however many seal at once, and finds what was changed since', async () => {
  expect(await verifyAudit(cron)).toEqual({ sealed: 0, unsealed: 0, head: null, breaks: [] });
  await write(2_300);
  expect(await verifyAudit(cron)).toMatchObject({ sealed: 0, unsealed: 2_300 });

  const runs = await Promise.all([sealAudit(cron), sealAudit(cron), sealAudit(cron)]);
  expect(runs.reduce((sum, { sealed }) => sum + sealed, 0)).toBe(2_300);
  expect(await sealAudit(cron)).toEqual({ sealed: 0 });
  await write(3);
  const { head, ...whole } = await verifyAudit(cron);
  expect(whole).toEqual({ sealed: 2_300, unsealed: 3, breaks: [] });
  const kept = readHead(writeHead(head ?? { position: 1, seal: new Uint8Array() }));
  expect(kept?.position).toBe(2_300);

  await sealAudit(cron);
  expect(await verifyAudit(cron, kept)).toMatchObject({ sealed: 2_303, unsealed: 0, breaks: [] });

  // In the order of writing.
  const rows = await database().auditEntry.findMany({ orderBy: { position: 'asc' } });
  expect(rows.map(({ sequence }) => sequence)).toEqual(
    rows.map(({ sequence }) => sequence).toSorted((a, b) => a - b),
  );

  for (const change of [
    `"before" = jsonb_set("before", '{price}', '0.10000000000000001')`,
    `"at" = "at" + interval '1 millisecond'`,
    `"actorLabel" = 'Somebody'`,
    `"organizationId" = NULL`,
    `"requestId" = ''`,
    `"after" = NULL`,
  ]) {
    await tamper(`UPDATE "AuditEntry" SET ${change} WHERE "position" = 1500`);
    const { breaks } = await verifyAudit(cron);
    expect(
      breaks.map(({ kind, position }) => [kind, position]),
      change,
    ).toEqual([['CHANGED', 1500]]);
  }
  // Where nothing is sealed: the log would show it, and no seal would be missed.
  await tamper(`INSERT INTO "AuditEntry" ("id", "actorLabel", "event", "subjectType", "subjectId", "at", "sequence",
    "position", "seal") SELECT gen_random_uuid(), 'Somebody', "event", "subjectType", "subjectId", "at", -1, 0, "seal"
    FROM "AuditEntry" WHERE "position" = 1`);
  expect((await verifyAudit(cron)).breaks[0]).toMatchObject({ kind: 'INSERTED', position: 0 });
  await tamper(`DELETE FROM "AuditEntry" WHERE "position" = 0`);

  await tamper(`DELETE FROM "AuditEntry" WHERE "position" > 2302 OR "position" = 7`);
  expect((await verifyAudit(cron)).breaks).toEqual([
    { kind: 'MISSING', position: 7, id: null },
    expect.objectContaining({ kind: 'CHANGED', position: 1500 }),
  ]);
  await tamper(`DELETE FROM "AuditEntry" WHERE "position" >= 2300`);
  expect((await verifyAudit(cron, kept)).breaks.at(-1)).toEqual({
    kind: 'MISSING',
    position: 2_300,
    id: null,
  });
});

it('lets nobody change a sealed entry, nor anything but the seal of another', async () => {
  await write(1);
  const set = (sql: string) =>
    database().$executeRawUnsafe(
      `UPDATE "AuditEntry" SET ${sql} WHERE "id" = (SELECT "id" FROM "AuditEntry" ORDER BY "sequence" DESC LIMIT 1)`,
    );
  const sealed = `"position" = 1000000, "seal" = '\\x00'`;
  await expect(set(`${sealed}, "event" = 'x'`)).rejects.toThrow(/append-only/);
  await expect(set(`"position" = 1000000`)).rejects.toThrow(/sealed_at_a_position/);
  await sealAudit(cron);
  await expect(set(sealed)).rejects.toThrow(/append-only/);
  await expect(set(`"position" = NULL, "seal" = NULL`)).rejects.toThrow(/append-only/);
});
