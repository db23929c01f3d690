import { z } from 'zod';

/** An instant as ISO 8601 in UTC. */
export const instant = z
  .date()
  .transform((at) => at.toISOString())
  .pipe(z.iso.datetime());

export const id = z.uuid();
export const named = z.object({ id, name: z.string() });
/** Facts that a sentence is filled with. */
export const values = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()]));
