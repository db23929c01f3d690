import type { Route } from 'next';
import { connectionFieldPath } from '@/app/paths';
import type { RunObstacle } from '@/lib/connection-tests/rules/run-obstacle';

const FIELDS: Partial<Record<RunObstacle | 'ROLE', string>> = {
  NOT_DECLARED: 'billingModes',
  PRODUCTION_URL_MISSING: 'productionUrl',
  PRODUCTION_URL_UNUSABLE: 'productionUrl',
  ACCESS_KEY_MISSING: 'accessKey',
};

/** The field of the declaration where the obstacle is removed; null when none does. */
export function obstacleRemedy(assetId: string, obstacle: RunObstacle | 'ROLE'): Route | null {
  const field = FIELDS[obstacle];
  return field === undefined ? null : connectionFieldPath(assetId, field);
}
