import type { Digests } from '../primitives';
import { BODY_HYPOTHESES } from './body-hypotheses';
import { CALCULATION_HYPOTHESES } from './calculation-hypotheses';
import { type Hypothesis, hypothesis, type SearchFacts } from './hypothesis';
import { PARAMETER_HYPOTHESES } from './parameter-hypotheses';
import { evaluate, newInnerCache, type Recipe } from './recipe';

/** Tried like the others, once for every other key. */
const OTHER_KEY = 'key-other';

const HYPOTHESES = [...BODY_HYPOTHESES, ...PARAMETER_HYPOTHESES, ...CALCULATION_HYPOTHESES];

export type CalculationMistake = (typeof HYPOTHESES)[number]['id'] | typeof OTHER_KEY;
/** Every known mistake, in the order in which they are tried. */
export const CALCULATION_MISTAKES: readonly CalculationMistake[] = [
  ...HYPOTHESES.map(({ id }) => id),
  OTHER_KEY,
];

export type Explanation = { mistakes: readonly CalculationMistake[]; recipe: Recipe };

/** Hexadecimal counts in either case; everything else exactly. */
const isSameValue = (value: string, theirs: string, recipe: Recipe) =>
  value === theirs || (recipe.encoding === 'hex' && value === theirs.toLowerCase());

/** Slots whose mistakes change how the value is written. */
const WRITING_SLOTS: ReadonlySet<string> = new Set(['encoding', 'message'] satisfies (keyof Recipe)[]);
const HEX_DIGEST = /^(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40})$/;

/** All hypotheses of a search: the known ones, and one for each other key. */
function hypothesesFor(facts: SearchFacts): readonly Hypothesis<CalculationMistake>[] {
  const otherKeys = facts.otherKeys.map((accessKey) =>
    hypothesis(OTHER_KEY, 'key', (recipe) =>
      accessKey === recipe.accessKey ? null : { ...recipe, accessKey },
    ),
  );
  return [...HYPOTHESES, ...otherKeys];
}

/** Every mistake that can be made of `correct`, with the calculation that it leads to, in the registry's order. */
export function singleMistakes(
  correct: Recipe,
  facts: SearchFacts,
): { tried: Hypothesis<CalculationMistake>; recipe: Recipe }[] {
  return hypothesesFor(facts).flatMap((tried) => {
    const recipe = tried.apply(correct, facts);
    return recipe ? [{ tried, recipe }] : [];
  });
}

/**
 * The mistakes that turn `correct` into the value of the other side: all single ones that do, else all pairs that do,
 * in the order of the registry. Two can yield the same bytes (sorting keys and re-serialising, say), then both are
 * named. Empty when the value is correct, and when no known mistake reproduces it.
 */
export function searchMistakes(correct: Recipe, facts: SearchFacts, digests: Digests): Explanation[] {
  const cache = newInnerCache();
  // A value in hexadecimal comes from no other encoding, and no other value from it: most recipes need no digest.
  const isHex = HEX_DIGEST.test(facts.theirs);
  const canYield = (recipe: Recipe) => (recipe.encoding === 'hex') === isHex;
  const reproduces = (recipe: Recipe) =>
    canYield(recipe) && isSameValue(evaluate(recipe, digests, cache), facts.theirs, recipe);
  if (reproduces(correct)) return [];
  const singles = singleMistakes(correct, facts);
  const explaining = singles.filter(({ recipe }) => reproduces(recipe));
  if (explaining.length > 0) return explaining.map(({ tried, recipe }) => ({ mistakes: [tried.id], recipe }));

  const pairs: Explanation[] = [];
  const all = hypothesesFor(facts);
  for (const { tried: first, recipe: once } of singles) {
    const isWritten = canYield(once);
    for (const second of all.slice(all.findIndex(({ id }) => id === first.id) + 1)) {
      if (!isWritten && !WRITING_SLOTS.has(second.slot)) continue;
      const twice = second.slot === first.slot ? null : second.apply(once, facts);
      if (twice && reproduces(twice)) pairs.push({ mistakes: [first.id, second.id], recipe: twice });
    }
  }
  return pairs;
}
