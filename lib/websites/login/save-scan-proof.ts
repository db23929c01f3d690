import type { Transaction } from '@/lib/db/client';
import { loginState } from '../rules/login-state';
import { findLoginProfile, updateLastTry } from './store';

/**
 * Counts a complete scan that proved the login as a try of it, in the transaction that ends the scan. A try that proved
 * these settings already says more and stays; settings that were changed during the scan are not proven by it.
 */
export async function saveScanProof(
  tx: Transaction,
  profile: { websiteId: string; version: number },
  proof: { at: Date; requests: number; durationMs: number },
): Promise<void> {
  const stored = await findLoginProfile(tx, { id: profile.websiteId });
  if (loginState(stored) === 'PROVEN') return;
  const seen = { status: null, finalUrl: null, title: '', text: '', preview: '' };
  const { at, ...effort } = proof;
  await updateLastTry(
    tx,
    profile,
    { ...seen, ...effort, isProven: true, reason: 'PROVEN_BY_SCAN', values: {} },
    at,
  );
}
