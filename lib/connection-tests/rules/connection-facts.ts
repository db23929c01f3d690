import type { CaseState } from './case-state';
import type { KitProblem } from './declared-problems';

/** How far the technical connection of one asset is, as readiness looks at it. */
export type ConnectionFacts = {
  hasBillingMode: boolean;
  /** Problems of the production URL as reason codes of `declaration.ts`. */
  productionUrlProblem: string | null;
  /** What KooGallery would refuse although the operator's settings allow it here: the same reason codes. */
  waivedUrlProblem: string | null;
  /** Checks of the newest proof of this URL that failed or warned. */
  urlProof: { failed: number; warned: number };
  /** Tests of the newest run of this declaration that passed with a warning. */
  runWarnings: number;
  isProductionUrlSet: boolean;
  isAccessKeySet: boolean;
  /** What a joint operations product's kit interfaces lack. */
  kitProblems: readonly KitProblem[];
  /** The required cases only. */
  cases: readonly { activity: string; state: CaseState }[];
};
