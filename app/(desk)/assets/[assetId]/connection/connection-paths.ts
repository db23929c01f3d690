import type { Route } from 'next';
import { assetPath } from '../../asset-paths';

/** The page of one case. */
export const casePath = (assetId: string, activity: string): Route =>
  `${assetPath(assetId, 'connection')}/${activity}` as Route;
