import { z } from 'zod';

/** What a column of whole numbers can hold (PostgreSQL's `integer`). */
const MAX_INTEGER = 2_147_483_647;

/** A whole number that is compared with a column or counted in one. @param minimum 0 or more */
export const storedInteger = (minimum: number) => z.coerce.number().int().min(minimum).max(MAX_INTEGER);

/** An instant that is compared with a column: the years that every date format and the database write alike. */
export const storedInstant = z.coerce.date().min(new Date('1969-01-01')).max(new Date('9999-12-31'));
