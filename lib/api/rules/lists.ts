import { z } from 'zod';
import { isId } from '@/lib/core/ids';
import { type KeysetPage, keysetSchema } from '@/lib/core/keyset';
import { apiCursor, toApiCursor } from './api-cursor';

/** What every list of rows takes. */
export const listQuery = z.strictObject({
  cursor: apiCursor(isId).optional(),
  limit: keysetSchema.shape.limit,
});

/** A page of a list; `next` is the cursor of the page after it, null on the last one. */
export const toListShape = <Row extends z.ZodType>(row: Row) =>
  z.object({ data: z.array(row), next: z.string().nullable() });

export const toKeyset = ({ cursor, limit }: z.output<typeof listQuery>) => ({ after: cursor ?? null, limit });

/** A page of rows that were all read: those after the one that the cursor names, in the order that they have. */
export function toSlice<Row>(
  rows: readonly Row[],
  { cursor, limit }: z.output<typeof listQuery>,
  idOf: (row: Row) => string,
): { data: Row[]; next: string | null } {
  const start = cursor === undefined ? 0 : rows.findIndex((row) => idOf(row) === cursor) + 1;
  const data = rows.slice(start, start + limit);
  const last = data.at(-1);
  return { data, next: last && rows.length > start + limit ? toApiCursor(idOf(last)) : null };
}

export const toList = <Row>({ rows, next }: KeysetPage<Row>): { data: Row[]; next: string | null } => ({
  data: rows,
  next: next === null ? null : toApiCursor(next),
});
