import { database } from '@/lib/db/client';

const SYSTEM_SCHEMAS = ['pg_catalog', 'information_schema'];

/** Every place of the database, the job queue included, where a text stands, as `schema.table.column`. */
export async function findText(text: string): Promise<string[]> {
  const columns = await database().$queryRaw<{ place: string; query: string }[]>`
    SELECT table_schema || '.' || table_name || '.' || column_name AS place,
      format('SELECT count(*)::int AS found FROM %I.%I WHERE strpos(%I::text, $1) > 0',
        table_schema, table_name, column_name) AS query
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_type = 'BASE TABLE' AND table_schema <> ALL(${SYSTEM_SCHEMAS})
      AND (data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea') OR data_type = 'ARRAY')
    ORDER BY place`;
  const found: string[] = [];
  for (const { place, query } of columns) {
    const [row] = await database().$queryRawUnsafe<{ found: number }[]>(query, text);
    if (row && row.found > 0) found.push(place);
  }
  return found;
}
