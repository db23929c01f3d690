import { z } from 'zod';
import { id, instant, named } from './instant';

const dated = { at: instant, since: instant };
const ofWebsite = { ...dated, website: named, assets: z.array(named).readonly() };

export const calendarShape = z.object({
  month: z.string(),
  entries: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('SCAN_ENDS'), ...ofWebsite, scanId: id }),
      z.object({ kind: z.literal('RESCAN'), ...ofWebsite, until: instant }),
      z.object({
        kind: z.literal('REVIEW_DUE'),
        ...dated,
        asset: named,
        submissionId: id,
        number: z.int(),
      }),
    ]),
  ),
});
