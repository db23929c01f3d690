import type { Route } from 'next';
import { connectionFieldPath } from '@/app/paths';
import type { RunBlocker } from '@/lib/connection-tests/rules/run-blocker';

const FIELDS: Partial<Record<RunBlocker | 'ROLE', string>> = {
  NOT_DECLARED: 'billingModes',
  PRODUCTION_URL_MISSING: 'productionUrl',
  PRODUCTION_URL_UNUSABLE: 'productionUrl',
  ACCESS_KEY_MISSING: 'accessKey',
};

/** The field of the declaration where the blocker is removed; null when none does. */
export function blockerRemedy(assetId: string, blocker: RunBlocker | 'ROLE'): Route | null {
  const field = FIELDS[blocker];
  return field === undefined ? null : connectionFieldPath(assetId, field);
}
