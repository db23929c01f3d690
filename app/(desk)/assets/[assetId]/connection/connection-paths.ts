import type { Route } from 'next';
import { assetPath } from '@/app/(desk)/assets/asset-paths';

/** The page of one run. */
export const runPath = (assetId: string, runId: string): Route =>
  `${assetPath(assetId, 'connection')}/runs/${runId}` as Route;

/** The page of one case: the interface's own, or a saved one. */
export const casePath = (assetId: string, activity: string, caseId?: string): Route =>
  `${assetPath(assetId, 'connection')}/${activity}${caseId ? `?case=${caseId}` : ''}` as Route;
