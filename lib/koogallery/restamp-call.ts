import { SECOND_MS } from '@/lib/core/clock';
import { decodeQuery, type Parameter, readQuery } from '@/lib/signing/canonical';
import type { RequestInputs } from '@/lib/signing/hypotheses/examined';
import type { Digests, RandomBytes } from '@/lib/signing/primitives';
import { stagesV1AuthToken } from '@/lib/signing/profiles/v1-auth-token';
import { stagesV2Kit } from '@/lib/signing/profiles/v2-kit';
import { NONCE_CHARACTERS, stagesV2Request } from '@/lib/signing/profiles/v2-request';
import { randomText } from '@/lib/signing/random-text';
import { formatUtcTimestamp } from '@/lib/signing/verify';
import type { SignedCall } from './call-target';
import { timestampName, withHeader, withParameter, withSignature } from './tampering/tamper-call';

/** The same request once more: its call, correctly signed, and what a verifier calculates with. */
export type RestampedCall = { call: SignedCall; inputs: RequestInputs };

export type Stamping = {
  accessKey: string;
  productionUrl: string;
  at: Date;
  isInSeconds?: boolean;
  random: RandomBytes;
};

/**
 * A call with the current time, a new nonce and the signature that goes with them. The payload stays what it was to the
 * byte: encrypted values are not encrypted again, so that only the signature tells two calls apart.
 */
export function restampCall(call: SignedCall, stamping: Stamping, digests: Digests): RestampedCall {
  const { accessKey, at, isInSeconds = false } = stamping;
  if (call.profile === 'v1-auth-token') return restampV1(call, stamping, digests);
  const timestamp = String(isInSeconds ? Math.floor(at.getTime() / SECOND_MS) : at.getTime());
  const nonce = randomText(NONCE_CHARACTERS.sent, stamping.random);
  const { body } = call;
  const inputs: RequestInputs = { profile: call.profile, accessKey, nonce, timestamp, body };
  if (call.profile === 'v2-kit') {
    const { signature } = stagesV2Kit({ key: accessKey, payload: body, nonce, timestamp }, digests);
    const stamped = withHeader(withHeader(call, 'x-timestamp', timestamp), 'x-nonce', nonce);
    return { call: { ...withSignature(stamped, signature), timestamp, nonce }, inputs };
  }
  const { signature } = stagesV2Request({ accessKey, body, nonce, timestamp }, digests);
  const stamped = withParameter(withParameter(call, 'timestamp', timestamp), 'nonce', nonce);
  return { call: { ...withSignature(stamped, signature.toUpperCase()), timestamp, nonce }, inputs };
}

function restampV1(call: SignedCall, stamping: Stamping, digests: Digests): RestampedCall {
  const { accessKey, at, isInSeconds = false } = stamping;
  const timestamp = formatUtcTimestamp(at, !isInSeconds);
  const stamped = withParameter(call, timestampName(call), timestamp);
  // Parameters of the declared URL itself are signed, too, as `signCall` does.
  const parameters: Parameter[] = decodeQuery(readQuery(stamped.url)).filter(
    ([name]) => name !== 'authToken',
  );
  const { signature } = stagesV1AuthToken({ accessKey, parameters }, digests);
  return {
    call: { ...withSignature(stamped, signature), timestamp },
    inputs: { profile: 'v1-auth-token', accessKey, parameters, query: readQuery(stamped.url) },
  };
}
