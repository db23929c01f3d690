import type { ConnectionFacts } from '@/lib/connection-tests/rules/connection-facts';
import type { ConnectionField, ReadinessCode, ReadinessItem } from './readiness-facts';

const connectionItem = (
  code: ReadinessCode,
  field: ConnectionField,
  values: Record<string, string | number> = {},
): ReadinessItem => ({ code, section: 'connection', values, target: { page: 'connection', field } });

/** What should be known before a submission, and does not block it. */
export function connectionWarnings(connection: ConnectionFacts): ReadinessItem[] {
  const { waivedUrlProblem, urlProof, runWarnings } = connection;
  const items: ReadinessItem[] = [];
  if (waivedUrlProblem !== null)
    items.push(connectionItem('PRODUCTION_URL_WAIVED', 'productionUrl', { problem: waivedUrlProblem }));
  if (urlProof.failed > 0)
    items.push(connectionItem('URL_PROOF_FAILED', 'productionUrl', { count: urlProof.failed }));
  else if (urlProof.warned > 0 && waivedUrlProblem === null)
    items.push(connectionItem('URL_PROOF_WARNED', 'productionUrl', { count: urlProof.warned }));
  if (runWarnings > 0) items.push(connectionItem('RUN_WARNINGS', 'runs', { count: runWarnings }));
  return items;
}

/** What the technical connection still lacks. */
export function connectionBlockers(connection: ConnectionFacts): ReadinessItem[] {
  const items: ReadinessItem[] = [];
  if (!connection.hasBillingMode) items.push(connectionItem('BILLING_MODE_MISSING', 'billingModes'));
  if (!connection.isProductionUrlSet) items.push(connectionItem('PRODUCTION_URL_MISSING', 'productionUrl'));
  else if (connection.productionUrlProblem)
    items.push(
      connectionItem('PRODUCTION_URL_UNUSABLE', 'productionUrl', {
        problem: connection.productionUrlProblem,
      }),
    );
  if (!connection.isAccessKeySet) items.push(connectionItem('ACCESS_KEY_MISSING', 'accessKey'));
  for (const gap of connection.kitProblems)
    items.push(connectionItem(gap, gap === 'KIT_KEY_MISSING' ? 'kitAccessKey' : 'kitPublicKey'));
  const count = (state: 'NOT_RUN' | 'OUTDATED') =>
    connection.cases.filter((known) => known.state === state).length;
  for (const { activity, state } of connection.cases)
    if (state === 'FAILED') items.push(connectionItem('CASE_FAILED', 'cases', { activity }));
  if (connection.cases.length === 0 || count('NOT_RUN') > 0)
    items.push(connectionItem('CASES_NOT_RUN', 'cases', { count: count('NOT_RUN') }));
  if (count('OUTDATED') > 0)
    items.push(connectionItem('CASES_OUTDATED', 'cases', { count: count('OUTDATED') }));
  return items;
}
