import { SECOND_MS } from '@/lib/core/clock';
import type { CallTarget, SignedCall } from '@/lib/koogallery/call-target';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import type { RestampedCall } from '@/lib/koogallery/restamp-call';
import { withSignature } from '@/lib/koogallery/tampering/tamper-call';
import type { RequestInputs } from '@/lib/signing/hypotheses/examined';
import type { Rank } from '@/lib/signing/hypotheses/hypothesis';
import { mistakeWords, profileSide } from '@/lib/signing/hypotheses/mistake-words';
import { type PairedVariant, pairedVariants } from '@/lib/signing/hypotheses/paired-variants';
import {
  type SignedVariant,
  signedVariants,
  valuesOfMistake,
} from '@/lib/signing/hypotheses/signed-variants';
import type { Digests } from '@/lib/signing/primitives';
import { WINDOW_MS } from '@/lib/signing/verify';
import type { Explanation } from '../explanation';
import { MISTAKE_SEPARATOR } from './named-mistakes';

/** One thing that a seller may do who refuses the correct signature, with the call that it would then accept. */
export type SignatureGuess = {
  /** In protocol words or the mistake's id. */
  name: string;
  /** A new nonce and the current time on every call; null if nothing tells this guess from the right one. */
  makeCall(): SignedCall | null;
  explanations: readonly Explanation[];
};

export type GuessSources = {
  spec: Pick<InterfaceSpec, 'kind' | 'profile'>;
  target: Pick<CallTarget, 'accessKey' | 'kitAccessKey' | 'previousKeys'>;
  /** The same request, correctly signed again: so many milliseconds from now, or in seconds. */
  stamp(offsetMs?: number, isInSeconds?: boolean): RestampedCall;
  /** By how much the seller's clock is ahead of ours. */
  skewMs: number;
  digests: Digests;
};

/** Some mistakes show only where base64 happens to hold a `+`: a few milliseconds on, it may. */
export const SHIFTS_MS = [0, 1, 2, 3, 4, 5, 6, 7];
const HEX = /^[0-9a-f]+$/;

/** From this rank on a mistake is asked about when everything likelier was. */
const RARE: Rank = 3;
/** So many of them are likelier than a common mistake beside a comparison in lower case. */
const RARE_BEFORE_LOWER_CASE = 36;

export const signatureExplanation = (
  code: Explanation['code'],
  values: Explanation['values'] = {},
): Explanation => ({ code, values, mark: null });

/**
 * Everything that is tried, in its order: the likely ones first, a mistake of calculation before the tampering that
 * would hide it, single mistakes before those in company, and what is rare at the end. The caller bounds how many
 * calls that makes, so the first of each kind of rare mistake goes before the second of any.
 */
export function signatureGuesses(sources: GuessSources): SignatureGuess[] {
  const { spec, stamp, skewMs } = sources;
  const all = singleGuesses(sources);
  const single = all.filter(({ rank }) => rank < RARE);
  const rare = inTurns(all.filter(({ rank }) => rank >= RARE));
  const isTime = ({ name }: SignatureGuess) => name === 'timestamp-in-seconds';
  const isHexUpper = spec.profile === 'v2-request';
  return [
    ...(isHexUpper ? [lowerCased({ name: '', makeCall: () => stamp().call, explanations: [] })] : []),
    ...(Math.abs(skewMs) >= WINDOW_MS ? [sellersTime(sources)] : []),
    ...single.filter(isTime),
    {
      name: 'seconds',
      makeCall: () => stamp(0, true).call,
      explanations: [signatureExplanation('SELLER_SECONDS')],
    },
    ...single.filter((guess) => !isTime(guess)),
    ...pairedGuesses(sources),
    ...rare.slice(0, RARE_BEFORE_LOWER_CASE),
    ...(isHexUpper ? single.filter(isHex).map(lowerCased) : []),
    ...rare.slice(RARE_BEFORE_LOWER_CASE),
  ];
}

/**
 * Single mistakes that show in this request and in none that the seller accepted: those explain why a correct call is
 * refused because of its values.
 * @param accepted what the accepted calls were made of
 */
export function guessesAtDifference(
  sources: GuessSources,
  accepted: readonly RequestInputs[],
): SignatureGuess[] {
  const isRuledOut = (mistake: string) =>
    accepted.some((inputs) => valuesOfMistake(inputs, mistake, sources.digests).length > 0);
  return inTurns(singleGuesses(sources).filter(({ name }) => !isRuledOut(name)));
}

function singleGuesses({ spec, target, stamp, digests }: GuessSources): (SignatureGuess & { rank: Rank })[] {
  const otherType = spec.kind === 'kit' ? target.accessKey : target.kitAccessKey;
  const otherKeys = [...target.previousKeys, otherType].filter((key) => key !== null);
  const listVariants = ({ inputs }: RestampedCall): SignedVariant[] =>
    signedVariants({ ...inputs, otherKeys }, digests);
  const [first = [], ...others] = SHIFTS_MS.map((ms) => listVariants(stamp(ms)));
  const known = new Set(first.map(({ mistake }) => mistake));
  const rare = others.flat().filter(({ mistake }) => !known.has(mistake));
  const listed = [...first, ...new Map(rare.map((variant) => [variant.mistake, variant])).values()];
  return listed.map(({ mistake, alsoMistakes, rank }, index) => {
    const isSame = (other: SignedVariant) => other.mistake === mistake;
    const occurrence = listed.slice(0, index).filter(isSame).length;
    return {
      name: mistake,
      rank,
      makeCall: () => {
        for (const ms of SHIFTS_MS) {
          const stamped = stamp(ms);
          const now = valuesOfMistake({ ...stamped.inputs, otherKeys }, mistake, digests)[occurrence];
          if (now !== undefined) return withSignature(stamped.call, asSent(now, spec));
        }
        return null;
      },
      explanations: [
        mistake === 'key-other'
          ? signatureExplanation('SELLER_OTHER_KEY', {
              key: occurrence < target.previousKeys.length ? 'previous' : 'other',
            })
          : signatureExplanation('SELLER_MISTAKE', {
              mistakes: mistake,
              alternatives: alsoMistakes.join(MISTAKE_SEPARATOR),
              side: profileSide(spec.profile),
            }),
      ],
    };
  });
}

function pairedGuesses({ spec, stamp, digests }: GuessSources): SignatureGuess[] {
  const joinMistakes = ({ mistakes }: PairedVariant) => mistakes.join(MISTAKE_SEPARATOR);
  return pairedVariants(stamp().inputs, digests).map((listed) => ({
    name: joinMistakes(listed),
    makeCall: () => {
      const { call, inputs } = stamp();
      const now = pairedVariants(inputs, digests).find(
        (other) => joinMistakes(other) === joinMistakes(listed),
      );
      return now ? withSignature(call, asSent(now.value, spec)) : null;
    },
    explanations: [
      signatureExplanation('SELLER_MISTAKE', {
        mistakes: joinMistakes(listed),
        alternatives: '',
        side: profileSide(spec.profile),
      }),
    ],
  }));
}

const sellersTime = ({ stamp, skewMs }: GuessSources): SignatureGuess => ({
  name: 'sellers-time',
  makeCall: () => stamp(skewMs).call,
  explanations: [signatureExplanation('SELLER_CLOCK_OFF', { seconds: Math.round(skewMs / SECOND_MS) })],
});

/** The first of each kind, then the second of each: a kind has up to twenty, by what it was made of. */
function inTurns<Guess extends { name: string; rank: Rank }>(guesses: readonly Guess[]): Guess[] {
  const seen = new Map<string, number>();
  const turns = guesses.map((guess) => {
    const { id } = mistakeWords(guess.name, 'request');
    const turn = seen.get(id) ?? 0;
    seen.set(id, turn + 1);
    return { guess, turn };
  });
  return turns.toSorted((a, b) => a.turn + a.guess.rank - b.turn - b.guess.rank).map(({ guess }) => guess);
}

/** The guess at a seller that besides refuses upper-case hexadecimal. */
const lowerCased = ({ name, makeCall, explanations }: SignatureGuess): SignatureGuess => ({
  name: name === '' ? 'lower-case' : `${name}, lower-case`,
  makeCall: () => {
    const call = makeCall();
    return call && withSignature(call, call.signature.toLowerCase());
  },
  explanations: [...explanations, signatureExplanation('SELLER_LOWER_CASE')],
});

const isHex = ({ makeCall }: SignatureGuess): boolean => HEX.test(makeCall()?.signature.toLowerCase() ?? '');

/** KooGallery writes hexadecimal in upper case, but for the kit. */
const asSent = (value: string, { profile }: Pick<InterfaceSpec, 'profile'>) =>
  profile === 'v2-request' && HEX.test(value) ? value.toUpperCase() : value;
