import type { Clock } from '@/lib/core/clock';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV2Request } from '@/lib/signing/profiles/v2-request';
import type { NonceCache } from '@/lib/signing/verify';
import type { SellerState, SiteName } from '../seller-state';
import type { Ask } from '../wire/ask-and-reply';

export type CallAuthentication = { name: SiteName; state: SellerState; clock: Clock; nonces: NonceCache };

/**
 * Whether a call comes from the holder of the site's access key (koogallery-protocol §3.1).
 * @returns null when it does, else the reason code of the signing room, or `ACCESS_KEY_NOT_SET`
 */
export function authenticateCall(
  ask: Ask,
  { name, state, clock, nonces }: CallAuthentication,
): string | null {
  if (state.isFaultOn('accepts-any-signature')) return null;
  const accessKey = state.accessKey(name);
  if (accessKey === null) return 'ACCESS_KEY_NOT_SET';
  const body = state.isFaultOn('reserialised-verification') ? reserialised(ask.body) : ask.body;
  const policy = { accessKey, clock, nonces: state.isFaultOn('no-replay-protection') ? null : nonces };
  const verification = verifyV2Request({ url: ask.target, body }, policy, nodePrimitives);
  return verification.ok ? null : verification.failure.code;
}

/** The body as a framework prints it that has parsed it before anybody verified: a space after `:` and `,`. */
function reserialised(body: Uint8Array): Uint8Array {
  try {
    const printed = JSON.stringify(JSON.parse(new TextDecoder().decode(body)), null, 1);
    // Newlines inside strings are escaped, so every raw one is the printer's.
    return new TextEncoder().encode(printed.replace(/,\n\s*/g, ', ').replace(/\n\s*/g, ''));
  } catch {
    return body;
  }
}
