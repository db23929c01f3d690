import { type CaseDeclaration, requiredCases } from '@/lib/koogallery/required-cases';
import type { CaseState } from './case-state';

/** What saving an edit of the declaration does to its cases; interfaces by activity, in the order of an instance's life. */
export type EditEffects = {
  /** Required ones that pass now and have to be tested again. */
  outdated: readonly string[];
  /** Newly required ones. */
  added: readonly string[];
  /** Those that are required no more. */
  removed: readonly string[];
};

/**
 * What an edit reopens, to be said before it is saved. Every change counts, a new key too: a result stands for the
 * declaration that it was got with.
 * @param states current states of the cases, by activity
 */
export function editEffects(
  stored: CaseDeclaration,
  edited: CaseDeclaration,
  states: ReadonlyMap<string, CaseState>,
): EditEffects {
  const required = (declaration: CaseDeclaration) =>
    requiredCases(declaration).flatMap(({ activity, isRequired }) => (isRequired ? [activity] : []));
  const [before, after] = [required(stored), required(edited)];
  // An activity of the other protocol is another interface, though it has the same name.
  const isSameProtocol = stored.protocol === edited.protocol;
  const isKept = (activity: string) => isSameProtocol && before.includes(activity);
  return {
    outdated: after.filter((activity) => isKept(activity) && states.get(activity) === 'PASSED'),
    added: after.filter((activity) => !isKept(activity)),
    removed: before.filter((activity) => !isSameProtocol || !after.includes(activity)),
  };
}
