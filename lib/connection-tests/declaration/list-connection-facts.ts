import type { OrganizationScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import type { Database } from '@/lib/db/client';
import { requiredCases } from '@/lib/koogallery/required-cases';
import type { ConnectionCase, Declaration } from '../connection-record';
import { findProofs, type KeptProof } from '../prove-url/store';
import { caseState } from '../rules/case-state';
import type { ConnectionFacts } from '../rules/connection-facts';
import { judgedUrl } from '../rules/declaration';
import { kitGaps } from '../rules/declared-problems';
import { proofStanding } from '../rules/url-check';
import { countNewestRunWarnings } from '../run/store';
import { findCases, findDeclarations } from '../store';

/** How far the technical connection of each asset is, by asset id; an asset that declared nothing is absent. */
export async function listConnectionFacts(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<Map<string, ConnectionFacts>> {
  const declarations = await findDeclarations(db, scope, assetIds);
  const declared = [...declarations.keys()];
  const cases = await findCases(db, scope, declared);
  const proofs = await findProofs(db, scope, declared);
  const runs = await countNewestRunWarnings(db, scope, declared);
  return new Map(
    [...declarations].map(([assetId, declaration]) => [
      assetId,
      factsOf(
        declaration,
        cases.filter(
          ({ assetId: of, protocol, name }) =>
            of === assetId && protocol === declaration.protocol && name === '',
        ),
        proofs.get(assetId) ?? null,
        runs.get(assetId),
      ),
    ]),
  );
}

function factsOf(
  declaration: Declaration,
  cases: readonly ConnectionCase[],
  proof: KeptProof | null,
  run: { declarationVersion: number; warned: number } | undefined,
): ConnectionFacts {
  const verdict = judgedUrl(declaration, configuration().OUTBOUND_ALLOW_PRIVATE);
  return {
    hasBillingMode: declaration.billingModes.length > 0,
    isProductionUrlSet: verdict !== null,
    productionUrlProblem: verdict?.problems[0] ?? null,
    waivedUrlProblem: verdict?.waived[0] ?? null,
    urlProof: countProof(proof, declaration),
    runWarnings: run?.declarationVersion === declaration.version ? run.warned : 0,
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

/** A proof of another URL or declaration says nothing about this one. */
function countProof(proof: KeptProof | null, declaration: Declaration): ConnectionFacts['urlProof'] {
  const standing = proofStanding(proof, declaration);
  const checks = standing === 'never' || standing === 'stale' ? [] : (proof?.checks ?? []);
  const count = (...states: string[]) => checks.filter(({ state }) => states.includes(state)).length;
  return { failed: count('fail'), warned: count('warn', 'not-run') };
}
