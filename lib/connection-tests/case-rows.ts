import { type CaseNeed, requiredCases } from '@/lib/koogallery/required-cases';
import type { MessageSummary } from '@/lib/messages/message-record';
import type { ConnectionCase, Declaration } from './connection-record';
import { type CaseState, caseState } from './rules/case-state';
import { isOwnCase } from './rules/saved-case';

/** A case with its last result. */
export type CaseEntry = {
  /** Null: an interface's own case that never ran. */
  saved: ConnectionCase | null;
  name: string;
  state: CaseState;
  /** Null as long as it never ran, and when the log has forgotten the call. */
  lastCall: MessageSummary | null;
};

/** An interface of the matrix: its own case, and those that were saved under a name. */
export type CaseRow = CaseNeed & Omit<CaseEntry, 'name'> & { named: readonly CaseEntry[] };

/**
 * One row an interface that the declaration needs or may have, in the order of an instance's life. Cases of the other
 * protocol are left out.
 * @param calls the last calls, by message id
 */
export function caseRows(
  declaration: Declaration | null,
  cases: readonly ConnectionCase[],
  calls: ReadonlyMap<string, MessageSummary>,
): CaseRow[] {
  if (!declaration) return [];
  const entry = (name: string, saved: ConnectionCase | null): CaseEntry => ({
    saved,
    name,
    state: caseState(saved ?? undefined, declaration.version),
    lastCall: calls.get(saved?.lastMessageId ?? '') ?? null,
  });
  return requiredCases(declaration).map((need) => {
    const known = cases.filter(
      ({ protocol, activity }) => protocol === declaration.protocol && activity === need.activity,
    );
    const { name: _, ...own } = entry('', known.find(isOwnCase) ?? null);
    const named = known.filter((one) => !isOwnCase(one)).map((one) => entry(one.name, one));
    return { ...need, ...own, named };
  });
}
