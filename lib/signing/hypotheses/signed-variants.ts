import type { Digests } from '../primitives';
import { type RequestInputs, recipeOf } from './examined';
import { evaluate } from './recipe';
import { type CalculationMistake, singleMistakes } from './search';

/** What a seller calculates who makes one known mistake. */
export type SignedVariant = {
  mistake: CalculationMistake;
  /** Further mistakes that yield the same value from these inputs: nobody can tell them apart. */
  alsoMistakes: readonly CalculationMistake[];
  /** Not URL-encoded. Hexadecimal is lower case: KooGallery sends upper case. */
  value: string;
};

/**
 * The signature that each known mistake of calculation, alone, makes of the inputs of a correct request. The reverse
 * of the Signature X-ray, for a seller who refuses a correct signature and shows no value of its own: the same request
 * is sent once with each of these, and the one that is accepted names the mistake in the seller's verifier.
 *
 * Every value once, the correct one never, in the registry's order, which tries likely mistakes in the body first.
 * `otherKeys` yield a variant each (`key-other`). What a verifier does wrong with the value that it received, rather
 * than with the one that it calculates, shows in no variant.
 */
export function signedVariants(inputs: RequestInputs, digests: Digests): SignedVariant[] {
  const correct = recipeOf(inputs);
  const facts = { theirs: '', otherKeys: inputs.otherKeys ?? [], requestTimestamp: null };
  const right = evaluate(correct, digests);
  const mistakesOf = new Map<string, [CalculationMistake, ...CalculationMistake[]]>();
  for (const { tried, recipe } of singleMistakes(correct, facts)) {
    const value = evaluate(recipe, digests);
    const known = mistakesOf.get(value);
    if (value === right || known?.includes(tried.id)) continue;
    if (known) known.push(tried.id);
    else mistakesOf.set(value, [tried.id]);
  }
  return [...mistakesOf].map(([value, [mistake, ...alsoMistakes]]) => ({ mistake, alsoMistakes, value }));
}
