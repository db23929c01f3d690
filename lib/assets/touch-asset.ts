import type { Transaction } from '@/lib/db/client';
import { moveUpdatedAt } from './store';

/** Moves an asset's "Updated" to an instant at which something of it changed, in the transaction of that change. */
export const touchAsset = (tx: Transaction, assetId: string, at: Date): Promise<void> =>
  moveUpdatedAt(tx, assetId, at);
