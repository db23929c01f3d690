import type { OrganizationScope } from '@/lib/auth/actor';
import type { PageCursor } from '@/lib/core/page-cursor';
import type { Database } from '@/lib/db/client';
import { type Message, Prisma } from '@/lib/db/generated/client';
import { searchWithin } from '@/lib/db/search-within';
import type { MaskedAttemptRecord, MessageHead } from '../message-record';
import { type PathFilter, postgresPath } from '../rules/path-filter';
import type { MessageFilter } from '../schemas';
import { findWholeMessage, toHead, toMaskedAttempt } from '../store';

export type LogRow = MessageHead & { assetName: string };

/** Where in the order of time: newest first, unless what is newer than a message is asked for. */
export type LogPlace = { older?: PageCursor | undefined; newer?: PageCursor | undefined; atMost: number };

const COLUMNS = Prisma.sql`message."id", message."organizationId", message."assetId", message."runId",
  message."protocol", message."activity", message."caseName", message."purpose", message."isPassed",
  message."failureCode", message."resultCode", message."status", message."totalMs", message."warningCount",
  message."attemptCount", message."lastAttemptAt", message."createdAt"`;

/** Rows in the order asked for: newest first, or oldest first where `newer` is given. */
export async function findLogRows(
  scope: OrganizationScope,
  filter: MessageFilter,
  place: LogPlace,
): Promise<LogRow[]> {
  const order = place.newer
    ? Prisma.sql`message."createdAt" ASC, message."id" ASC`
    : Prisma.sql`message."createdAt" DESC, message."id" DESC`;
  const rows = await searchWithin(
    (tx) =>
      tx.$queryRaw<(Message & { assetName: string })[]>`
      SELECT ${COLUMNS}, coalesce(asset."name", '') AS "assetName"
      FROM "Message" AS message LEFT JOIN "Asset" AS asset ON asset."id" = message."assetId"
      WHERE ${conditions(scope, filter, place)} ORDER BY ${order} LIMIT ${place.atMost}`,
  );
  return rows.map(({ assetName, ...row }) => ({ ...toHead(row), assetName }));
}

/** How many messages fit, counted up to `atMost`. */
export async function countLogRows(
  scope: OrganizationScope,
  filter: MessageFilter,
  place: LogPlace,
): Promise<number> {
  const [row] = await searchWithin(
    (tx) =>
      tx.$queryRaw<{ found: number }[]>`
      SELECT count(*)::int AS found FROM (
        SELECT 1 FROM "Message" AS message WHERE ${conditions(scope, filter, place)} LIMIT ${place.atMost}
      ) AS "found"`,
  );
  return row?.found ?? 0;
}

/** One message with all its attempts, newest first; null when it is not this organization's. */
export async function findDetails(
  db: Database,
  scope: OrganizationScope,
  messageId: string,
): Promise<{ row: LogRow; attempts: { masked: MaskedAttemptRecord; sealed: string }[] } | null> {
  const found = await findWholeMessage(db, scope, messageId);
  if (!found) return null;
  const { attempts, ...message } = found;
  const asset = await db.asset.findFirst({
    where: { id: message.assetId, organizationId: scope.organizationId },
    select: { name: true },
  });
  return {
    row: { ...toHead(message), assetName: asset?.name ?? '' },
    attempts: attempts.map((attempt) => ({ masked: toMaskedAttempt(attempt), sealed: attempt.sealed })),
  };
}

/** Masked attempts of these messages, the newest of each, by message id. */
export async function findNewestAttempts(
  db: Database,
  scope: OrganizationScope,
  messageIds: readonly string[],
): Promise<Map<string, MaskedAttemptRecord>> {
  const newest = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (attempt."messageId") attempt."id"::text
    FROM "Attempt" AS attempt JOIN "Message" AS message ON message."id" = attempt."messageId"
    WHERE message."id" = ANY(${[...messageIds]}::uuid[])
      AND message."organizationId" = ${scope.organizationId}::uuid
    ORDER BY attempt."messageId", attempt."sequence" DESC`;
  // What is large and is not shown stays where it is.
  const rows = await db.attempt.findMany({
    where: { id: { in: newest.map(({ id }) => id) } },
    omit: { sealed: true, maskedRequestJson: true, maskedResponseJson: true },
  });
  return new Map(rows.map((row) => [row.messageId, toMaskedAttempt(row)]));
}

export type LogChoices = {
  assets: { id: string; name: string }[];
  activities: string[];
  failureCodes: string[];
  resultCodes: string[];
};

/** What the newest messages hold is what there is to choose from; older values can still be written into the address. */
const LOOKED_AT = 5_000;

export async function readLogChoices(db: Database, scope: OrganizationScope): Promise<LogChoices> {
  const rows = await db.$queryRaw<
    {
      assetId: string;
      name: string;
      activity: string;
      failureCode: string | null;
      resultCode: string | null;
    }[]
  >`
    SELECT DISTINCT newest."assetId"::text AS "assetId", coalesce(asset."name", '') AS "name", newest."activity",
      newest."failureCode", newest."resultCode"
    FROM (SELECT "assetId", "activity", "failureCode", "resultCode" FROM "Message"
      WHERE "organizationId" = ${scope.organizationId}::uuid
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${LOOKED_AT}) AS newest
    LEFT JOIN "Asset" AS asset ON asset."id" = newest."assetId"`;
  const sorted = (values: (string | null)[]) => [...new Set(values.flatMap((value) => value ?? []))].sort();
  const assets = new Map(rows.map(({ assetId, name }) => [assetId, name]));
  return {
    assets: [...assets].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
    activities: sorted(rows.map(({ activity }) => activity)),
    failureCodes: sorted(rows.map(({ failureCode }) => failureCode)),
    resultCodes: sorted(rows.map(({ resultCode }) => resultCode)),
  };
}

const STATUS_CLASSES = { '2xx': 200, '3xx': 300, '4xx': 400, '5xx': 500 } as const;

function conditions(scope: OrganizationScope, filter: MessageFilter, { older, newer }: LogPlace): Prisma.Sql {
  const { asset, activity, protocol, purpose, result, failureCode, resultCode, status, from, to, ids } =
    filter;
  const place = Prisma.sql`(message."createdAt", message."id")`;
  const parts: (Prisma.Sql | false | '' | undefined)[] = [
    Prisma.sql`message."organizationId" = ${scope.organizationId}::uuid`,
    ids && Prisma.sql`message."id" = ANY(${ids}::uuid[])`,
    asset && Prisma.sql`message."assetId" = ${asset}::uuid`,
    activity && Prisma.sql`message."activity" = ${activity}`,
    protocol && Prisma.sql`message."protocol" = ${protocol === 'V2.0' ? 'V2' : 'V1'}::"ConnectionProtocol"`,
    purpose && Prisma.sql`message."purpose" = ${purpose}::"MessagePurpose"`,
    result && Prisma.sql`message."isPassed" = ${result === 'passed' || result === 'accepted'}`,
    result &&
      Prisma.sql`(message."purpose" = 'DIAGNOSIS') = ${result === 'accepted' || result === 'refused'}`,
    failureCode && Prisma.sql`message."failureCode" = ${failureCode}`,
    resultCode && Prisma.sql`message."resultCode" = ${resultCode}`,
    status === 'none' && Prisma.sql`message."status" IS NULL`,
    status &&
      status !== 'none' &&
      Prisma.sql`message."status" >= ${STATUS_CLASSES[status]} AND message."status" < ${STATUS_CLASSES[status] + 100}`,
    from && Prisma.sql`message."createdAt" >= ${from}`,
    to && Prisma.sql`message."createdAt" < ${to}`,
    older && Prisma.sql`${place} < (${older.createdAt}, ${older.id}::uuid)`,
    newer && Prisma.sql`${place} > (${newer.createdAt}, ${newer.id}::uuid)`,
    filter.text && ofSomeAttempt(textIn(filter.text)),
    filter.path && ofSomeAttempt(pathIn(filter.path)),
  ];
  return Prisma.join(
    parts.filter((part) => typeof part === 'object'),
    ' AND ',
  );
}

const ofSomeAttempt = (condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM "Attempt" AS attempt
    WHERE attempt."messageId" = message."id" AND (${condition}))`;

/** No pattern: what is looked for is a text, whatever characters it has. */
function textIn(text: string): Prisma.Sql {
  const columns = [
    Prisma.sql`attempt."maskedUrl"`,
    Prisma.sql`attempt."maskedRequestText"`,
    Prisma.sql`attempt."maskedResponseText"`,
    Prisma.sql`attempt."maskedRequestHead"::text`,
    Prisma.sql`attempt."maskedResponseHead"::text`,
  ];
  return Prisma.join(
    columns.map((column) => Prisma.sql`strpos(lower(${column}), lower(${text})) > 0`),
    ' OR ',
  );
}

const JSON_COLUMNS = {
  request: [Prisma.sql`attempt."maskedRequestJson"`],
  response: [Prisma.sql`attempt."maskedResponseJson"`],
  either: [Prisma.sql`attempt."maskedRequestJson"`, Prisma.sql`attempt."maskedResponseJson"`],
} as const;

function pathIn({ side, steps, operator, value }: PathFilter): Prisma.Sql {
  const path = postgresPath(steps);
  return Prisma.join(
    JSON_COLUMNS[side].map(
      (column) => Prisma.sql`EXISTS (SELECT 1
        FROM jsonb_path_query(${column}, ${path}::jsonpath, '{}', true) AS found(value)
        WHERE ${valueIs(operator, value)})`,
    ),
    ' OR ',
  );
}

function valueIs(operator: PathFilter['operator'], value: string | null): Prisma.Sql {
  const text = Prisma.sql`(found.value #>> '{}')`;
  if (operator === 'exists') return Prisma.sql`true`;
  if (operator === 'contains') return Prisma.sql`strpos(lower(${text}), lower(${value ?? 'null'})) > 0`;
  if (operator === 'equals') return Prisma.sql`${text} IS NOT DISTINCT FROM ${value}::text`;
  if (operator === 'differs') return Prisma.sql`${text} IS DISTINCT FROM ${value}::text`;
  // Numbers are often sent as texts; what is neither is never compared.
  const number = Prisma.sql`(CASE WHEN ${text} ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' THEN ${text}::numeric END)`;
  const wanted = Prisma.sql`${value}::numeric`;
  if (operator === 'less') return Prisma.sql`${number} < ${wanted}`;
  if (operator === 'at-most') return Prisma.sql`${number} <= ${wanted}`;
  return operator === 'more' ? Prisma.sql`${number} > ${wanted}` : Prisma.sql`${number} >= ${wanted}`;
}
