import type { Digests } from '../primitives';
import type { Body } from './body';
import { BODY_HYPOTHESES, bodyChoices } from './body-hypotheses';
import { CALCULATION_HYPOTHESES } from './calculation-hypotheses';
import { DIALECT_HYPOTHESES, MOST_DIALECT_BYTES } from './dialect-hypotheses';
import { evaluate } from './evaluate';
import {
  type Hypothesis,
  hypothesis,
  isPair,
  type MistakeName,
  nameOf,
  type SearchFacts,
  simplest,
} from './hypothesis';
import { PARAMETER_HYPOTHESES, parameterChoices } from './parameter-hypotheses';
import type { Recipe } from './recipe';
import { yieldsFormOf } from './value-form';

/** Tried like the others, once for every other key. */
const OTHER_KEY = 'key-other';
/** Made of the parameters or members at hand, one for each. */
const CHOICES = [
  'parameters-one-left-out',
  'parameters-with-token',
  'parameters-one-added',
  'body-one-left-out',
] as const;

const KNOWN = [...BODY_HYPOTHESES, ...PARAMETER_HYPOTHESES, ...CALCULATION_HYPOTHESES];
const HYPOTHESES: readonly Hypothesis<(typeof KNOWN)[number]['id']>[] = KNOWN;

export type CalculationMistake =
  | (typeof KNOWN)[number]['id']
  | (typeof CHOICES)[number]
  | 'writer-dialect'
  | typeof OTHER_KEY;
/** Every known mistake, in the order in which they are tried. */
export const CALCULATION_MISTAKES: readonly CalculationMistake[] = [
  ...new Set([...KNOWN.map(({ id }) => id), ...CHOICES, 'writer-dialect', OTHER_KEY] as const),
];

/** No body of the protocol is as long. In pairs, the rare mistakes of longer ones would cost more than `explain` may. */
const LARGE_BYTES = 4_096;
const MOST_RANK_IF_LARGE = 2;

export type Explanation = { mistakes: readonly MistakeName<CalculationMistake>[]; recipe: Recipe };

/** Hexadecimal counts in either case; everything else exactly, save that theirs was trimmed. */
const isSameValue = (value: string, theirs: string, recipe: Recipe) =>
  value.trim() === theirs || (recipe.encoding.startsWith('hex') && value === theirs.toLowerCase());

/** Slots whose mistakes change which form the value has. */
const FORM_SLOTS: ReadonlySet<string> = new Set(['encoding', 'message', 'outer'] satisfies (keyof Recipe)[]);

/** All hypotheses of a search: the known ones, those of the parameters or members at hand, and one for each other key. */
function hypothesesFor(correct: Recipe, facts: SearchFacts): readonly Hypothesis<CalculationMistake>[] {
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
    hypothesesFor(correct, facts).filter((known) => nameOf(known) === name),
  );

function appliedTo(
  correct: Recipe,
  facts: SearchFacts,
  all: readonly Hypothesis<CalculationMistake>[],
): SingleMistake[] {
  const bodies: Body[] = [];
  return all.flatMap((tried) => {
    const recipe = tried.apply(correct, facts);
    if (!recipe || recipe.body === correct.body) return recipe ? [{ tried, recipe }] : [];
    // Serialisers often agree: their digests are then made once.
    const body = bodies.find((known) => known.isSameText(recipe.body)) ?? recipe.body;
    if (body === recipe.body) bodies.push(body);
    return [{ tried, recipe: { ...recipe, body } }];
  });
}

/**
 * The mistakes that turn `correct` into the value of the other side: all single ones that do, else all pairs that do,
 * in the order of the registry. Two can yield the same bytes (sorting keys and re-serialising, say), then both are
 * named. Which pairs are tried says `isPair`. Empty when the value is correct, and when no known mistake reproduces it.
 */
export function searchMistakes(correct: Recipe, facts: SearchFacts, digests: Digests): Explanation[] {
  const hasForm = yieldsFormOf(facts.theirs);
  const reproduces = (recipe: Recipe) =>
    hasForm(recipe) && isSameValue(evaluate(recipe, digests), facts.theirs, recipe);
  if (reproduces(correct)) return [];
  const all = hypothesesFor(correct, facts);
  const singles = appliedTo(correct, facts, all);
  const explaining = singles.filter(({ recipe }) => reproduces(recipe));
  if (explaining.length > 0)
    return namedOnce(explaining.map(({ tried, recipe }) => ({ mistakes: [nameOf(tried)], recipe })));

  // Two changes of the body often end in one that a single change makes too, which was looked at already.
  const bodies = [...new Set(singles.map(({ recipe }) => recipe.body))].filter(
    (body) => body !== correct.body,
  );
  const isKnown = (once: Recipe, twice: Recipe) =>
    once.body !== correct.body &&
    twice.body !== once.body &&
    bodies.some((body) => body.isSameText(twice.body));
  // Serialisers that agree are followed by the same.
  const followed = new Map<Body, Map<Hypothesis, Body>>();
  const withSecond = (once: Recipe, second: Hypothesis): Recipe | null => {
    const isOfBody = once.body !== correct.body && second.slot.startsWith('body-');
    if (!isOfBody) return second.apply(once, facts);
    const known = followed.get(once.body) ?? new Map<Hypothesis, Body>();
    followed.set(once.body, known);
    const body = known.get(second) ?? second.apply(once, facts)?.body ?? once.body;
    known.set(second, body);
    return body === once.body ? null : { ...once, body };
  };
  const isLarge = correct.body.bytes.length > LARGE_BYTES;
  const pairs = singles.flatMap(({ tried: first, recipe: once }) => {
    const isPossible = hasForm(once);
    return companionsOf(first, all).flatMap((second) => {
      if (!(isPossible || FORM_SLOTS.has(second.slot))) return [];
      if (isLarge && Math.max(first.rank, second.rank) > MOST_RANK_IF_LARGE) return [];
      const twice = withSecond(once, second);
      if (!twice || !hasForm(twice) || isKnown(once, twice) || !reproduces(twice)) return [];
      return [{ mistakes: [nameOf(first), nameOf(second)], recipe: twice }];
    });
  });
  if (pairs.length > 0) return namedOnce(pairs);
  return namedOnce(dialectsOf(correct, facts).filter(({ recipe }) => reproduces(recipe)));
}

/** Every setting of every serialiser, alone and with a line end behind it or CR LF in it. */
function dialectsOf(correct: Recipe, facts: SearchFacts): Explanation[] {
  if (correct.message === 'parameters' || correct.body.bytes.length > MOST_DIALECT_BYTES) return [];
  const ends = BODY_HYPOTHESES.filter(({ id }) => id === 'body-newline-added' || id === 'body-crlf');
  const seen = new Set<Body>();
  return appliedTo(correct, facts, DIALECT_HYPOTHESES).flatMap(({ tried, recipe }) => {
    const alone = { mistakes: [nameOf(tried)], recipe };
    if (seen.has(recipe.body)) return [alone];
    seen.add(recipe.body);
    const ended = appliedTo(recipe, facts, ends).map((end) => ({
      mistakes: [nameOf(tried), nameOf(end.tried)],
      recipe: end.recipe,
    }));
    return [alone, ...ended];
  });
}

/** The known mistakes behind one in the registry that it is tried with: the same in every search. */
const companions = new WeakMap<Hypothesis, readonly Hypothesis<CalculationMistake>[]>();

function companionsOf(
  first: Hypothesis<CalculationMistake>,
  all: readonly Hypothesis<CalculationMistake>[],
): readonly Hypothesis<CalculationMistake>[] {
  const behind = (some: readonly Hypothesis<CalculationMistake>[]) =>
    some.slice(some.indexOf(first) + 1).filter((second) => isPair(first, second));
  const isOfRegistry = all.indexOf(first) < HYPOTHESES.length;
  if (!isOfRegistry) return behind(all);
  const known = companions.get(first) ?? behind(HYPOTHESES);
  companions.set(first, known);
  const others = all.slice(HYPOTHESES.length).filter((second) => isPair(first, second));
  return others.length === 0 ? known : [...known, ...others];
}

/** The simplest, each name once: another key may be given twice. */
function namedOnce(explanations: readonly Explanation[]): Explanation[] {
  const byName = new Map<string, Explanation>();
  for (const explanation of explanations) {
    const name = explanation.mistakes.join();
    if (!byName.has(name)) byName.set(name, explanation);
  }
  return [...simplest([...byName.values()], ({ mistakes }) => mistakes)];
}
