import { SECOND_MS } from '@/lib/core/clock';
import { headerValue } from '@/lib/http/exchange';
import type { JsonObject } from '@/lib/signing/canonical';
import { type SignedVariant, signedVariants } from '@/lib/signing/hypotheses/signed-variants';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { WINDOW_MS } from '@/lib/signing/verify';
import { ACCEPTING_CODES } from '../rules/adversarial/answer-outcome';
import { withOtherStart, withSignature } from '../rules/adversarial/depart-from-call';
import { answeredJson } from '../rules/answered-instance';
import type { SignedCall } from '../rules/call-target';
import type { Explanation } from '../rules/explanation';
import type { InterfaceSpec } from '../rules/interface';
import { isRefusedAsUnauthentic } from '../rules/refused-signature';
import { type RestampedCall, restampCall } from '../rules/restamp-call';
import { callObstacle, signCall, signingKey } from '../rules/sign-call';
import { draftMessage } from './draft-message';
import type { CallDeps, MessageDraft } from './item-result';
import { sendCall } from './send-call';

/** A run that diagnoses must not look like an attack: every call but the last ones is one that a seller refuses. */
export const MOST_CALLS = 90;
const MOST_SILENCES = 3;
/** Tries of a new IV until a ciphertext holds a `+`: half of them do. */
const MOST_SIGNINGS = 20;
const SHIFTS_MS = [0, 1, 2, 3, 4, 5, 6, 7];

export type SignatureDiagnosis = {
  explanations: readonly Explanation[];
  messages: readonly MessageDraft[];
};

/** One thing that a seller may do, with the call that it would then accept. */
type Guess = { caseName: string; makeCall(): SignedCall | null; explanation: Explanation };

/**
 * Finds out what a seller calculates that refuses a correctly signed call (`000001`, 401, 403) and shows no value of
 * its own: sends the same request again with the signature that each known mistake would make of it, until one is
 * accepted. One call after another, each with a new nonce and the time of now, at most `MOST_CALLS`. What is accepted
 * counts only where a wrong signature of the same form is refused.
 * @param request the builder's plain values of the call that was refused
 * @returns null when our own side stopped
 */
export async function diagnoseSignature(
  spec: InterfaceSpec,
  request: JsonObject,
  deps: CallDeps,
): Promise<SignatureDiagnosis | null> {
  const accessKey = signingKey(spec, deps.target);
  if (accessKey === null || callObstacle(spec, deps.target) !== null)
    return { explanations: [], messages: [] };
  const search = new Search(spec, deps);
  const base = wireCall(spec, request, deps);
  const stamp = (at = deps.clock.now(), isInSeconds = false) => {
    const { productionUrl } = deps.target;
    const { random } = deps;
    return restampCall(base, { accessKey, productionUrl, at, isInSeconds, random }, nodePrimitives);
  };
  const again = await search.send('again', stamp().call);
  if (again === null) return null;
  if (again.isAuthentic) return search.found(explanationOf('SELLER_INCONSISTENT'));
  for (const guess of guessesOf(spec, deps, stamp, again.skewMs)) {
    if (search.isOver()) break;
    const outcome = await search.tryGuess(guess);
    if (outcome === null) return null;
    if (outcome) return search.found(outcome);
  }
  return search.nothingFound();
}

/** The likely ones first; a mistake of calculation before the departure that would hide it. */
function guessesOf(
  spec: InterfaceSpec,
  { target, clock }: CallDeps,
  stamp: (at?: Date, isInSeconds?: boolean) => RestampedCall,
  skewMs: number,
): Guess[] {
  const previous = target.previousKeys.length;
  const otherKeys = [
    ...target.previousKeys,
    spec.kind === 'kit' ? target.accessKey : target.kitAccessKey,
  ].filter((key) => key !== null);
  const variantsOf = ({ inputs }: RestampedCall): SignedVariant[] =>
    signedVariants({ ...inputs, otherKeys }, nodePrimitives);
  // Some mistakes show only where base64 happens to hold a `+`: a few milliseconds on, it may.
  const stamps = () => SHIFTS_MS.map((ms) => stamp(new Date(clock.now().getTime() + ms)));
  const [first = [], ...others] = stamps().map(variantsOf);
  const known = new Set(first.map(({ mistake }) => mistake));
  const rare = others.flat().filter(({ mistake }) => !known.has(mistake));
  const listed = [...first, ...new Map(rare.map((variant) => [variant.mistake, variant])).values()];
  const variants = listed.map((variant, index): Guess => {
    const { mistake, alsoMistakes } = variant;
    const isSame = (other: SignedVariant) => other.mistake === mistake;
    const occurrence = listed.slice(0, index).filter(isSame).length;
    return {
      caseName: mistake,
      makeCall: () => {
        for (const stamped of stamps()) {
          const now = variantsOf(stamped).filter(isSame)[occurrence];
          if (now) return withSignature(stamped.call, asSent(now.value, spec));
        }
        return null;
      },
      explanation:
        mistake === 'key-other'
          ? explanationOf('SELLER_OTHER_KEY', { key: occurrence < previous ? 'previous' : 'other' })
          : explanationOf('SELLER_MISTAKE', { mistakes: mistake, alternatives: alsoMistakes.join(', ') }),
    };
  });
  const isTime = ({ caseName }: Guess) => caseName === 'timestamp-in-seconds';
  const seconds: Guess = {
    caseName: 'seconds',
    makeCall: () => stamp(undefined, true).call,
    explanation: explanationOf('SELLER_SECONDS'),
  };
  const lowerCase: Guess = {
    caseName: 'lower-case',
    makeCall: () => {
      const { call } = stamp();
      return withSignature(call, call.signature.toLowerCase());
    },
    explanation: explanationOf('SELLER_LOWER_CASE'),
  };
  const sellersTime: Guess = {
    caseName: 'sellers-time',
    makeCall: () => stamp(new Date(clock.now().getTime() + skewMs)).call,
    explanation: explanationOf('SELLER_CLOCK_OFF', { seconds: Math.round(skewMs / SECOND_MS) }),
  };
  return [
    ...(spec.profile === 'v2-request' ? [lowerCase] : []),
    ...(Math.abs(skewMs) >= WINDOW_MS ? [sellersTime] : []),
    ...variants.filter(isTime),
    seconds,
    ...variants.filter((guess) => !isTime(guess)),
  ];
}

/** The bytes that every call repeats. In V1.0 with a `+` in a ciphertext where there can be one: `+` is what is lost. */
function wireCall(spec: InterfaceSpec, request: JsonObject, deps: CallDeps): SignedCall {
  let call = signCall(spec, request, deps.target, deps);
  const isEncrypted = spec.request.some(({ name, wire }) => wire === 'encrypted' && request[name]);
  for (let tries = 1; isEncrypted && tries < MOST_SIGNINGS && !hasPlus(call); tries += 1)
    call = signCall(spec, request, deps.target, deps);
  return call;
}

const hasPlus = ({ url, signature }: SignedCall) =>
  url.replace(encodeURIComponent(signature), '').includes('%2B');

/** KooGallery writes hexadecimal in upper case, but for the kit. */
const asSent = (value: string, { profile }: InterfaceSpec) =>
  profile === 'v2-request' && /^[0-9a-f]+$/.test(value) ? value.toUpperCase() : value;

const explanationOf = (code: Explanation['code'], values: Explanation['values'] = {}): Explanation => ({
  code,
  values,
  mark: null,
});

type Answered = { isAuthentic: boolean; isAccepted: boolean; skewMs: number };

/** The calls of one diagnosis. */
class Search {
  private readonly messages: MessageDraft[] = [];
  private silences = 0;

  constructor(
    private readonly spec: InterfaceSpec,
    private readonly deps: CallDeps,
  ) {}

  /** Two calls are left for a guess and its control. */
  isOver = () => this.silences >= MOST_SILENCES || this.messages.length > MOST_CALLS - 2;

  found = (explanation: Explanation): SignatureDiagnosis => ({
    explanations: [explanation],
    messages: this.messages,
  });

  /** A seller that fell silent is no seller that refuses. */
  nothingFound(): SignatureDiagnosis {
    const calls = this.messages.length;
    if (this.silences >= MOST_SILENCES) return { explanations: [], messages: this.messages };
    return this.found(explanationOf('SELLER_REFUSES_ALL', { calls }));
  }

  /** @returns what was found, undefined where the seller refuses this one too, null when our own side stopped */
  async tryGuess({ caseName, makeCall, explanation }: Guess): Promise<Explanation | undefined | null> {
    const call = makeCall();
    if (!call) return undefined;
    const answer = await this.send(caseName, call);
    if (!answer) return null;
    if (!answer.isAuthentic) return undefined;
    const other = makeCall();
    if (!other) return undefined;
    const control = await this.send('control', withSignature(other, withOtherStart(other.signature)));
    if (!control) return null;
    if (!control.isAuthentic) return explanation;
    return control.isAccepted ? explanationOf('SELLER_ACCEPTS_ANYTHING') : undefined;
  }

  /** @returns null when our own side stopped */
  async send(caseName: string, call: SignedCall): Promise<Answered | null> {
    const { deps, spec } = this;
    const startedAt = deps.clock.now();
    const result = await sendCall(call, deps);
    if (deps.signal.aborted || (!result.ok && result.failure.code === 'ABORTED')) return null;
    this.silences = result.ok ? 0 : this.silences + 1;
    const seen = answeredJson(result)?.resultCode;
    const resultCode = typeof seen === 'string' ? seen.slice(0, 6) : null;
    const status = result.ok ? result.exchange.response.status : null;
    const isAuthentic = resultCode !== null && !isRefusedAsUnauthentic({ attempt: { resultCode, status } });
    const about = {
      protocol: spec.protocol,
      activity: spec.activity,
      purpose: 'DIAGNOSIS' as const,
      caseName,
    };
    const judged = { checks: [], explanations: [], isPassed: isAuthentic, failureCode: null, resultCode };
    this.messages.push(draftMessage(about, call, result, judged, { id: deps.newId(), startedAt }));
    const date = result.ok ? Date.parse(headerValue(result.exchange.response.headers, 'date') ?? '') : NaN;
    return {
      isAuthentic,
      isAccepted: isAuthentic && ACCEPTING_CODES.includes(resultCode),
      skewMs: Number.isNaN(date) ? 0 : date - deps.clock.now().getTime(),
    };
  }
}
