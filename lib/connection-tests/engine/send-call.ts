import type { OutboundResult } from '@/lib/http/exchange';
import type { SignedCall } from '@/lib/koogallery/call-target';
import { TIMEOUT_MS } from '@/lib/koogallery/koogallery-messages';
import type { CallDeps } from './item-result';

/** A response of a business interface is small; what is longer is cut and said to be. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/** Sends a signed call through the guard, for at most as long as KooGallery waits. */
export const sendCall = (
  call: SignedCall,
  { outbound, signal }: Pick<CallDeps, 'outbound' | 'signal'>,
): Promise<OutboundResult> =>
  outbound.send({
    method: call.method,
    url: call.url,
    headers: call.headers,
    body: call.body,
    timeoutMs: TIMEOUT_MS,
    maxBodyBytes: MAX_RESPONSE_BYTES,
    signal,
  });
