import type { OrganizationScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import type { Database } from '@/lib/db/client';
import type { ConnectionCase, Declaration } from './connection-record';
import { type CaseState, caseState } from './rules/case-state';
import { judgedUrl } from './rules/declaration';
import { type KitGap, kitGaps } from './rules/declared-problems';
import { requiredCases } from './rules/required-cases';
import { findCases, findDeclarations } from './store';

/** What readiness looks at. */
export type ConnectionFacts = {
  hasBillingMode: boolean;
  productionUrlProblem: string | null;
  isProductionUrlSet: boolean;
  isAccessKeySet: boolean;
  /** What a joint operations product's kit interfaces lack. */
  kitGaps: readonly KitGap[];
  /** The required cases only. */
  cases: { activity: string; state: CaseState }[];
};

/** How far the technical connection of each asset is, by asset id; an asset that declared nothing is absent. */
export async function listConnectionFacts(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<Map<string, ConnectionFacts>> {
  const declarations = await findDeclarations(db, scope, assetIds);
  const cases = await findCases(db, scope, [...declarations.keys()]);
  return new Map(
    [...declarations].map(([assetId, declaration]) => [
      assetId,
      factsOf(
        declaration,
        cases.filter(
          ({ assetId: of, protocol, name }) =>
            of === assetId && protocol === declaration.protocol && name === '',
        ),
      ),
    ]),
  );
}

function factsOf(declaration: Declaration, cases: readonly ConnectionCase[]): ConnectionFacts {
  const verdict = judgedUrl(declaration, configuration().OUTBOUND_ALLOW_PRIVATE);
  return {
    hasBillingMode: declaration.billingModes.length > 0,
    isProductionUrlSet: verdict !== null,
    productionUrlProblem: verdict?.problems[0] ?? null,
    isAccessKeySet: declaration.isAccessKeySet,
    kitGaps: kitGaps(declaration),
    cases: requiredCases(declaration)
      .filter(({ isRequired }) => isRequired)
      .map(({ activity }) => ({
        activity,
        state: caseState(
          cases.find((known) => known.activity === activity),
          declaration.version,
        ),
      })),
  };
}
