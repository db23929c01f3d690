import type { OrganizationScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import type { Database } from '@/lib/db/client';
import { requiredCases } from '@/lib/koogallery/required-cases';
import { caseState } from '../rules/case-state';
import type { ConnectionFacts } from '../rules/connection-facts';
import { judgedUrl } from '../rules/declaration';
import { kitProblems } from '../rules/declared-problems';
import { proofStanding } from '../rules/url-check';
import { type Declared, findDeclared } from './store';

/** How far the technical connection of each asset is, by asset id; an asset that declared nothing is absent. */
export async function listConnectionFacts(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<Map<string, ConnectionFacts>> {
  if (assetIds.length === 0) return new Map();
  const rows = await findDeclared(db, scope, assetIds);
  return new Map(rows.map((row) => [row.assetId, toFacts(row)]));
}

function toFacts(declared: Declared): ConnectionFacts {
  const { run, cases } = declared;
  const result = judgedUrl(declared, configuration().OUTBOUND_ALLOW_PRIVATE);
  return {
    hasBillingMode: declared.billingModes.length > 0,
    isProductionUrlSet: result !== null,
    productionUrlProblem: result?.problems[0] ?? null,
    waivedUrlProblem: result?.waived[0] ?? null,
    urlProof: countProof(declared),
    runWarnings: run?.declarationVersion === declared.version ? run.warned : 0,
    isAccessKeySet: declared.accessKeys.BASIC !== null,
    kitProblems: kitProblems(declared),
    cases: requiredCases(declared)
      .filter(({ isRequired }) => isRequired)
      .map(({ activity }) => ({
        activity,
        state: caseState(
          cases.find((known) => known.activity === activity),
          declared.version,
        ),
      })),
  };
}

/** A proof of another URL or declaration says nothing about this one. */
function countProof(declared: Declared): ConnectionFacts['urlProof'] {
  const { proof } = declared;
  const standing = proofStanding(proof, declared);
  const checks = standing === 'never' || standing === 'stale' ? [] : (proof?.checks ?? []);
  const count = (...states: string[]) => checks.filter(({ state }) => states.includes(state)).length;
  return { failed: count('fail'), warned: count('warn', 'not-run') };
}
