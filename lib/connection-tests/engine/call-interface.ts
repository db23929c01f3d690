import type { OutboundResult } from '@/lib/http/exchange';
import type { CallTarget, SignedCall } from '@/lib/koogallery/call-target';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { signCall, signingKey } from '@/lib/koogallery/sign-call';
import type { MessagePurpose } from '@/lib/messages/message-record';
import { checkResponse, type ResponseResult } from '@/lib/response-checks/check-response';
import type { Explanation } from '@/lib/response-checks/explanation';
import type { SignatureFacts } from '@/lib/response-checks/signature/explain-signature';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { draftMessage } from './draft-message';
import { directExplainer } from './explain-call';
import type { CallDeps, MessageDraft } from './item-result';
import { sendCall } from './send-call';

export type CalledInterface = {
  draft: MessageDraft;
  assessment: ResponseResult;
  result: OutboundResult;
  /** Causes in the order in which a call meets them; also in the draft. */
  explanations: readonly Explanation[];
};

/**
 * Signs a request as KooGallery does, sends it, judges the response as KooGallery's debugging page does, and names what
 * is wrong with it.
 * @param request the builder's plain values
 * @returns null when our own side stopped the call: that says nothing about the seller
 * @throws AppError PRECONDITION_FAILED where `callBlocker` names one
 */
export async function callInterface(
  spec: InterfaceSpec,
  request: JsonObject,
  deps: CallDeps,
  about: { purpose: MessagePurpose; caseName: string },
): Promise<CalledInterface | null> {
  const { target, clock } = deps;
  const startedAt = clock.now();
  const call = signCall(spec, request, target, deps);
  const result = await sendCall(call, deps);
  const facts = signatureFacts(spec, call, target);
  const { previousKeys } = target;
  const assessment = checkResponse({ spec, ...facts, previousKeys, result }, nodePrimitives);
  if (assessment.outcome === 'not-run') return null;
  const { protocol, activity, response, inProgressCodes } = spec;
  const explanations = await (deps.explainer ?? directExplainer).explainCall({
    spec: { protocol, activity, response, inProgressCodes },
    ...{ url: call.url, result, checks: assessment.checks, facts },
  });
  const draft = draftMessage({ protocol, activity, ...about }, call, result, {
    checks: assessment.checks,
    explanations,
    isPassed: assessment.outcome !== 'fail',
    failureCode: assessment.checks.find(({ state }) => state === 'fail')?.code ?? null,
    resultCode: assessment.checks.find(({ code }) => code === 'RESULT_CODE')?.seen?.slice(0, 6) ?? null,
    ...{ id: deps.newId(), startedAt },
  });
  return { draft, assessment, result, explanations };
}

/** The keys that a seller may sign with instead of the right one: previous ones, and those of the other interface type. */
export function signatureFacts(
  spec: InterfaceSpec,
  call: Pick<SignedCall, 'timestamp'>,
  target: CallTarget,
): SignatureFacts {
  const otherType = spec.kind === 'kit' ? target.accessKey : target.kitAccessKey;
  return {
    accessKey: signingKey(spec, target) ?? '',
    otherKeys: [...target.previousKeys, ...(otherType === null ? [] : [otherType])],
    requestTimestamp: call.timestamp,
  };
}
