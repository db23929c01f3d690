import { getAsset } from '@/lib/assets/get-asset';
import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { database } from '@/lib/db/client';
import type { CallRecord, ConnectionCase, ConnectionRun, Declaration } from './connection-record';
import { findDeclaration } from './find-declaration';
import { type CaseState, caseState } from './rules/case-state';
import { checkDeclaration, type DeclarationVerdict } from './rules/declaration';
import { requiredCases } from './rules/required-cases';
import { findNewestRun } from './run/store';
import { findCall, findCases } from './store';

export type CaseRow = { activity: string; state: CaseState; saved: ConnectionCase | null };

export type Connection = {
  assetId: string;
  declaration: Declaration | null;
  /** Null before a production URL was declared. */
  productionUrl: DeclarationVerdict | null;
  /** One row a required case, in the order of an instance's life. */
  cases: CaseRow[];
  newestRun: ConnectionRun | null;
};

/** The technical connection of an asset: what it declares, and how its cases stand. @throws AppError NOT_FOUND */
export async function getConnection(context: Context, assetId: string): Promise<Connection> {
  const scope = authorise(context, 'connection.view');
  const asset = await getAsset(context, assetId);
  const declaration = await findDeclaration(database(), scope, asset.id);
  const saved = await findCases(database(), scope, [asset.id]);
  const url = declaration?.productionUrl ?? '';
  return {
    assetId: asset.id,
    declaration,
    productionUrl: url === '' ? null : checkDeclaration(url, configuration().OUTBOUND_ALLOW_PRIVATE),
    cases: requiredCases(declaration?.billingModes ?? [])
      .filter(({ isRequired }) => isRequired)
      .map(({ activity }) => {
        const known = saved.find((row) => row.activity === activity) ?? null;
        return { activity, state: caseState(known ?? undefined, declaration?.version ?? 0), saved: known };
      }),
    newestRun: await findNewestRun(database(), scope, asset.id),
  };
}

/** One call of the asset, byte-exact. @throws AppError NOT_FOUND */
export function getCall(context: Context, messageId: string): Promise<CallRecord> {
  return findCall(database(), authorise(context, 'message.view'), messageId);
}
