import type { Digests } from '../primitives';
import { CALCULATION_HYPOTHESES } from './calculation-hypotheses';
import { evaluate } from './evaluate';
import { type RequestInputs, toCorrectRecipe } from './examined';
import type { CalculationMistake } from './registry';

/**
 * Mistakes that one wrong function makes twice: a seller's own HMAC with key and message swapped, a digest that forgets
 * the key, a helper that always writes base64.
 */
const PAIRS = [
  ['inner-swapped', 'outer-swapped'],
  ['inner-plain-sha256', 'outer-plain-sha256'],
  ['inner-base64', 'output-base64'],
] as const satisfies readonly (readonly [CalculationMistake, CalculationMistake])[];

export type PairedVariant = {
  mistakes: readonly [CalculationMistake, CalculationMistake];
  /** As in `SignedVariant`. */
  value: string;
};

/** What `signedVariants` does for one mistake, for the pairs that sellers make together; none where a half changes nothing. */
export function pairedVariants(inputs: RequestInputs, digests: Digests): PairedVariant[] {
  const facts = { theirs: '', otherKeys: [], requestTimestamp: null };
  return PAIRS.flatMap((mistakes) => {
    const recipe = mistakes.reduce<ReturnType<typeof toCorrectRecipe> | null>((once, id) => {
      const tried = CALCULATION_HYPOTHESES.find((known) => known.id === id);
      return once && tried ? tried.apply(once, facts) : null;
    }, toCorrectRecipe(inputs));
    return recipe ? [{ mistakes, value: evaluate(recipe, digests) }] : [];
  });
}
