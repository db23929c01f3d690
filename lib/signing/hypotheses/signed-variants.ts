import type { Digests } from '../primitives';
import { evaluate } from './evaluate';
import { type RequestInputs, toCorrectRecipe } from './examined';
import { type MistakeName, type Rank, simplest, toMistakeName } from './hypothesis';
import { type CalculationMistake, mistakesNamed, singleMistakes } from './registry';

/** What a seller calculates who makes one known mistake. */
export type SignedVariant = {
  mistake: MistakeName<CalculationMistake>;
  /** Further mistakes that yield the same value from these inputs: nobody can tell them apart. */
  alsoMistakes: readonly MistakeName<CalculationMistake>[];
  /** Of the likeliest of them. */
  rank: Rank;
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
  const correct = toCorrectRecipe(inputs);
  const facts = { theirs: '', otherKeys: inputs.otherKeys ?? [], requestTimestamp: null };
  const right = evaluate(correct, digests);
  const found = new Map<string, { names: MistakeName<CalculationMistake>[]; rank: Rank }>();
  for (const { tried, recipe } of singleMistakes(correct, facts)) {
    const value = evaluate(recipe, digests);
    if (value === right) continue;
    const known = found.get(value) ?? { names: [], rank: tried.rank };
    found.set(value, known);
    if (!known.names.includes(toMistakeName(tried))) known.names.push(toMistakeName(tried));
    if (tried.rank < known.rank) known.rank = tried.rank;
  }
  return [...found].flatMap(([value, { names, rank }]) => {
    const [mistake, ...alsoMistakes] = simplest(names, (name) => [name]);
    return mistake === undefined ? [] : [{ mistake, alsoMistakes, rank, value }];
  });
}

/**
 * What one mistake makes of the inputs of a request: a value for each key where keys are the mistake, else one; none
 * where it makes no difference.
 */
export function valuesOfMistake(inputs: RequestInputs, name: string, digests: Digests): string[] {
  const correct = toCorrectRecipe(inputs);
  const facts = { theirs: '', otherKeys: inputs.otherKeys ?? [], requestTimestamp: null };
  const right = evaluate(correct, digests);
  const values = mistakesNamed(correct, facts, name).map(({ recipe }) => evaluate(recipe, digests));
  return values.filter((value) => value !== right);
}
