import type { Body } from './body';
import { BODY_HYPOTHESES, bodyChoices } from './body-hypotheses';
import { CALCULATION_HYPOTHESES } from './calculation-hypotheses';
import { type Hypothesis, hypothesis, type MistakeName, type SearchFacts, toMistakeName } from './hypothesis';
import { parameterChoices } from './parameters/parameter-choices';
import { PARAMETER_HYPOTHESES } from './parameters/parameter-hypotheses';
import type { Recipe } from './recipe';

/** Tried like the others, once for every other key. */
const OTHER_KEY = 'key-other';
/** Made of the parameters or members at hand, one for each. */
const CHOICES = [
  'parameters-one-left-out',
  'parameters-with-token',
  'parameters-one-added',
  'body-one-left-out',
  'body-member-only',
] as const;
/** Made of hundreds of names, settings or places, and tried when nothing else explains a value. */
const LATE = ['writer-dialect', 'body-printed-object', 'body-chunk-split'] as const;

const KNOWN = [...BODY_HYPOTHESES, ...PARAMETER_HYPOTHESES, ...CALCULATION_HYPOTHESES];
export const HYPOTHESES: readonly Hypothesis<(typeof KNOWN)[number]['id']>[] = KNOWN;

export type CalculationMistake =
  | (typeof KNOWN)[number]['id']
  | (typeof CHOICES)[number]
  | (typeof LATE)[number]
  | typeof OTHER_KEY;
/** Every known mistake, in the order in which they are tried. */
export const CALCULATION_MISTAKES: readonly CalculationMistake[] = [
  ...new Set([...KNOWN.map(({ id }) => id), ...CHOICES, ...LATE, OTHER_KEY] as const),
];

export type SignatureExplanation = { mistakes: readonly MistakeName<CalculationMistake>[]; recipe: Recipe };

/** All hypotheses of a search: the known ones, those of the parameters or members at hand, and one for each other key. */
export function hypothesesFor(
  correct: Recipe,
  facts: SearchFacts,
): readonly Hypothesis<CalculationMistake>[] {
  const choices =
    correct.message === 'parameters'
      ? parameterChoices(correct.parameters, facts.token ?? null)
      : bodyChoices(correct.body);
  const otherKeys = facts.otherKeys.map((accessKey) =>
    hypothesis(OTHER_KEY, 'key', (recipe) =>
      accessKey === recipe.accessKey ? null : { ...recipe, accessKey },
    ),
  );
  return [...HYPOTHESES, ...choices, ...otherKeys];
}

export type SingleMistake = { tried: Hypothesis<CalculationMistake>; recipe: Recipe };

/** Every mistake that can be made of `correct`, with the calculation that it leads to, in the registry's order. */
export const singleMistakes = (correct: Recipe, facts: SearchFacts): SingleMistake[] =>
  appliedTo(correct, facts, hypothesesFor(correct, facts));

/** The same for one mistake by its name; several keys are one mistake. */
export const mistakesNamed = (correct: Recipe, facts: SearchFacts, name: string): SingleMistake[] =>
  appliedTo(
    correct,
    facts,
    hypothesesFor(correct, facts).filter((known) => toMistakeName(known) === name),
  );

/** Each of `all` that can be made of `correct`. */
export function appliedTo(
  correct: Recipe,
  facts: SearchFacts,
  all: readonly Hypothesis<CalculationMistake>[],
): SingleMistake[] {
  const bodies = new Map<string | null, Body>();
  return all.flatMap((tried) => {
    const recipe = tried.apply(correct, facts);
    if (!recipe || recipe.body === correct.body) return recipe ? [{ tried, recipe }] : [];
    // Serialisers often agree: their digests are then made once.
    const { text } = recipe.body;
    const body = (text === null ? null : bodies.get(text)) ?? recipe.body;
    bodies.set(text, body);
    return [{ tried, recipe: { ...recipe, body } }];
  });
}
