import type { EditBlocker } from '@/lib/assets/rules/edit-blocker';
import type { BillingMode } from '@/lib/koogallery/required-cases';
import type { DeclarationResult } from './declaration';

/** Why no case can be run; a sentence each below `errors.connection.blockers.<code>`. */
export type RunBlocker =
  | 'UNDER_REVIEW'
  | 'NOT_DECLARED'
  | 'PRODUCTION_URL_MISSING'
  | 'PRODUCTION_URL_UNUSABLE'
  | 'ACCESS_KEY_MISSING';

type RunFacts = {
  editBlocker: EditBlocker | null;
  declaration: { billingModes: readonly BillingMode[]; isAccessKeySet: boolean } | null;
  /** Null before a production URL was declared. */
  productionUrl: Pick<DeclarationResult, 'ok'> | null;
};

/** The first thing that blocks a run, in the order to fix it; null when a run may start. */
export function runBlocker({ editBlocker, declaration, productionUrl }: RunFacts): RunBlocker | null {
  // A decided asset is called without changes: a run changes nothing that was sent.
  if (editBlocker === 'UNDER_REVIEW') return editBlocker;
  if (!declaration || declaration.billingModes.length === 0) return 'NOT_DECLARED';
  if (!productionUrl) return 'PRODUCTION_URL_MISSING';
  if (!productionUrl.ok) return 'PRODUCTION_URL_UNUSABLE';
  return declaration.isAccessKeySet ? null : 'ACCESS_KEY_MISSING';
}
