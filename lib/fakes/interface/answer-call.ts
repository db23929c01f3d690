import type { IsFaultOn } from '../faults';
import type { FaultProtocol } from '../faults/fault-entry';
import { type Ask, redirectReply, reply, type WireReply } from '../wire/ask-and-reply';
import { authenticateCall } from './authenticate-call';
import { blockPage } from './block-page';
import { otherAccessKey } from './expected-signature';
import type { InterfaceContext } from './interface-context';
import { judgeCall } from './judge-call';
import { presentResult } from './present-result';
import { type ReadCall, readCall, recogniseProtocol } from './read-call';
import { replyInFront } from './replies-in-front';
import { type CallResult, INTERNAL_ERROR, invalidRequest, refused } from './result';
import { writeResponse } from './write-response';

/** An internal error that the seller does not catch. */
const CRASH = reply(500, 'application/json; charset=utf-8', '{"error":"internal"}');
const JSON_IN_UTF8 = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;
const WHOLE_SECONDS = /^(?:\d{10}|\d{14})$/;

/**
 * One call of the signed interfaces: V2.0 by POST and V1.0 by GET on the production URL, joint operations on their own
 * paths (koogallery-protocol §2). Signatures are verified over what came (§3), answers are signed (§3.4), and both are
 * spoiled by the faults that are on.
 */
export async function answerCall(ask: Ask, context: InterfaceContext): Promise<WireReply> {
  const { state, clock, random } = context;
  const { isFaultOn } = state;
  const protocol = recogniseProtocol(ask);
  if (!protocol) {
    return reply(405, 'text/plain; charset=utf-8', 'Calls are sent with POST, those of V1.0 with GET.', [
      ['Allow', 'POST'],
    ]);
  }
  if (isFaultOn('slow')) await context.pause(state.slowMs());
  if (isFaultOn('connection-reset')) return 'reset';
  if (isFaultOn('redirect')) return redirectReply(302, '/login');
  if (isFaultOn('gateway-block-page')) return blockPage(403, random, clock.now());
  if (isFaultOn('gateway-block-page-200')) return blockPage(200, random, clock.now());
  const inFront = replyInFront(isFaultOn);
  if (inFront) return inFront;
  if (isFaultOn('http-500')) return CRASH;
  const call = readCall(ask, protocol, isFaultOn);
  if (doesCrashOn(ask, call, isFaultOn)) return CRASH;
  const accessKey = keyFor(protocol, context);
  const result = await decide(call, accessKey, context);
  if (result === 'crash') return CRASH;
  const json = presentResult(result, { ...context, protocol, accessKey, isFaultOn, now: clock.now() });
  return writeResponse(json, { accessKey, timestamp: call.claim.timestamp ?? '' }, isFaultOn);
}

/** The key of an interface's type: it verifies, signs the response, and encrypts. */
function keyFor(protocol: FaultProtocol, { state, name }: InterfaceContext): string | null {
  const accessKey = state.accessKey(name, protocol === 'kit' ? 'kit' : 'basic');
  return accessKey !== null && state.isFaultOn('other-access-key') ? otherAccessKey(accessKey) : accessKey;
}

function doesCrashOn({ headers }: Ask, { protocol, claim }: ReadCall, isFaultOn: IsFaultOn): boolean {
  const isForeignType = protocol !== 'V1' && !JSON_IN_UTF8.test(headers['content-type'] ?? '');
  return (
    (isFaultOn('fails-on-content-type') && isForeignType) ||
    (isFaultOn('fails-on-seconds') && WHOLE_SECONDS.test(claim.timestamp ?? ''))
  );
}

async function decide(
  call: ReadCall,
  accessKey: string | null,
  context: InterfaceContext,
): Promise<CallResult | 'crash'> {
  const { isFaultOn } = context.state;
  if (isFaultOn('result-code-000001')) return refused(null);
  if (isFaultOn('result-code-000005')) return INTERNAL_ERROR;
  const refusal = authenticateCall(call, { ...context, accessKey, isFaultOn });
  if (refusal !== null) return refused(refusal);
  if (!call.fields) return invalidRequest(['body']);
  return judgeCall({ ...call, fields: call.fields }, accessKey, context);
}
