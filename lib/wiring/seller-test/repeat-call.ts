import type { MessageDraft } from '@/lib/connection-tests/engine/item-result';
import { fixedClock } from '@/lib/core/clock';
import type { CapturedRequest } from '@/lib/http/exchange';
import type { CallTarget } from '@/lib/koogallery/call-target';
import type { Tampering } from '@/lib/koogallery/tampering/tampering';
import { curlCommand } from '@/lib/response-checks/reproduce/curl';
import { signingScript } from '@/lib/response-checks/reproduce/signing-script';
import { toBytes } from '@/lib/signing/encoding';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { recogniseProfile, verifyMessage } from '@/lib/signing/wire-message';
import { type Showing, toReadableAttempt } from './describe-call';
import type { RepeatReport } from './test-report';

/**
 * How a call can be made again by whoever reads of it. A curl command is the call itself, masked unless everything is
 * shown. A script signs again, wrong in the same way where a test of the suite was wrong on purpose; none for a call that
 * is wrong in a way that nobody meant.
 * @param tampering of a call of the suite; empty for every other call
 * @param isSample every value was made up here, so that the script may hold them; else it holds what may be shown
 */
export async function repeatCall(
  draft: MessageDraft,
  { accessKey, kitAccessKey }: Pick<CallTarget, 'accessKey' | 'kitAccessKey'>,
  { tampering, isSample }: { tampering: Tampering; isSample: boolean },
  showing: Showing,
): Promise<RepeatReport> {
  const { attempt } = draft;
  const { method, url, requestHead: headers, requestBody: body } = attempt;
  const exact: CapturedRequest = { method, url, headers, body };
  const { isRevealed } = showing;
  const shown = isRevealed ? exact : await maskedRequest(draft, showing);
  const profile = recogniseProfile(exact);
  const key = profile === 'v2-kit' ? (kitAccessKey ?? '') : accessKey;
  const policy = { accessKey: key, clock: fixedClock(attempt.startedAt), nonces: null };
  const isSignedRightly = profile !== null && verifyMessage(profile, exact, policy, nodePrimitives).ok;
  const isDeparting = Object.keys(tampering).length > 0;
  return {
    callId: draft.id,
    label: draft.caseName,
    script: isSignedRightly || isDeparting ? signingScript(isSample ? exact : shown, tampering) : null,
    curl: curlCommand(shown),
    isCurlMasked: !isRevealed,
  };
}

async function maskedRequest(draft: MessageDraft, showing: Showing): Promise<CapturedRequest> {
  const { url, requestHead, requestText } = await toReadableAttempt(draft.attempt, showing);
  return { method: draft.attempt.method, url, headers: requestHead, body: toBytes(requestText ?? '') };
}
