import { z } from 'zod';
import { storedInstant, storedInteger } from '@/lib/core/stored-values';
import { EVENT_SUBJECTS } from './rules/audit-subjects';

/** Rows of a page. */
export const AUDIT_PAGE_SIZE = 50;
/** What one export holds at most. */
export const MAX_AUDIT_EXPORTED = 50_000;

/** Which entries; what is absent does not narrow. */
export const auditFilterSchema = z.object({
  /** In the name of who acted, of the asset, website or organization, or in what changed. */
  text: z.string().trim().min(1).max(200).optional(),
  subject: z.enum(EVENT_SUBJECTS).optional(),
  asset: z.uuid().optional(),
  from: storedInstant.optional(),
  to: storedInstant.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** A page: the newest, or the rows older than the entry with this number. */
export const auditPageSchema = auditFilterSchema.extend({
  older: storedInteger(1).optional(),
});

export const auditExportSchema = auditFilterSchema.extend({ format: z.enum(['csv', 'ndjson']) });
