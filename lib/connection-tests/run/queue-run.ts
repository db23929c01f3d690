import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import type { OrganizationScope, TxContext } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { addLongJob } from '@/lib/jobs/add-long-job';
import type { ConnectionRun, Declaration } from '../connection-record';
import { sealRunRequests } from '../kept-requests';
import type { RunItem } from '../rules/run-item';
import { type CaseChoice, planRun } from '../rules/run-plan';
import { findCases } from '../store';
import { insertRun } from './store';

type Wish = Pick<ConnectionRun, 'kind' | 'sections' | 'parallelism' | 'isTestFlagged' | 'requestedById'> & {
  /** Of the section `cases`, these instead of all. */
  only?: readonly CaseChoice[];
  /** Absent: at once. */
  runAt?: Date;
};

/**
 * Plans a run with the current declaration and saved cases, and has it taken by a worker. The caller holds the
 * asset's row.
 * @throws the database's unique violation while a run of the asset is unfinished
 */
export async function queueRun(
  context: TxContext,
  scope: OrganizationScope,
  declaration: Declaration,
  { only, runAt, ...wish }: Wish,
): Promise<{ runId: string; items: RunItem[] }> {
  const { tx } = context;
  const { assetId, protocol, productKind, billingModes, version } = declaration;
  const saved = (await findCases(tx, scope, [assetId])).filter((one) => one.protocol === protocol);
  const items = planRun({
    ...{ protocol, productKind, billingModes },
    sections: wish.sections,
    savedCases: saved.map(({ activity, name }) => ({ activity, caseName: name })),
    adversarialTests: ADVERSARIAL_SUITE,
    ...(only ? { only } : {}),
  });
  const createdAt = context.clock.now();
  const runId = newId(createdAt.getTime());
  const sealedRequests = await sealRunRequests(items, assetId);
  await insertRun(tx, scope, {
    ...wish,
    ...{ id: runId, assetId, declarationVersion: version, items, sealedRequests, createdAt },
  });
  await addLongJob(tx, 'run-connection', runId, runAt);
  return { runId, items };
}
