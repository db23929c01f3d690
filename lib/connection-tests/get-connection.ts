import { getAsset } from '@/lib/assets/get-asset';
import { type EditBlocker, editBlocker } from '@/lib/assets/rules/edit-blocker';
import type { AssetRecord } from '@/lib/assets/store';
import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { database } from '@/lib/db/client';
import { findMessageSummaries } from '@/lib/messages/for-other-rooms';
import { type CaseRow, caseRows } from './case-rows';
import type { ConnectionRun, Declaration } from './connection-record';
import { findDeclaration } from './declaration/find-declaration';
import { findInstance, type TestInstance } from './find-instance';
import { type DeclarationResult, judgedUrl } from './rules/declaration';
import { isOverlapLasting, type KeyState, type KeyStates } from './rules/key-rotation';
import { type RunBlocker, runBlocker } from './rules/run-blocker';
import { findNewestRun } from './run/store';
import { findCases } from './store';

export type Connection = {
  asset: Pick<AssetRecord, 'id' | 'name' | 'status'>;
  declaration: Declaration | null;
  /** Null before a production URL was declared. */
  productionUrl: DeclarationResult | null;
  /** One row a required interface, in the order of an instance's life. */
  cases: CaseRow[];
  /** Those that the product may have besides. */
  optionalCases: CaseRow[];
  newestRun: ConnectionRun | null;
  /** What the cases after newInstance are about. */
  instance: TestInstance | null;
  /** Why nothing can be changed now. */
  editBlocker: EditBlocker | null;
  /** Why no case can be run now, a run under way aside. */
  runBlocker: RunBlocker | null;
};

/**
 * The technical connection of an asset: what it declares, the states of its cases, what blocks a run.
 * @param allowedHosts `host:port` entries for which the operator waives the rules of a production URL
 * @throws AppError NOT_FOUND
 */
export async function getConnection(
  context: Context,
  assetId: string,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<Connection> {
  const scope = authorise(context, 'connection.view');
  const { id, name, status } = await getAsset(context, assetId);
  const [declaration, saved, newestRun, instance] = await Promise.all([
    findDeclaration(database(), scope, id),
    findCases(database(), scope, [id]),
    findNewestRun(database(), scope, id),
    findInstance(database(), scope, id),
  ]);
  const calls = await findMessageSummaries(
    database(),
    scope,
    saved.flatMap(({ lastMessageId }) => lastMessageId ?? []),
  );
  const rows = caseRows(declaration, saved, calls);
  const productionUrl = judgedUrl(declaration, allowedHosts);
  const blocker = editBlocker(status);
  return {
    asset: { id, name, status },
    declaration: declaration && { ...declaration, accessKeys: lastingKeys(declaration, context) },
    productionUrl,
    cases: rows.filter(({ isRequired }) => isRequired),
    optionalCases: rows.filter(({ isRequired }) => !isRequired),
    newestRun,
    instance,
    editBlocker: blocker,
    runBlocker: runBlocker({ editBlocker: blocker, declaration, productionUrl }),
  };
}

/** The keys as a page shows them: without a replaced one whose overlap is over. */
function lastingKeys({ accessKeys }: Declaration, { clock }: Context): KeyStates {
  const lasting = (state: KeyState | null) =>
    state && { ...state, previous: isOverlapLasting(state.previous, clock.now()) ? state.previous : null };
  return { BASIC: lasting(accessKeys.BASIC), KIT: lasting(accessKeys.KIT) };
}
