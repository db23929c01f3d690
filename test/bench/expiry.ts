import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { systemContext } from '@/lib/auth/actor';
import { configureFrom } from '@/lib/config/configuration';
import { DAY_MS, monotonicMs, SECOND_MS, systemClock } from '@/lib/core/clock';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { closeDatabase } from '@/lib/db/client';
import { createDatabase, startEmbeddedPostgres } from '@/lib/db/embedded/embedded-postgres';
import { migrateDatabase } from '@/lib/db/migrate-database';
import { expireScans } from '@/lib/scans/expire-scans';
import { EXPIRY_NOTICE_DAYS } from '@/lib/scans/rules/validity';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SCANS = 1_000_000;
const DUE = 100_000;
const WEBSITES = 1_000;
const MB = 1024 * 1024;

/**
 * The recording of expired scans on a large platform, against the bare statements in the same run and over equal data:
 * one that stamps the scans that are due and writes an audit entry of each.
 */
export async function benchExpiry(): Promise<void> {
  const server = await startEmbeddedPostgres(path.join(ROOT, '.data-test'));
  const names = ['template', 'bare', 'verb'].map(
    (part) => `preflight_${part}_${randomBytes(4).toString('hex')}`,
  );
  const [template = '', bare = '', verb = ''] = names;
  const urlOf = (name: string) => Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  try {
    await createDatabase(server.url, template);
    await migrateDatabase(ROOT, urlOf(template));
    await query(urlOf(template), SEED);
    for (const name of [bare, verb]) await createDatabase(server.url, name, template);
    const bareMs = await timed(() => query(urlOf(bare), BARE));
    configureFrom({
      DATABASE_URL: urlOf(verb),
      NEXTAUTH_URL: 'http://localhost:3000',
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    });
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, SECOND_MS / 10);
    const verbMs = await timed(() => expireScans(systemContext('cron', systemClock)));
    clearInterval(watch);
    await closeDatabase();
    process.stdout.write(
      [
        `${SCANS.toLocaleString('en')} scans, ${DUE.toLocaleString('en')} of them due`,
        `bare statements ${(bareMs / SECOND_MS).toFixed(1)} s, expire-scans ${(verbMs / SECOND_MS).toFixed(1)} s`,
        `ratio ${(verbMs / bareMs).toFixed(2)}; memory ${((peak - before) / MB).toFixed(0)} MB more at the most\n`,
      ].join('\n'),
    );
  } finally {
    for (const name of names)
      await query(server.url, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    await server.stop();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = monotonicMs();
  await work();
  return monotonicMs() - startedAt;
}

async function query(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

const SEED = `
  INSERT INTO "Organization" ("id", "name", "createdAt") VALUES (gen_random_uuid(), 'Bench', now());
  INSERT INTO "Website" ("id", "organizationId", "name", "origin", "host", "createdById", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), o."id", 'Site ' || n, 'https://site-' || n || '.example.com', 'site-' || n || '.example.com', gen_random_uuid(), now(), now()
    FROM "Organization" o, generate_series(1, ${WEBSITES}) n;
  INSERT INTO "Scan" ("id", "organizationId", "websiteId", "purpose", "status", "host", "createdAt", "completedAt", "result", "expiryStage")
    SELECT gen_random_uuid(), w."organizationId", w."id", 'SELF_CHECK', 'COMPLETE', w."host", at, at, '{}',
      CASE WHEN n > ${DUE} THEN ${EXPIRY_NOTICE_DAYS.length} ELSE ${EXPIRY_NOTICE_DAYS.length - 1} END
    FROM generate_series(1, ${SCANS}) n
    JOIN (SELECT row_number() OVER () - 1 AS r, * FROM "Website") w ON w.r = n % ${WEBSITES}
    CROSS JOIN LATERAL (SELECT now() - CASE WHEN n <= ${DUE} THEN interval '${SCAN_VALID_DAYS} days' ELSE interval '0' END
      - (n % ${SCAN_VALID_DAYS}) * interval '${DAY_MS / SECOND_MS} seconds' - interval '1 hour' AS at) t;
  ANALYZE`;

const BARE = `
  WITH due AS (
    UPDATE "Scan" SET "expiryStage" = ${EXPIRY_NOTICE_DAYS.length}
    WHERE "status" = 'COMPLETE' AND "completedAt" <= now() - interval '${SCAN_VALID_DAYS} days'
      AND "expiryStage" = ${EXPIRY_NOTICE_DAYS.length - 1}
    RETURNING "id", "organizationId", "websiteId")
  INSERT INTO "AuditEntry" ("id", "organizationId", "actorLabel", "event", "subjectType", "subjectId", "websiteId", "at")
    SELECT gen_random_uuid(), "organizationId", 'cron', 'scan.expired', 'scan', "id", "websiteId", now() FROM due`;
