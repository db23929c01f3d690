import type { Confidence, FindingDraft } from '@/lib/findings/rules/finding';
import {
  computeFingerprint,
  deduplicateFindings,
  type FingerprintedFinding,
  isStrongerFinding,
} from '@/lib/findings/rules/fingerprint';
import type { ActiveCheck, InsertionPoint } from '../checks/check';
import type { ActivePart } from '../work/scan-work';
import { maskEvidence } from './mask-evidence';

/** How a finding can be proven once more. */
export type Proof = { check: ActiveCheck; point: InsertionPoint; part: ActivePart };

const WEAKER: Record<Confidence, Confidence> = { CONFIRMED: 'LIKELY', LIKELY: 'INFO', INFO: 'INFO' };

/** Collects findings, masks secrets at once, keeps the strongest of a fingerprint and remembers how to repeat its proof. */
export class FindingBook {
  private readonly drafts = new Map<string, { draft: FindingDraft; proof: Proof | null }>();

  /**
   * @param secrets asked for at each finding, since the session's cookies change
   * @param ownAddress of a page that proved unlike others of its template; undefined for all other addresses
   */
  constructor(
    private readonly secrets: () => readonly string[],
    private readonly ownAddress: (url: string) => string | undefined,
  ) {}

  /** The draft with what tells its page apart. */
  private placed(draft: FindingDraft): FindingDraft {
    const ownAddress = this.ownAddress(draft.url);
    return ownAddress === undefined ? draft : { ...draft, ownAddress };
  }

  computeFingerprint(draft: FindingDraft): string {
    return computeFingerprint(this.placed(draft));
  }

  /** @returns how many of them were new */
  add(drafts: readonly FindingDraft[], proof: Proof | null = null): number {
    let added = 0;
    for (const raw of drafts) {
      const draft = this.placed({ ...raw, evidence: maskEvidence(raw.evidence, this.secrets()) });
      const fingerprint = computeFingerprint(draft);
      const known = this.drafts.get(fingerprint);
      if (!known) {
        added += 1;
        this.drafts.set(fingerprint, { draft, proof });
      } else if (isStrongerFinding(draft, known.draft)) {
        this.drafts.set(fingerprint, { draft, proof });
      }
    }
    return added;
  }

  /** Findings that would weigh in a verdict and whose proof can be repeated. */
  get provable(): { fingerprint: string; proof: Proof }[] {
    return [...this.drafts].flatMap(([fingerprint, { draft, proof }]) => {
      const weighs =
        draft.confidence === 'CONFIRMED' && (draft.severity === 'HIGH' || draft.severity === 'MEDIUM');
      return proof && weighs ? [{ fingerprint, proof }] : [];
    });
  }

  /** The proof could not be repeated: the finding is one step less sure. */
  weaken(fingerprint: string): void {
    const known = this.drafts.get(fingerprint);
    if (!known) return;
    const draft = { ...known.draft, confidence: WEAKER[known.draft.confidence] };
    this.drafts.set(fingerprint, { ...known, draft });
  }

  toFindings(): FingerprintedFinding[] {
    return deduplicateFindings([...this.drafts.values()].map(({ draft }) => draft));
  }
}
