import type { Digests } from '../primitives';
import type { Body } from './body';
import { evaluate } from './evaluate';
import {
  type Hypothesis,
  isPair,
  type SearchFacts,
  SHORT_BYTES,
  simplest,
  toMistakeName,
} from './hypothesis';
import { lateExplanations, searchDialects } from './late-search';
import type { Recipe } from './recipe';
import {
  appliedTo,
  type CalculationMistake,
  HYPOTHESES,
  hypothesesFor,
  type SignatureExplanation,
} from './registry';
import { canYieldForm } from './value-form';

/** In pairs, the rare mistakes of long bodies would cost more than `explain` may. */
const MOST_RANK_IF_LARGE = 2;

/** Hexadecimal counts in either case; everything else exactly, save that theirs was trimmed. */
const isSameValue = (value: string, theirs: string, recipe: Recipe) =>
  value.trim() === theirs || (recipe.encoding.startsWith('hex') && value === theirs.toLowerCase());

/** Slots whose mistakes change which form the value has. */
const FORM_SLOTS: ReadonlySet<string> = new Set(['encoding', 'message', 'outer'] satisfies (keyof Recipe)[]);

/**
 * The mistakes that turn `correct` into the value of the other side: all single ones that do, else all pairs that do,
 * in the order of the registry. Two can yield the same bytes (sorting keys and re-serialising, say), then both are
 * named. Which pairs are tried says `isPair`. Empty when the value is correct, and when no known mistake reproduces it.
 */
export function searchMistakes(
  correct: Recipe,
  facts: SearchFacts,
  digests: Digests,
): SignatureExplanation[] {
  const hasForm = canYieldForm(facts.theirs);
  const reproduces = (recipe: Recipe) =>
    hasForm(recipe) && isSameValue(evaluate(recipe, digests), facts.theirs, recipe);
  if (reproduces(correct)) return [];
  const all = hypothesesFor(correct, facts);
  const isLarge = correct.body.bytes.length > SHORT_BYTES;
  const singles = appliedTo(correct, facts, isLarge ? all.filter(({ isOfShort }) => !isOfShort) : all);
  const explaining = singles.filter(({ recipe }) => reproduces(recipe));
  if (explaining.length > 0)
    return namedOnce(explaining.map(({ tried, recipe }) => ({ mistakes: [toMistakeName(tried)], recipe })));

  // Two changes of the body often end in one that a single change makes too, which was looked at already.
  const texts = new Set(
    singles.flatMap(({ recipe: { body } }) =>
      body === correct.body || body.text === null ? [] : [body.text],
    ),
  );
  const isKnown = (once: Recipe, twice: Recipe) =>
    once.body !== correct.body &&
    twice.body !== once.body &&
    twice.body.text !== null &&
    texts.has(twice.body.text);
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
  const pairs = singles.flatMap(({ tried: first, recipe: once }) => {
    const isPossible = hasForm(once);
    return listCompanions(first, all).flatMap((second) => {
      if (!(isPossible || FORM_SLOTS.has(second.slot))) return [];
      if (isLarge && Math.max(first.rank, second.rank) > MOST_RANK_IF_LARGE) return [];
      const twice = withSecond(once, second);
      if (!twice || !hasForm(twice) || isKnown(once, twice) || !reproduces(twice)) return [];
      return [{ mistakes: [toMistakeName(first), toMistakeName(second)], recipe: twice }];
    });
  });
  // Late mistakes in a body change nothing else.
  const judged = new Map<Body, boolean>();
  const isOfBody = (recipe: Recipe) => {
    if (recipe.body === correct.body) return reproduces(recipe);
    const known = judged.get(recipe.body) ?? reproduces(recipe);
    judged.set(recipe.body, known);
    return known;
  };
  const late = lateExplanations(correct, facts).filter(({ recipe }) => isOfBody(recipe));
  if (pairs.length + late.length > 0) return namedOnce([...pairs, ...late]);
  return namedOnce(searchDialects(correct, facts).filter(({ recipe }) => isOfBody(recipe)));
}

/** The known mistakes behind one in the registry that it is tried with: the same in every search. */
const companions = new WeakMap<Hypothesis, readonly Hypothesis<CalculationMistake>[]>();

function listCompanions(
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
function namedOnce(explanations: readonly SignatureExplanation[]): SignatureExplanation[] {
  const byName = new Map<string, SignatureExplanation>();
  for (const explanation of explanations) {
    const name = explanation.mistakes.join();
    if (!byName.has(name)) byName.set(name, explanation);
  }
  return [...simplest([...byName.values()], ({ mistakes }) => mistakes)];
}
