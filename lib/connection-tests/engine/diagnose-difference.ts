import type { AdversarialCall, AdversarialResponse } from '@/lib/adversarial/adversarial-test';
import { TOGETHER, UNUSUAL } from '@/lib/adversarial/ask-values';
import { isAccepted } from '@/lib/adversarial/classify-response';
import type { SignedCall } from '@/lib/koogallery/call-target';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { restampCall } from '@/lib/koogallery/restamp-call';
import { signingKey } from '@/lib/koogallery/sign-call';
import type { Explanation } from '@/lib/response-checks/explanation';
import { explainShownSignature } from '@/lib/response-checks/signature/explain-shown-signature';
import { guessesAtDifference } from '@/lib/response-checks/signature/signature-guesses';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { readResponseJson } from '../rules/read-response-instance';
import { signatureFacts } from './call-interface';
import { DiagnosisCalls, type SignatureDiagnosis } from './diagnose-signature';
import type { CallDeps } from './item-result';
import type { MadeResponse } from './remove-traces';

/** Few mistakes are left once a correct call was accepted. */
export const MOST_CALLS_OF_DIFFERENCE = 30;
/** Each rules mistakes out, and takes time to look at. */
const MOST_ACCEPTED = 8;

export type DifferenceDiagnosis = SignatureDiagnosis & {
  /** Calls that the seller carried out: what they made has to be removed. */
  accepted: readonly MadeResponse[];
};

export const NOTHING_FOUND: DifferenceDiagnosis = { explanations: [], messages: [], accepted: [] };

const isUnauthentic = ({ result, resultCode }: AdversarialResponse): boolean =>
  resultCode === '000001' || (result.ok && [401, 403].includes(result.exchange.response.status));

/**
 * What a seller calculates that accepted correct calls of a test and refused another one as not authentic. Only mistakes
 * that make no difference to the accepted calls are asked about, as `diagnoseSignature` does: with the widest call of the
 * test, then with a refused one that holds little. Finds nothing where every response is as it should be, or no such mistake explains it.
 * @returns null when our own side stopped
 */
export async function diagnoseDifference(
  responses: readonly AdversarialResponse[],
  findWidest: () => AdversarialCall | null,
  deps: CallDeps,
): Promise<DifferenceDiagnosis | null> {
  const accepted = responses.filter(
    (response) => ['control', 'accepted'].includes(response.expects.kind) && isAccepted(response),
  );
  const refusals = responses.filter(
    (response) => response.expects.kind === 'accepted' && isUnauthentic(response),
  );
  const refused = refusals.find(({ label }) => label !== TOGETHER && label !== UNUSUAL) ?? refusals[0];
  const spec = refused && findInterface(deps.protocol, refused.activity);
  if (!spec || accepted.length === 0) return NOTHING_FOUND;
  const calls = accepted.slice(0, MOST_ACCEPTED).map(({ call }) => call);
  let whole = NOTHING_FOUND;
  const widest = findWidest();
  for (const asked of widest ? [widest, refused] : [refused]) {
    const found = await lookInto(asked, calls, spec, deps);
    if (!found) return null;
    whole = {
      explanations: found.explanations,
      messages: [...whole.messages, ...found.messages],
      accepted: [...whole.accepted, ...found.accepted],
    };
    if (whole.explanations.length > 0) break;
  }
  return whole;
}

async function lookInto(
  { call, activity, request }: Pick<AdversarialCall, 'call' | 'activity' | 'request'>,
  accepted: readonly SignedCall[],
  spec: InterfaceSpec,
  deps: CallDeps,
): Promise<DifferenceDiagnosis | null> {
  const accessKey = signingKey(spec, deps.target);
  if (accessKey === null) return NOTHING_FOUND;
  const { productionUrl } = deps.target;
  const makeStamp = (one: SignedCall, offsetMs = 0, isInSeconds = false) => {
    const at = new Date(deps.clock.now().getTime() + offsetMs);
    const stamping = { accessKey, productionUrl, at, isInSeconds, random: deps.random };
    return restampCall(one, stamping, nodePrimitives);
  };
  const search = new DiagnosisCalls(spec, deps, MOST_CALLS_OF_DIFFERENCE);
  const found = (explanations: readonly Explanation[]): DifferenceDiagnosis => ({
    ...search.found(explanations),
    accepted: search.results
      .map((result) => ({ activity, request, result, json: readResponseJson(result) }))
      .map((made) => ({ ...made, resultCode: String(made.json?.resultCode ?? '') }))
      .filter(isAccepted),
  });
  const stamp = (offsetMs?: number, isInSeconds?: boolean) => makeStamp(call, offsetMs, isInSeconds);
  const again = stamp();
  const response = await search.send('again', again.call);
  if (!response) return null;
  if (response.isAuthentic) return found([]);
  const { otherKeys } = signatureFacts(spec, again.call, deps.target);
  const shown = explainShownSignature(response.result, again, otherKeys, nodePrimitives);
  if (shown.length > 0) return found(shown);
  const sources = { spec, target: deps.target, stamp, skewMs: 0, digests: nodePrimitives };
  const known = accepted.map((one) => makeStamp(one).inputs);
  for (const guess of guessesAtDifference(sources, known)) {
    if (search.isOver()) break;
    const outcome = await search.tryGuess(guess);
    if (outcome === null) return null;
    if (outcome) return found(outcome);
  }
  return found([]);
}
