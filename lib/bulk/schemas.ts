import { z } from 'zod';
import { EXPIRY_FILTERS, INTERFACE_STATES } from '@/lib/assets/schemas';
import { cleanName } from '@/lib/core/clean-name';
import { BULK_ROWS } from '@/lib/core/policy';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import { BULK_KINDS } from './rules/bulk-plan';

/** Rows that are chosen one by one; more are chosen by the filter of their list. */
const CHOSEN_ROWS = 100;

/** '' says nothing. What the list would ignore is refused here: an act must not meet more than somebody has seen. */
const said = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());

const filterSchema = z.object({
  q: z.string().transform(cleanName).pipe(z.string().max(200)).default(''),
  status: said(z.enum(SUBMISSION_STATUSES)),
  website: said(z.uuid()),
  expiry: said(z.enum(EXPIRY_FILTERS)),
  interfaces: said(z.enum(INTERFACE_STATES)),
});

/** `filter`: all assets that it lets through, in place of `ids`. */
export const bulkSelectionSchema = z.object({
  kind: z.enum(BULK_KINDS),
  ids: z.array(z.uuid()).max(CHOSEN_ROWS).default([]),
  filter: filterSchema.nullable().default(null),
});
export type BulkSelection = z.output<typeof bulkSelectionSchema>;

export const startBulkSchema = bulkSelectionSchema.extend({
  /** Of the preview: who sends it again gets the run that there is. */
  key: z.uuid(),
  /** How many rows were confirmed. */
  willDo: z.coerce.number().int().min(1).max(BULK_ROWS),
});
