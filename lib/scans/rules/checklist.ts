import { FINDING_CLASSES, type FindingClass } from '@/lib/findings/rules/finding';
import { type ChecklistEntry, type NotTestedReason, PLACED_CLASSES, type TestGap } from './result';

const MAX_PLACES = 20;

/** What the engine knows about one class when it stops. */
export type ClassFacts = {
  /** The registry has at least one check of the class. */
  hasCheck: boolean;
  /** Every check of the class ran to its end over everything that it applies to. */
  isFinished: boolean;
  /** No input of the site was found that the deciding checks of the class apply to. */
  hasNothingToTest: boolean;
  /** The scan saw all of the site, as far as it can tell. */
  isSiteSeen: boolean;
  hasFailed: boolean;
  findings: number;
  /** Places that were found and not tested, by reason. */
  untested: ReadonlyMap<NotTestedReason, readonly string[]>;
};

/** The order in which reasons are told: what the seller can do something about comes first. */
const GAP_ORDER: readonly NotTestedReason[] = [
  'PROBES_REFUSED',
  'FORM_EXPIRED',
  'CHECK_TIMED_OUT',
  'NOT_RENDERED',
  'PLACES_LEFT_OUT',
  'SAVING_PLACE',
  'NOT_SENT',
];

const listGaps = ({ untested }: ClassFacts): TestGap[] =>
  GAP_ORDER.flatMap((reason) => {
    const places = [...new Set(untested.get(reason))];
    return places.length === 0 ? [] : [{ reason, count: places.length, places: places.slice(0, MAX_PLACES) }];
  });

function notTestedReason(facts: ClassFacts, gaps: readonly TestGap[]): NotTestedReason | null {
  if (!facts.hasCheck) return 'CHECK_NOT_AVAILABLE';
  if (facts.hasFailed) return 'CHECK_FAILED';
  if (!facts.isFinished) return 'STOPPED_EARLY';
  return gaps[0]?.reason ?? (facts.hasNothingToTest ? 'NO_INPUTS_FOUND' : null);
}

/**
 * The verdict of each class, in the customer's order. Findings are findings even when the scan stopped early; without
 * them a class is clean only when every check of it ran to the end over something and every place that was found
 * answered its probes. A class of special places has nothing to test where the whole site has none of them.
 * @param chosen the classes of the plan; all when absent
 */
export function buildChecklist(
  readFacts: (name: FindingClass) => ClassFacts,
  chosen?: readonly FindingClass[],
): ChecklistEntry[] {
  return FINDING_CLASSES.map((name): ChecklistEntry => {
    if (chosen && !chosen.includes(name)) return { class: name, state: 'NOT_TESTED', reason: 'NOT_CHOSEN' };
    const facts = readFacts(name);
    const gaps = facts.hasCheck ? listGaps(facts) : [];
    const reason = notTestedReason(facts, gaps);
    const shown = gaps.length > 0 ? { gaps } : {};
    if (facts.findings > 0) {
      const isFullyTested = reason === null;
      return { class: name, state: 'FINDINGS', findings: facts.findings, isFullyTested, ...shown };
    }
    const placed = PLACED_CLASSES.find((one) => one === name);
    if (placed && reason === 'NO_INPUTS_FOUND' && facts.isSiteSeen)
      return { class: placed, state: 'NOTHING_TO_TEST' };
    return reason === null
      ? { class: name, state: 'CLEAN' }
      : { class: name, state: 'NOT_TESTED', reason, ...shown };
  });
}
