import { z } from 'zod';
import { PAGE_SIZE } from './pages';

/**
 * A page of a list that is read from its newest row to its oldest, held by rows and not by numbers: what is added
 * meanwhile moves nothing. Ids sort by birth, so that the id of the last row is the place to go on from.
 */
export const keysetSchema = z.object({
  after: z.uuid().nullable().default(null),
  limit: z.coerce.number().int().min(1).max(100).default(PAGE_SIZE),
});
export type Keyset = z.output<typeof keysetSchema>;
/** `next`: the row to go on from; null on the last page. */
export type KeysetPage<Row> = { rows: Row[]; next: string | null };

/** What of a table comes after the place; one row more than is shown tells whether there is another page. */
export const keysetArguments = ({ after, limit }: Keyset) =>
  ({
    where: after === null ? {} : { id: { lt: after } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  }) as const;

export function toKeysetPage<Row extends { id: string }>(
  found: readonly Row[],
  { limit }: Keyset,
): KeysetPage<Row> {
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
