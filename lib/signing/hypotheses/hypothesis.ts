import type { Recipe } from './recipe';

/** How often a mistake comes with another one: 1 often, 4 never. It also orders what a silent seller is asked. */
export type Rank = 1 | 2 | 3 | 4;
const MOST_RANKS = 4;

/**
 * One known mistake. `slot` names the one thing that it changes: two mistakes of one slot exclude each other and are
 * never paired. `apply` answers null where the mistake makes no difference or cannot be made.
 */
export type Hypothesis<Id extends string = string> = {
  id: Id;
  /** What it was made of, where one sentence serves several: an order, a character, the name of a parameter. */
  detail?: string;
  slot: string;
  rank: Rank;
  /** Longer bodies are not searched for it: it has many forms, and nothing of the protocol is as long. */
  isOfShort?: true;
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
  /** `authToken` as it was sent, where it may have been signed with the rest. */
  token?: string | null;
};

/** Keeps the literal type of each id, so that the ids of all lists form a union. */
export const hypothesis = <const Id extends string>(
  id: Id,
  slot: string,
  apply: Hypothesis['apply'],
  rank: Rank = 2,
): Hypothesis<Id> => ({ id, slot, rank, apply });

/** No body of the protocol is longer. */
export const SHORT_BYTES = 4_096;
export const ofShort = <One extends Hypothesis>(one: One): One & { isOfShort: true } => ({
  ...one,
  isOfShort: true,
});

/** What is never paired is tried for bodies of the protocol only. */
export const shortIfRare = <One extends Hypothesis>(one: One): One =>
  one.rank === MOST_RANKS ? ofShort(one) : one;

/** A mistake by its id and, behind a colon, what it was made of: `parameters-one-left-out:userId`. */
export type MistakeName<Id extends string = string> = Id | `${Id}:${string}`;

export const toMistakeName = <Id extends string>({ id, detail }: Hypothesis<Id>): MistakeName<Id> =>
  detail === undefined ? id : `${id}:${detail}`;

const isWriter = (name: string) => name.startsWith('writer-');

/**
 * Without serialisers, unless nothing simpler is left: where one changed a single thing, that thing is what is named,
 * and two dozen serialisers agree about it.
 */
export function simplest<T>(found: readonly T[], listNames: (one: T) => readonly string[]): readonly T[] {
  const simple = found.filter((one) => !listNames(one).some(isWriter));
  return simple.length > 0 ? simple : found;
}

const ENDS: readonly string[] = ['body-end', 'body-bom', 'body-lines'];
/** What is wrong around a body goes with every way to write it, and with few mistakes elsewhere. */
const rankBeside = (one: Hypothesis, other: Hypothesis): number =>
  ENDS.includes(one.slot) && !other.slot.startsWith('body-') ? Math.max(one.rank, 2) : one.rank;

/** Whether two mistakes are tried together: not two of one slot, and not two rare ones. */
export const isPair = (first: Hypothesis, second: Hypothesis): boolean =>
  first.slot !== second.slot && rankBeside(first, second) + rankBeside(second, first) <= MOST_RANKS;
