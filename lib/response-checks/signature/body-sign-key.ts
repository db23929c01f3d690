import type { OutboundResult } from '@/lib/http/exchange';
import { explain } from '@/lib/signing/hypotheses/explain';
import type { Digests } from '@/lib/signing/primitives';
import type { SignatureFacts } from './explain-signature';

/**
 * What a response's own `Body-Sign` says about the key that a seller has. `declared`: it signs with ours, whatever else
 * it does wrong; `other`: neither ours nor one that we know makes the value, alone or with known mistakes; `unknown`:
 * there is nothing to read, or it was signed with a previous key.
 */
export type BodySignKey = 'declared' | 'other' | 'unknown';

export function findBodySignKey(
  result: OutboundResult,
  facts: SignatureFacts,
  digests: Digests,
): BodySignKey {
  if (!result.ok) return 'unknown';
  const { headers, decodedBody: body } = result.exchange.response;
  const xray = explain({ profile: 'v1-body-sign', ...facts, headers, body }, digests);
  if (xray.verdict === 'UNEXPLAINED') return 'other';
  const isOurs = xray.verdict === 'EXPLAINED' && !xray.mistakes.includes('key-other');
  return xray.verdict === 'CORRECT' || isOurs ? 'declared' : 'unknown';
}
