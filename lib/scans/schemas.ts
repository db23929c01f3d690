import { z } from 'zod';
import { keysetSchema } from '@/lib/core/keyset';
import { FINDING_CLASSES, PARAMETER_LOCATIONS } from '@/lib/findings/rules/finding';
import { isZone } from '@/lib/i18n/time-zones';
import { RESCAN_DAYS_BEFORE } from './rules/rescan-window';

/** From a form: `OFF`, or days. */
export const rescansInput = z.object({
  websiteId: z.uuid(),
  daysBefore: z.union([
    z.literal('OFF').transform(() => null),
    z.coerce.number().pipe(z.literal(RESCAN_DAYS_BEFORE)),
  ]),
  hour: z.coerce.number().int().min(0).max(23),
  zone: z.string().refine(isZone),
});

const MAX_TEXT = 400_000;
const MAX_FINDINGS = 5_000;
const address = z.url({ protocol: /^https?$/ }).max(8_192);

const pair = z.tuple([z.string(), z.string()]);
const text = z.object({
  kind: z.enum(['json', 'xml', 'text']),
  text: z.string(),
  isWide: z.boolean().optional(),
});
const fields = z.object({
  kind: z.enum(['form', 'multipart']),
  fields: z.array(pair),
  files: z.array(z.string()).optional(),
});
const formField = z.object({
  name: z.string(),
  value: z.string(),
  type: z.string(),
  untouched: z.string().nullable(),
});

/** A request as the crawl found it. */
export const requestTemplateSchema = z.object({
  method: z.string().regex(/^[A-Z]{1,20}$/),
  url: address,
  headers: z.array(pair),
  body: z.union([z.object({ kind: z.literal('none') }), fields, text]),
  pageUrl: address.optional(),
  form: z.object({ words: z.string(), fields: z.array(formField) }).optional(),
});

/** What a re-test needs of a JSON report; the file may come from anywhere. */
export const scanReportSchema = z.object({
  formatVersion: z.literal(1),
  scanId: z.string().max(100),
  origin: address,
  coverage: z.object({ isLoginProven: z.boolean().nullable() }),
  findings: z
    .array(
      z.object({
        class: z.enum(FINDING_CLASSES),
        check: z.string().max(100),
        values: z.record(z.string(), z.union([z.string().max(MAX_TEXT), z.number()])),
        method: z.string().regex(/^[A-Z]{1,20}$/),
        url: address,
        parameter: z
          .object({ location: z.enum(PARAMETER_LOCATIONS), name: z.string().max(4_096) })
          .nullable(),
        /** Not in reports of the first releases. */
        source: requestTemplateSchema.nullable().default(null),
        sink: z.string().max(4_096),
        evidence: z.object({ request: z.string().max(MAX_TEXT), response: z.string().max(MAX_TEXT) }),
      }),
    )
    .max(MAX_FINDINGS),
});

const id = z.uuid();

export const retestSchema = z.object({
  scanId: id,
  findingIds: z.array(id).max(MAX_FINDINGS).default([]),
  class: z.enum(FINDING_CLASSES).optional(),
});

export const scansAfterSchema = keysetSchema.extend({ websiteId: id.nullable().default(null) });
