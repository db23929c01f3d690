import { conflict } from './errors';

/** A field whose stored value is not the one sent, as people read both. */
export type FieldDifference = { field: string; yours: string; theirs: string };

/**
 * `data` of a CONFLICT that two edits caused, of two people or of one in two windows: the version now stored, and each
 * field whose stored value is not the one sent. Forms show both and let the person choose.
 */
export type ConflictData = {
  version: number;
  /** Null where nobody is known. */
  changedBy: string | null;
  /** The person themselves did, in another window. */
  isYou?: boolean;
  fields: readonly FieldDifference[];
};

/** The CONFLICT of an edit that began before the stored one; `message` is a key below `errors.`. */
export const editConflict = (message: Parameters<typeof conflict>[0], data: ConflictData) =>
  conflict(message, { data });

/** Those of `fields` that people read differently in the two; `shown` is how they read one. */
export function differingFields<Values, Field extends keyof Values & string>(
  fields: readonly Field[],
  { yours, theirs }: { yours: Values; theirs: Values },
  shown: (value: Values[Field]) => string = String,
): FieldDifference[] {
  return fields
    .map((field) => ({ field, yours: shown(yours[field]), theirs: shown(theirs[field]) }))
    .filter((pair) => pair.yours !== pair.theirs);
}
