import type { Recipe } from './recipe';

/**
 * One known mistake. `slot` names the one thing that it changes: two mistakes of one slot exclude each other and are
 * never paired. `apply` answers null where the mistake makes no difference or cannot be made.
 */
export type Hypothesis<Id extends string = string> = {
  id: Id;
  slot: string;
  apply(recipe: Recipe, facts: SearchFacts): Recipe | null;
};

/** What a search may know besides the recipe. */
export type SearchFacts = {
  /** Keys that were valid before, or that belong to another product or interface type. */
  otherKeys: readonly string[];
  /** The timestamp of the request that a response answers; null when unknown. */
  requestTimestamp: string | null;
  /** The value that the other side produced, trimmed. */
  theirs: string;
};

/** Keeps the literal type of each id, so that the ids of all lists form a union. */
export const hypothesis = <const Id extends string>(
  id: Id,
  slot: string,
  apply: Hypothesis['apply'],
): Hypothesis<Id> => ({ id, slot, apply });
