import type { Confidence, FindingClass, FindingDraft } from '@/lib/findings/rules/finding';
import {
  computeFingerprint,
  deduplicateFindings,
  type FingerprintedFinding,
  isStrongerFinding,
} from '@/lib/findings/rules/fingerprint';
import type { ActiveCheck, Check, InsertionPoint } from '../checks/check';
import type { ActivePart } from '../work/scan-work';
import { maskEvidence } from './mask-evidence';
import { pointKey } from './resume/point-key';

/** How a finding can be proven once more. */
export type Proof = { check: ActiveCheck; point: InsertionPoint; part: ActivePart };

/** A finding as it is kept: the place of its proof by its key. */
export type KeptFinding = {
  draft: FindingDraft;
  proof: { checkId: string; point: string; part: ActivePart } | null;
};

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

  toState(): KeptFinding[] {
    return [...this.drafts.values()].map(({ draft, proof }) => ({
      draft,
      proof: proof && { checkId: proof.check.id, point: pointKey(proof.point), part: proof.part },
    }));
  }

  /**
   * Takes what another execution found; where its proof was at one of these places, with the proof.
   * @returns how many of each class were new
   */
  takeOver(
    kept: readonly KeptFinding[],
    checks: readonly Check[],
    points: readonly InsertionPoint[],
  ): Map<FindingClass, number> {
    const [byKey, added] = [new Map(points.map((point) => [pointKey(point), point])), new Map()];
    for (const { draft, proof } of kept) {
      const fingerprint = computeFingerprint(draft);
      const known = this.drafts.get(fingerprint);
      const check = checks.find(({ id }) => id === proof?.checkId);
      const point = byKey.get(proof?.point ?? '');
      const own = proof && check?.kind === 'active' && point ? { check, point, part: proof.part } : null;
      if (!known) added.set(draft.class, (added.get(draft.class) ?? 0) + 1);
      if (!known || (own && !known.proof)) this.drafts.set(fingerprint, { draft, proof: own });
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
