import type { Digests } from '../primitives';
import { computeStages, evaluate } from './evaluate';
import { type Examined, toCorrectRecipe } from './examined';
import type { StagesShown } from './explain';
import type { Recipe } from './recipe';
import { mistakesNamed } from './registry';

/**
 * The calculation of a correctly signed request beside that of somebody who makes these mistakes, for a verifier that
 * was found to make them and shows no value of its own.
 * @returns null where the request's value is not the correct one under this key, where a mistake is unknown or cannot
 *   be made of this request, and where it yields the same value from it
 */
export function stagesOfMistakes(
  request: Exclude<Examined, { profile: 'v1-body-sign' }>,
  mistakes: readonly string[],
  digests: Digests,
): { ours: StagesShown; theirs: StagesShown } | null {
  const correct = toCorrectRecipe(request);
  const value = evaluate(correct, digests);
  const sent = correct.encoding === 'hex' ? request.theirs.toLowerCase() : request.theirs;
  if (value !== sent) return null;
  const facts = { theirs: '', otherKeys: request.otherKeys ?? [], requestTimestamp: null };
  const mistaken = mistakes.reduce<Recipe | null>(
    (once, name) => once && (mistakesNamed(once, facts, name)[0]?.recipe ?? null),
    correct,
  );
  if (!mistaken || evaluate(mistaken, digests) === value) return null;
  return { ours: computeStages(correct, digests), theirs: computeStages(mistaken, digests) };
}
