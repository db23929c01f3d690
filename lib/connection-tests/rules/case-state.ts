/** The state of a case against the current declaration. */
export type CaseState = 'PASSED' | 'FAILED' | 'NOT_RUN' | 'OUTDATED';

type LastResult = { lastPassed: boolean | null; lastRunDeclaration: number | null };

/** A result counts for the declaration it was got with: another URL or key has to be tested again. */
export function caseState(last: LastResult | undefined, declarationVersion: number): CaseState {
  if (!last || last.lastPassed === null) return 'NOT_RUN';
  if (!last.lastPassed) return 'FAILED';
  return last.lastRunDeclaration === declarationVersion ? 'PASSED' : 'OUTDATED';
}
