import type { Body } from './body';
import { BODY_HYPOTHESES, bodyChoices } from './body-hypotheses';
import { classHypotheses } from './class-hypotheses';
import { DIALECT_HYPOTHESES } from './dialect-hypotheses';
import { type Hypothesis, type SearchFacts, toMistakeName } from './hypothesis';
import { parameterChoices } from './parameters/parameter-choices';
import { PARAMETER_CHANGES, PARAMETER_HYPOTHESES } from './parameters/parameter-hypotheses';
import { PART_HYPOTHESES } from './part-hypotheses';
import type { Recipe } from './recipe';
import { appliedTo, type CalculationMistake, type SignatureExplanation } from './registry';
import { ESCAPED_VALUE_HYPOTHESES, VALUE_HYPOTHESES } from './value-hypotheses';
import { chunkHypotheses } from './whole-body-hypotheses';

type Known = Hypothesis<CalculationMistake>;

/** All of them are tried for bodies up to this length: that takes as long as the rest of the search. */
const MOST_BYTES = 1_024;
/** So many names are tried two at once, and so many of those that are left out three at once. */
const MOST_CHOICES = 24;
const MOST_OF_THREE = 16;

/** The likeliest ways to write a body again, by a program that has the values in hand. */
const LIKELY_WRITTEN = [
  ...['writer-dotnet', 'writer-dotnet-relaxed', 'writer-newtonsoft', 'writer-jackson', 'writer-gson-map'],
  ...['writer-gson-tree', 'writer-fastjson', 'writer-fastjson-sorted', 'writer-go-map', 'writer-go-map-raw'],
  ...['writer-php', 'writer-php-raw', 'writer-php-unicode', 'writer-php-slashes', 'writer-python'],
  ...['writer-python-compact', 'writer-python-raw', 'writer-ruby', 'writer-rails', 'writer-swift'],
  ...[
    'body-spaces',
    'body-keys-ascending',
    'body-keys-hash-map',
    'body-nulls-removed',
    'body-blanks-removed',
  ],
];
const WRITTEN: readonly Known[] = BODY_HYPOTHESES.filter(({ id }) => LIKELY_WRITTEN.includes(id));
const ARRANGED: readonly Known[] = BODY_HYPOTHESES.filter(({ slot }) =>
  /^body-(?:order|members)$/.test(slot),
);
/** What is printed or joined in place of the JSON, of members in any order. */
const WHOLE: readonly Known[] = BODY_HYPOTHESES.filter(({ id }) =>
  /^body-(?:printed|as-pairs|as-form)$/.test(id),
);
const CHANGED: readonly Known[] = [...VALUE_HYPOTHESES, ...ESCAPED_VALUE_HYPOTHESES];
/** What frameworks do to all values first, before the next filter of a chain: in this order. */
const FIRST_CHANGES: readonly Known[] = [
  'body-values-filtered:trim',
  'body-values-filtered:tagsStripped',
].flatMap((name) => CHANGED.filter((known) => toMistakeName(known) === name));
const FIRST_PARAMETER_CHANGES: readonly Known[] = [
  'parameters-trimmed',
  'parameters-filtered:tagsStripped',
].flatMap((name) => PARAMETER_CHANGES.firsts.filter((known) => toMistakeName(known) === name));
/** How the parts are put together: rare ones come in twos as well, for whoever misread the rule misread all of it. */
const HASHED: readonly Known[] = PART_HYPOTHESES.filter(({ slot }) => slot.startsWith('inner'));
const ORDERED: readonly Known[] = PART_HYPOTHESES.filter(({ slot }) => slot === 'order');
const JOINED: readonly Known[] = PART_HYPOTHESES.filter(({ id }) => id === 'parts-joined');
/** Forgotten like any other name. */
const ALSO_FORGOTTEN: readonly Known[] = PARAMETER_HYPOTHESES.filter(({ id }) =>
  /^parameters-(?:without-timestamp|without-test-flag)$/.test(id),
);

/**
 * What is made of two changes that belong together, and of the class of an object: tried behind all pairs. Values that
 * a filter changed, in another form; several names forgotten or added; objects that print themselves.
 */
export function lateExplanations(correct: Recipe, facts: SearchFacts): SignatureExplanation[] {
  if (correct.message === 'parameters')
    return [
      ...oneBehindAnother(correct, facts, PARAMETER_CHANGES.firsts, PARAMETER_CHANGES.seconds),
      ...filteredFirst(correct, facts, FIRST_PARAMETER_CHANGES, (once) =>
        oneBehindAnother(once, facts, PARAMETER_CHANGES.seconds, PARAMETER_CHANGES.seconds),
      ),
      ...alone(correct, facts, PARAMETER_CHANGES.alone),
      ...searchSeveral(correct, facts, [
        ...parameterChoices(correct.parameters, facts.token ?? null),
        ...ALSO_FORGOTTEN,
      ]),
    ];
  if (correct.body.bytes.length > MOST_BYTES) return [];
  return [
    ...oneBehindAnother(correct, facts, CHANGED, WRITTEN),
    ...filteredFirst(correct, facts, FIRST_CHANGES, (once) =>
      oneBehindAnother(once, facts, VALUE_HYPOTHESES, WRITTEN),
    ),
    ...oneBehindAnother(correct, facts, ARRANGED, WHOLE),
    ...searchPairs(correct, facts, HASHED, [...ORDERED, ...JOINED]),
    ...searchPairs(correct, facts, ORDERED, JOINED),
    ...searchSeveral(
      correct,
      facts,
      bodyChoices(correct.body).filter(({ id }) => id === 'body-one-left-out'),
    ),
    ...alone(correct, facts, [...classHypotheses(correct.body), ...chunkHypotheses(correct.body)]),
  ];
}

const alone = (correct: Recipe, facts: SearchFacts, all: readonly Known[]): SignatureExplanation[] =>
  appliedTo(correct, facts, all).map(({ tried, recipe }) => ({ mistakes: [toMistakeName(tried)], recipe }));

/** Each of the first with each of the second. */
const searchPairs = (
  correct: Recipe,
  facts: SearchFacts,
  firsts: readonly Known[],
  seconds: readonly Known[],
): SignatureExplanation[] =>
  appliedTo(correct, facts, firsts).flatMap((first) =>
    appliedTo(first.recipe, facts, seconds).map(({ tried, recipe }) => ({
      mistakes: [toMistakeName(first.tried), toMistakeName(tried)],
      recipe,
    })),
  );

/** What a recipe signs, as far as changes of values and of writing reach. */
const signedText = ({ body, parameters }: Recipe): unknown =>
  parameters.length > 0 ? JSON.stringify(parameters) : body;

/** Any of the first mistakes, alone and with any of the second made of what it left. */
function oneBehindAnother(
  correct: Recipe,
  facts: SearchFacts,
  firsts: readonly Known[],
  seconds: readonly Known[],
): SignatureExplanation[] {
  const made = new Map<unknown, { names: string[]; all: SignatureExplanation[] }>();
  return appliedTo(correct, facts, firsts).flatMap(({ tried: first, recipe: once }) => {
    const id = signedText(once);
    const known = made.get(id);
    if (known?.names.includes(toMistakeName(first))) return [];
    const followed =
      known?.all ??
      appliedTo(once, facts, seconds).map(({ tried, recipe }) => ({
        mistakes: [toMistakeName(tried)],
        recipe,
      }));
    made.set(id, { names: [...(known?.names ?? []), toMistakeName(first)], all: followed });
    const both = followed.map(({ mistakes, recipe }) => ({
      mistakes: [toMistakeName(first), ...mistakes],
      recipe,
    }));
    return [{ mistakes: [toMistakeName(first)], recipe: once }, ...both];
  });
}

/** The first filters of a chain, one or all of them, and what `followed` makes of what they left. */
function filteredFirst(
  correct: Recipe,
  facts: SearchFacts,
  filters: readonly Known[],
  followed: (once: Recipe) => SignatureExplanation[],
): SignatureExplanation[] {
  return filters.flatMap((first, at) => {
    const recipe = first.apply(correct, facts);
    if (!recipe) return [];
    const behind = [...followed(recipe), ...filteredFirst(recipe, facts, filters.slice(at + 1), followed)];
    return behind.map((found) => ({ ...found, mistakes: [toMistakeName(first), ...found.mistakes] }));
  });
}

/** Two of them at once, in whatever order; three where all are left out, as by a list of names that is too short. */
function searchSeveral(correct: Recipe, facts: SearchFacts, given: readonly Known[]): SignatureExplanation[] {
  const all = given.slice(0, MOST_CHOICES);
  const isLeftOut = ({ id }: Known) => id.endsWith('left-out');
  const isOfThree = all.filter(isLeftOut).length <= MOST_OF_THREE;
  const extend = (
    from: number,
    { mistakes, recipe }: SignatureExplanation,
    isThird: boolean,
  ): SignatureExplanation[] =>
    all.slice(from).flatMap((next, at) => {
      const more = isThird && !isLeftOut(next) ? null : next.apply(recipe, facts);
      if (!more) return [];
      const found = { mistakes: [...mistakes, toMistakeName(next)], recipe: more };
      const { length } = found.mistakes;
      const isGrowing = length === 1 || (length === 2 && isOfThree && found.mistakes.every(isNameLeftOut));
      const longer = isGrowing ? extend(from + at + 1, found, length === 2) : [];
      return length > 1 ? [found, ...longer] : longer;
    });
  return extend(0, { mistakes: [], recipe: correct }, false);
}
const isNameLeftOut = (name: string) => name.includes('-left-out:');

/** Every setting of every serialiser, alone and with a line end behind it or CR LF in it. */
export function searchDialects(correct: Recipe, facts: SearchFacts): SignatureExplanation[] {
  if (correct.message === 'parameters' || correct.body.bytes.length > MOST_BYTES) return [];
  const ends: readonly Known[] = BODY_HYPOTHESES.filter(
    ({ id }) => id === 'body-newline-added' || id === 'body-crlf',
  );
  const seen = new Set<Body>();
  return appliedTo(correct, facts, DIALECT_HYPOTHESES).flatMap(({ tried, recipe }) => {
    const first = { mistakes: [toMistakeName(tried)], recipe };
    if (seen.has(recipe.body)) return [first];
    seen.add(recipe.body);
    const ended = appliedTo(recipe, facts, ends).map((end) => ({
      mistakes: [toMistakeName(tried), toMistakeName(end.tried)],
      recipe: end.recipe,
    }));
    return [first, ...ended];
  });
}
