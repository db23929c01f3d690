import { type Ask, type Outcome, redirectReply, reply } from '../wire/ask-and-reply';
import { authenticateCall, type CallAuthentication } from './authenticate-call';
import { callSchema } from './call-schema';
import { type CallAnswer, type CallContext, runCall } from './run-call';
import { type BodySigner, spoilAnswer } from './spoil-answer';

type InterfaceContext = CallContext &
  CallAuthentication & {
    /** The `Body-Sign` value of a body; null while the site has no access key. */
    signBody: BodySigner;
    /** Resolves after so many milliseconds, or at once when the server stops. */
    pause(ms: number): Promise<void>;
  };

/**
 * `POST /saas/produce`: one call of the V2.0 basic interfaces (koogallery-protocol §2.1), signature verified over the
 * bytes as they came (§3.1), answer signed (§3.4), spoiled by the faults that are on.
 */
export async function answerCall(ask: Ask, context: InterfaceContext): Promise<Outcome> {
  const { state } = context;
  if (ask.method !== 'POST') {
    return reply(405, 'text/plain; charset=utf-8', 'Calls are sent with POST.', [['Allow', 'POST']]);
  }
  if (state.isFaultOn('slow')) await context.pause(state.slowMs());
  if (state.isFaultOn('connection-reset')) return 'reset';
  if (state.isFaultOn('redirect')) return redirectReply(302, '/login');
  if (state.isFaultOn('http-500'))
    return reply(500, 'application/json; charset=utf-8', '{"error":"internal"}');
  return spoilAnswer(decide(ask, context), state, context.signBody);
}

function decide(ask: Ask, context: InterfaceContext): CallAnswer {
  const { state } = context;
  if (state.isFaultOn('result-code-000001')) return refuse('authentication failed.');
  if (state.isFaultOn('result-code-000005'))
    return { resultCode: '000005', resultMsg: 'other internal error.' };
  const refusal = authenticateCall(ask, context);
  if (refusal !== null) return refuse(`authentication failed: ${refusal}.`);
  const call = callSchema.safeParse(parseJson(ask.body));
  if (!call.success) return { resultCode: '000002', resultMsg: invalidFields(call.error.issues) };
  return runCall(call.data, context);
}

const refuse = (resultMsg: string): CallAnswer => ({ resultCode: '000001', resultMsg });

/** Undefined for bytes that are not JSON in UTF-8, which no schema accepts. */
function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** Names the fields, never repeats their values; resultMsg has at most 255 characters. */
function invalidFields(issues: readonly { path: readonly PropertyKey[] }[]): string {
  const names = [...new Set(issues.map(({ path }) => String(path[0] ?? 'body')))];
  return `invalid request parameter: ${names.join(', ')}.`.slice(0, 255);
}
