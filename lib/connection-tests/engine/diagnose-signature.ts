import { ACCEPTING_CODES } from '@/lib/adversarial/classify-response';
import { headerValue, type OutboundResult } from '@/lib/http/exchange';
import type { SignedCall } from '@/lib/koogallery/call-target';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { restampCall } from '@/lib/koogallery/restamp-call';
import { callBlocker, signCall, signingKey } from '@/lib/koogallery/sign-call';
import { withOtherStart, withSignature } from '@/lib/koogallery/tampering/tamper-call';
import type { Explanation } from '@/lib/response-checks/explanation';
import type { BodySignKey } from '@/lib/response-checks/signature/body-sign-key';
import {
  SHIFTS_MS,
  type SignatureGuess,
  signatureExplanation,
  signatureGuesses,
} from '@/lib/response-checks/signature/signature-guesses';
import type { JsonObject } from '@/lib/signing/canonical';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { readResponseJson } from '../rules/read-response-instance';
import { signatureFacts } from './call-interface';
import { draftMessage } from './draft-message';
import { directExplainer } from './explain-call';
import type { CallDeps, MessageDraft } from './item-result';
import { sendCall } from './send-call';

/** A run that diagnoses must not look like an attack: every call but the last ones is one that a seller refuses. */
export const MOST_CALLS = 90;
const MOST_SILENCES = 3;

export type SignatureDiagnosis = {
  explanations: readonly Explanation[];
  messages: readonly MessageDraft[];
};

/**
 * Finds out what a seller calculates that refuses a correctly signed call (`isRefusedAsUnauthentic`). A refusal that
 * shows the seller's own value is taken to the Signature X-ray. Else the same request is sent again with the signature
 * that each known mistake would make of it, until one is accepted. One call after another, each with a new nonce and
 * the time of now, at most `MOST_CALLS`. What is accepted counts only where a wrong signature of the same form is
 * refused.
 * @param request the builder's plain values of the call that was refused
 * @returns null when our own side stopped
 */
export async function diagnoseSignature(
  spec: InterfaceSpec,
  request: JsonObject,
  deps: CallDeps,
): Promise<SignatureDiagnosis | null> {
  const accessKey = signingKey(spec, deps.target);
  if (accessKey === null || callBlocker(spec, deps.target) !== null)
    return { explanations: [], messages: [] };
  const search = new DiagnosisCalls(spec, deps);
  // Every call repeats its bytes.
  const base = signCall(spec, request, deps.target, deps);
  const { productionUrl } = deps.target;
  const stamp = (offsetMs = 0, isInSeconds = false) => {
    const at = new Date(deps.clock.now().getTime() + offsetMs);
    const stamping = { accessKey, productionUrl, at, isInSeconds, random: deps.random };
    return restampCall(base, stamping, nodePrimitives);
  };
  // In base64, a `+` of the signature itself may be what is lost on the way: then another value is not.
  const retries = SHIFTS_MS.map((ms) => stamp(ms));
  const repeated = retries.find(({ call }) => !call.signature.includes('+')) ?? stamp();
  const withoutPlus = repeated.call;
  const again = await search.send('again', withoutPlus);
  if (!again) return null;
  if (again.isAuthentic) return search.found([signatureExplanation('SELLER_INCONSISTENT')]);
  const { target } = deps;
  const facts = signatureFacts(spec, withoutPlus, target);
  const { explainShown, readBodySignKey } = deps.explainer ?? directExplainer;
  const shown = await explainShown(again.result, repeated, facts.otherKeys);
  if (shown.length > 0) return search.found(shown);
  const { skewMs } = again;
  for (const guess of signatureGuesses({ spec, target, stamp, skewMs, digests: nodePrimitives })) {
    if (search.isOver()) break;
    const outcome = await search.tryGuess(guess);
    if (outcome === null) return null;
    if (outcome) return search.found(outcome);
  }
  return search.nothingFound(await readBodySignKey(again.result, facts));
}

/** `diagnoseSignature` for a call of a run, named by its activity. */
export async function diagnoseRefusal(
  refused: { activity: string; request: JsonObject },
  deps: CallDeps,
): Promise<SignatureDiagnosis | null> {
  const spec = findInterface(deps.protocol, refused.activity);
  return spec ? diagnoseSignature(spec, refused.request, deps) : { explanations: [], messages: [] };
}

type AskedCall = { isAuthentic: boolean; isAccepted: boolean; skewMs: number; result: OutboundResult };

/** The calls of one diagnosis, at most so many. */
export class DiagnosisCalls {
  /** Of every call, in the order made. */
  readonly results: OutboundResult[] = [];
  private readonly messages: MessageDraft[] = [];
  private silences = 0;

  constructor(
    private readonly spec: InterfaceSpec,
    private readonly deps: CallDeps,
    private readonly mostCalls = MOST_CALLS,
  ) {}

  /** Two calls are left for a guess and its control. */
  isOver = () => this.silences >= MOST_SILENCES || this.messages.length > this.mostCalls - 2;

  found = (explanations: readonly Explanation[]): SignatureDiagnosis => ({
    explanations,
    messages: this.messages,
  });

  /** A seller that fell silent is no seller that refuses. */
  nothingFound(key: BodySignKey): SignatureDiagnosis {
    const calls = this.messages.length;
    if (this.silences >= MOST_SILENCES) return { explanations: [], messages: this.messages };
    return this.found([
      key === 'other'
        ? signatureExplanation('SELLER_KEY_UNKNOWN', { calls })
        : signatureExplanation('SELLER_REFUSES_ALL', { calls, key }),
    ]);
  }

  /** @returns what was found, undefined where the seller refuses this one too, null when our own side stopped */
  async tryGuess({
    name,
    makeCall,
    explanations,
  }: SignatureGuess): Promise<readonly Explanation[] | undefined | null> {
    const call = makeCall();
    if (!call) return undefined;
    const response = await this.send(name, call);
    if (!response) return null;
    if (!response.isAuthentic) return undefined;
    const other = makeCall();
    if (!other) return undefined;
    const control = await this.send('control', withSignature(other, withOtherStart(other.signature)));
    if (!control) return null;
    if (!control.isAuthentic) return explanations;
    return control.isAccepted ? [signatureExplanation('SELLER_ACCEPTS_ANYTHING')] : undefined;
  }

  /** @returns null when our own side stopped */
  async send(caseName: string, call: SignedCall): Promise<AskedCall | null> {
    const { deps, spec } = this;
    const startedAt = deps.clock.now();
    const result = await sendCall(call, deps);
    if (deps.signal.aborted || (!result.ok && result.failure.code === 'ABORTED')) return null;
    this.results.push(result);
    this.silences = result.ok ? 0 : this.silences + 1;
    const seen = readResponseJson(result)?.resultCode;
    const resultCode = typeof seen === 'string' ? seen.slice(0, 6) : null;
    const status = result.ok ? result.exchange.response.status : null;
    const isAuthentic = resultCode !== null && resultCode !== '000001' && status !== 401 && status !== 403;
    const about = {
      protocol: spec.protocol,
      activity: spec.activity,
      purpose: 'DIAGNOSIS' as const,
      caseName,
    };
    const judged = { checks: [], explanations: [], isPassed: isAuthentic, failureCode: null, resultCode };
    this.messages.push(draftMessage(about, call, result, { ...judged, id: deps.newId(), startedAt }));
    const date = result.ok ? Date.parse(headerValue(result.exchange.response.headers, 'date') ?? '') : NaN;
    return {
      result,
      isAuthentic,
      isAccepted: isAuthentic && ACCEPTING_CODES.includes(resultCode),
      skewMs: Number.isNaN(date) ? 0 : date - deps.clock.now().getTime(),
    };
  }
}
