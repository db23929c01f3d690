import { parameterValue } from '../canonical';
import type { Stages } from '../failure';
import type { Digests } from '../primitives';
import { findBodySign, parseBodySign } from '../profiles/v1-body-sign';
import { computeStages } from './evaluate';
import { type Examined, toCorrectRecipe } from './examined';
import type { MistakeName, SearchFacts } from './hypothesis';
import { CALCULATION_MISTAKES, type CalculationMistake } from './registry';
import { searchMistakes } from './search';

/** Mistakes in the form of a `Body-Sign` header, which are seen rather than calculated. */
export const HEADER_MISTAKES = ['header-recased', 'header-unquoted', 'header-sign-type'] as const;
export type HeaderMistake = (typeof HEADER_MISTAKES)[number];
/** Each has a sentence and a fix below `signing.mistake.<id>` in the message files. */
export type Mistake = CalculationMistake | HeaderMistake;
export const MISTAKES: readonly Mistake[] = [...HEADER_MISTAKES, ...CALCULATION_MISTAKES];

export type StagesShown = Stages & { payload: Uint8Array };
export type Xray = { ours: StagesShown } & (
  | { verdict: 'CORRECT' }
  /** `alternatives` reproduce the value too: with these inputs, nobody can tell them apart. */
  | {
      verdict: 'EXPLAINED';
      mistakes: readonly MistakeName<Mistake>[];
      alternatives: readonly (readonly MistakeName<Mistake>[])[];
      theirs: StagesShown;
    }
  /** No known mistake, alone or in pairs, reproduces the value; mistakes of form that were seen are still named. */
  | { verdict: 'UNEXPLAINED'; mistakes: readonly HeaderMistake[]; tried: number }
  | { verdict: 'NOTHING_TO_EXAMINE' }
);

/** The value of the other side, and what is wrong with the header that carries it. */
function theirValue(examined: Examined): { theirs: string | null; header: HeaderMistake[] } {
  if (examined.profile !== 'v1-body-sign') return { theirs: examined.theirs.trim() || null, header: [] };
  const found = findBodySign(examined.headers);
  if (!found) return { theirs: null, header: [] };
  const parsed = parseBodySign(found.value);
  const header: HeaderMistake[] = found.isRecased ? ['header-recased'] : [];
  if (!parsed.ok && parsed.problem === 'UNQUOTED') header.push('header-unquoted');
  if (!parsed.ok && parsed.problem === 'SIGN_TYPE') header.push('header-sign-type');
  return { theirs: parsed.signature, header };
}

/**
 * Signature X-ray: names the mistake that turns the correct calculation into the value of the other side. Searches
 * the known mistakes alone and in pairs; says honestly when none reproduces the value.
 *
 * Budget: 50 ms for a body of 10 kB. Measured on two busy cores, a JSON body that every hypothesis changes and a value
 * that none reproduces, which is the longest search: with `nodePrimitives` 55 ms for the first search of a process and
 * 26 to 45 ms afterwards, with `purePrimitives` 33 to 50 ms on Node; for one of 4 kB 20 ms. Bodies up to 1 kB
 * are searched for rarer mistakes too: up to 10,000 digests, and some eight times what a slightly longer body costs. A page lets the first
 * search happen before anybody waits for one (`warm-up-search.ts` of the toolkit).
 */
export function explain(examined: Examined, digests: Digests): Xray {
  const correct = toCorrectRecipe(examined);
  const ours = computeStages(correct, digests);
  const { theirs, header } = theirValue(examined);
  if (theirs === null) return { verdict: 'NOTHING_TO_EXAMINE', ours };
  const isCorrect =
    correct.encoding === 'hex' ? theirs.toLowerCase() === ours.signature : theirs === ours.signature;
  if (isCorrect && header.length === 0) return { verdict: 'CORRECT', ours };
  if (isCorrect) return { verdict: 'EXPLAINED', mistakes: header, alternatives: [], ours, theirs: ours };
  const facts: SearchFacts = {
    theirs,
    otherKeys: examined.otherKeys ?? [],
    requestTimestamp: (examined.profile === 'v1-body-sign' && examined.requestTimestamp) || null,
    token: examined.profile === 'v1-auth-token' ? parameterValue(examined.parameters, 'authToken') : null,
  };
  const [first, ...rest] = searchMistakes(correct, facts, digests);
  if (!first) return { verdict: 'UNEXPLAINED', mistakes: header, tried: MISTAKES.length, ours };
  return {
    verdict: 'EXPLAINED',
    mistakes: [...header, ...first.mistakes],
    alternatives: rest.map(({ mistakes }) => [...header, ...mistakes]),
    ours,
    theirs: computeStages(first.recipe, digests),
  };
}
