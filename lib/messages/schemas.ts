import { z } from 'zod';
import { type PageCursor, readCursor } from '@/lib/core/page-cursor';
import { storedInstant, storedInteger } from '@/lib/core/stored-values';
import { MESSAGE_PURPOSES } from './message-record';
import { MESSAGE_RESULTS } from './rules/message-result';
import { MAX_PATH_CHARACTERS, type PathFilter, parsePathFilter } from './rules/path-filter';

export const PROTOCOL_FILTERS = ['V2.0', 'V1.0'] as const;
/** `none`: no response came. */
export const STATUS_FILTERS = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;

/** Rows of a page, and the newest messages that are counted while somebody looks at one. */
export const LOG_PAGE_SIZE = 30;
export const MAX_NEWER = 99;
/** What one export holds at most. */
export const MAX_EXPORTED = 10_000;
/** What one restart or export by choice holds at most. */
export const MAX_CHOSEN = 100;

const path = z
  .string()
  .trim()
  .max(MAX_PATH_CHARACTERS)
  .transform((text, context): PathFilter => {
    const parsed = parsePathFilter(text);
    if (parsed.ok) return parsed.filter;
    context.addIssue({ code: 'custom', message: `messages.path.${parsed.problem.code}` });
    return z.NEVER;
  });

const cursor = z.string().transform((text, context): PageCursor => {
  const read = readCursor(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'field.invalid' });
  return z.NEVER;
});

/** Which messages; what is absent does not narrow. */
export const messageFilterSchema = z.object({
  asset: z.uuid().optional(),
  activity: z.string().trim().min(1).max(64).optional(),
  protocol: z.enum(PROTOCOL_FILTERS).optional(),
  purpose: z.enum(MESSAGE_PURPOSES).optional(),
  result: z.enum(MESSAGE_RESULTS).optional(),
  failureCode: z.string().trim().min(1).max(64).optional(),
  resultCode: z.string().trim().min(1).max(16).optional(),
  status: z.enum(STATUS_FILTERS).optional(),
  from: storedInstant.optional(),
  to: storedInstant.optional(),
  /** Somewhere in the masked request or response. */
  text: z.string().trim().min(1).max(200).optional(),
  path: path.optional(),
  /** Named messages only. */
  ids: z.array(z.uuid()).max(MAX_CHOSEN).optional(),
});
export type MessageFilter = z.infer<typeof messageFilterSchema>;

/** A page of the log: the newest, or the rows older or newer than a message. */
export const messagePageSchema = messageFilterSchema.extend({
  older: cursor.optional(),
  newer: cursor.optional(),
});

export const newerSchema = messageFilterSchema.extend({ than: cursor });

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export const exportSchema = messageFilterSchema.extend({ format: z.enum(EXPORT_FORMATS) });

export const comparisonSchema = z.object({
  /** Ids of messages; the attempt is a number counted from 1, else the newest. */
  left: z.object({ messageId: z.uuid(), attempt: storedInteger(1).optional() }),
  right: z.object({ messageId: z.uuid(), attempt: storedInteger(1).optional() }),
});
