import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { ActiveCheck } from '../../checks/check';
import type { Done, ScanWork } from '../../work/scan-work';
import type { FindingBook } from '../finding-book';
import { forEachAtOnce } from '../requests/pacer';
import { placeName } from '../requests/place-name';
import type { Prober } from './probe-context';

/** Proofs of one check that must all have been repeated before the rest of them is believed. */
const STEADY_AFTER = 25;

export type ConfirmDeps = {
  findings: FindingBook;
  work: ScanWork;
  prober: Prober;
  concurrency: number;
  isStopped(): boolean;
  take(check: ActiveCheck, done: Done<FindingDraft[]>, place: string): FindingDraft[] | null;
};

/**
 * Repeats each proof that would weigh in the verdict; one that cannot be repeated makes the finding less sure. A check whose first
 * proofs were all repeatable has shown that this site is steady, and its other proofs are kept without a repetition.
 * @returns how many could not be repeated
 */
export async function confirmProofs(deps: ConfirmDeps): Promise<number> {
  const { findings, work, prober, isStopped } = deps;
  const repeated = new Map<string, number>();
  let unconfirmed = 0;
  await forEachAtOnce(
    findings.provable,
    deps.concurrency,
    isStopped,
    async ({ fingerprint, proof: { check, point, part } }) => {
      const successes = repeated.get(check.id) ?? 0;
      if (successes >= STEADY_AFTER) return;
      const done = await work.runActive(check, point, prober.open(check, point), part);
      if (isStopped()) return;
      const again = deps.take(check, done, placeName(point));
      if (again?.some((draft) => findings.computeFingerprint(draft) === fingerprint)) {
        repeated.set(check.id, successes + 1);
        return;
      }
      repeated.set(check.id, Number.NEGATIVE_INFINITY);
      findings.weaken(fingerprint);
      unconfirmed += 1;
    },
  );
  return unconfirmed;
}
