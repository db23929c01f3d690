import { database } from '@/lib/db/client';

/** Runs one statement with its parameters; Prisma's client and a bare connection both can. */
type Query = (sql: string, parameters: unknown[]) => Promise<Record<string, unknown>[]>;

const COLUMNS = `
  SELECT table_schema || '.' || table_name || '.' || column_name AS place,
    format('SELECT count(*)::int AS found FROM %I.%I WHERE strpos(%s, $1) > 0', table_schema, table_name,
      CASE data_type WHEN 'bytea' THEN format('encode(%I, ''escape'')', column_name)
        ELSE format('%I::text', column_name) END) AS query
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
    AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
  ORDER BY place`;

const throughPrisma: Query = (sql, parameters) => database().$queryRawUnsafe(sql, ...parameters);

/** Every place of the database, the job queue and captured bytes included, where a text stands, as `schema.table.column`. */
export async function findText(text: string, query: Query = throughPrisma): Promise<string[]> {
  const found: string[] = [];
  for (const column of await query(COLUMNS, [])) {
    const [row] = await query(String(column.query), [text]);
    if (Number(row?.found) > 0) found.push(String(column.place));
  }
  return found;
}
