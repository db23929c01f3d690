import { z } from 'zod';
import { FINDING_CLASSES, SEVERITIES } from '@/lib/findings/rules/finding';
import { COMPARED_STATES } from '@/lib/opinions/rules/compare-opinion';
import { OPINION_SOURCES } from '@/lib/opinions/rules/opinion-row';
import { id, instant } from './instant';

export const opinionShape = z.object({
  id,
  websiteId: id,
  source: z.enum(OPINION_SOURCES),
  tool: z.string(),
  toolVersion: z.string(),
  madeAt: z.string(),
  fileName: z.string(),
  size: z.int(),
  sha256: z.string(),
  counts: z.object({
    rows: z.int(),
    severities: z.record(z.string(), z.int()),
    leftOut: z.record(z.string(), z.int()),
  }),
  importedAt: instant,
});

export const opinionDetails = opinionShape.extend({
  states: z.record(z.enum(COMPARED_STATES), z.int()),
  /** The scan that it is compared with; null where there is none. */
  scan: z.object({ id, completedAt: instant, findings: z.int(), onlyHere: z.int() }).nullable(),
});

export const opinionRowShape = z.object({
  position: z.int(),
  title: z.string(),
  class: z.enum(FINDING_CLASSES).nullable(),
  cwe: z.int().nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  method: z.string(),
  place: z.string(),
  parameter: z.string(),
  text: z.string(),
  state: z.enum(COMPARED_STATES),
  /** Of the scan's findings that match. */
  numbers: z.array(z.int()),
});
