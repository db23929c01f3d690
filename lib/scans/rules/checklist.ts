import { FINDING_CLASSES, type FindingClass } from '@/lib/findings/rules/finding';
import type { ChecklistEntry, NotTestedReason } from './result';

/** What the engine knows about one class when it stops. */
export type ClassFacts = {
  /** The registry has at least one check of the class. */
  hasCheck: boolean;
  /** Every check of the class ran to its end over everything that it applies to. */
  isFinished: boolean;
  /** The class has active checks only, and nothing that they apply to was found. */
  hasNothingToTest: boolean;
  hasFailed: boolean;
  findings: number;
};

function notTestedReason(facts: ClassFacts): NotTestedReason | null {
  if (!facts.hasCheck) return 'CHECK_NOT_AVAILABLE';
  if (facts.hasFailed) return 'CHECK_FAILED';
  if (!facts.isFinished) return 'STOPPED_EARLY';
  return facts.hasNothingToTest ? 'NO_INPUTS_FOUND' : null;
}

/**
 * The verdict of each class, in the customer's order. Findings are findings even when the scan stopped early; without
 * them a class is clean only when every check of it ran to the end over something.
 * @param chosen the classes of the plan; all when absent
 */
export function buildChecklist(
  factsOf: (name: FindingClass) => ClassFacts,
  chosen?: readonly FindingClass[],
): ChecklistEntry[] {
  return FINDING_CLASSES.map((name): ChecklistEntry => {
    if (chosen && !chosen.includes(name)) return { class: name, state: 'NOT_TESTED', reason: 'NOT_CHOSEN' };
    const facts = factsOf(name);
    const reason = notTestedReason(facts);
    if (facts.findings > 0) {
      return { class: name, state: 'FINDINGS', findings: facts.findings, isFullyTested: reason === null };
    }
    return reason === null ? { class: name, state: 'CLEAN' } : { class: name, state: 'NOT_TESTED', reason };
  });
}
