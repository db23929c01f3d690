import type { OutboundResult } from '@/lib/http/exchange';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import type { RestampedCall } from '@/lib/koogallery/restamp-call';
import type { ResponseCheck } from '@/lib/response-checks/check';
import { explainFields } from '@/lib/response-checks/explain-fields';
import { explainTiming } from '@/lib/response-checks/explain-timing';
import { explainTransport, isAnsweredElsewhere } from '@/lib/response-checks/explain-transport';
import type { Explanation } from '@/lib/response-checks/explanation';
import { type BodySignKey, findBodySignKey } from '@/lib/response-checks/signature/body-sign-key';
import { explainShownSignature } from '@/lib/response-checks/signature/explain-shown-signature';
import { explainSignature, type SignatureFacts } from '@/lib/response-checks/signature/explain-signature';
import { nodePrimitives } from '@/lib/signing/node-primitives';

/** A judged call as data: what a thread can be told of it. */
export type JudgedCall = {
  spec: Pick<InterfaceSpec, 'protocol' | 'activity' | 'response' | 'inProgressCodes'>;
  url: string;
  result: OutboundResult;
  checks: readonly ResponseCheck[];
  facts: SignatureFacts;
};

/** What reads a seller's response to the last byte, and may be at it for long. */
export type Explainer = {
  /** Causes in the order in which a call meets them. */
  explainCall(call: JudgedCall): Promise<readonly Explanation[]>;
  /** What a call without a verdict of its own met on its way. */
  explainWay(url: string, result: OutboundResult): Promise<readonly Explanation[]>;
  /** What a refusal says by itself where it shows the seller's own signature. */
  explainShown(
    result: OutboundResult,
    call: RestampedCall,
    otherKeys: readonly string[],
  ): Promise<readonly Explanation[]>;
  /** The key that a response is signed with. */
  readBodySignKey(result: OutboundResult, facts: SignatureFacts): Promise<BodySignKey>;
};

export function explainCall({ spec, url, result, checks, facts }: JudgedCall): Explanation[] {
  const known = findInterface(spec.protocol, spec.activity);
  const transport = explainWay(url, result);
  return [
    ...transport,
    ...explainTiming(result),
    ...explainSignature(spec, { result, checks }, facts, nodePrimitives),
    ...(isAnsweredElsewhere(transport) || !known ? [] : explainFields({ ...known, ...spec }, result, checks)),
  ];
}

export const explainWay = (url: string, result: OutboundResult): Explanation[] =>
  explainTransport({ url, result, tls: null });

export const explainShown = (
  result: OutboundResult,
  call: RestampedCall,
  otherKeys: readonly string[],
): Explanation[] => explainShownSignature(result, call, otherKeys, nodePrimitives);

export const readBodySignKey = (result: OutboundResult, facts: SignatureFacts): BodySignKey =>
  findBodySignKey(result, facts, nodePrimitives);

/** Explains in the thread of the caller: for the command line, whose only work it is, and tests. */
export const directExplainer: Explainer = {
  explainCall: async (call) => explainCall(call),
  explainWay: async (url, result) => explainWay(url, result),
  explainShown: async (result, call, otherKeys) => explainShown(result, call, otherKeys),
  readBodySignKey: async (result, facts) => readBodySignKey(result, facts),
};
