import type { Digests } from '../primitives';
import { BODY_HYPOTHESES } from './body-hypotheses';
import { CALCULATION_HYPOTHESES } from './calculation-hypotheses';
import { type Hypothesis, hypothesis, type SearchFacts } from './hypothesis';
import { PARAMETER_HYPOTHESES } from './parameter-hypotheses';
import { evaluate, type Recipe, yieldsFormOf } from './recipe';

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

/** Hexadecimal counts in either case; everything else exactly, save that theirs was trimmed. */
const isSameValue = (value: string, theirs: string, recipe: Recipe) =>
  value.trim() === theirs || (recipe.encoding === 'hex' && value === theirs.toLowerCase());

/** Slots whose mistakes change which form the value has. */
const FORM_SLOTS: ReadonlySet<string> = new Set(['encoding', 'message', 'outer'] satisfies (keyof Recipe)[]);

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
  const hasForm = yieldsFormOf(facts.theirs);
  const reproduces = (recipe: Recipe) =>
    hasForm(recipe) && isSameValue(evaluate(recipe, digests), facts.theirs, recipe);
  if (reproduces(correct)) return [];
  const singles = singleMistakes(correct, facts);
  const explaining = singles.filter(({ recipe }) => reproduces(recipe));
  if (explaining.length > 0) return explaining.map(({ tried, recipe }) => ({ mistakes: [tried.id], recipe }));

  // Two changes of the body often end in one that a single change makes too, which was looked at already.
  const bodies = singles.map(({ recipe }) => recipe.body).filter((body) => body !== correct.body);
  const isKnown = (once: Recipe, twice: Recipe) =>
    once.body !== correct.body &&
    twice.body !== once.body &&
    bodies.some((body) => body.isSameText(twice.body));
  const all = hypothesesFor(facts);
  return singles.flatMap(({ tried: first, recipe: once }) => {
    const isPossible = hasForm(once);
    return all.slice(all.findIndex(({ id }) => id === first.id) + 1).flatMap((second) => {
      if (second.slot === first.slot || !(isPossible || FORM_SLOTS.has(second.slot))) return [];
      const twice = second.apply(once, facts);
      if (!twice || !hasForm(twice) || isKnown(once, twice) || !reproduces(twice)) return [];
      return [{ mistakes: [first.id, second.id], recipe: twice }];
    });
  });
}
