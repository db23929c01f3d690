import { z } from 'zod';
import { FILE_PROBLEMS } from '@/lib/reports/rules/file-problem';
import { CELL_PROBLEMS } from '@/lib/reports/rules/read-assessment';
import { assessmentText } from './conversation';
import { id, values } from './instant';

const place = z.object({ sheet: z.string(), row: z.int(), column: z.string() });

/** What a workbook would change, or why it is not read. `sha256` and `basis` go back when it is applied. */
export const workbookPreview = z.union([
  z.object({ ok: z.literal(false), reason: z.enum(FILE_PROBLEMS) }),
  z.object({
    ok: z.literal(true),
    sha256: z.string(),
    basis: z.string(),
    counts: z.object({ added: z.int(), replaced: z.int(), unchanged: z.int() }),
    changes: z.array(
      z.object({
        findingId: id,
        number: z.int(),
        before: assessmentText.nullable(),
        after: assessmentText,
      }),
    ),
    /** Numbers of the findings that would still block without an explanation. */
    missing: z.array(z.int()),
    problems: z.array(place.extend({ code: z.enum(CELL_PROBLEMS), values: values.optional() })),
    problemsBeyond: z.int(),
    ignored: z.array(place.extend({ text: z.string() })),
    ignoredBeyond: z.int(),
    unknownIds: z.array(place.extend({ id: z.string() })),
    notes: z.array(z.object({ sheet: z.string(), code: z.string(), count: z.int() })),
  }),
]);
