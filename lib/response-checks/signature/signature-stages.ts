import { headerValue, type RawHeader } from '@/lib/http/exchange';
import type { AttemptRecord } from '@/lib/messages/message-record';
import { decodeQuery, parameterValue, readQuery } from '@/lib/signing/canonical';
import { explain, type StagesShown } from '@/lib/signing/hypotheses/explain';
import { stagesOfMistakes } from '@/lib/signing/hypotheses/stages-of-mistakes';
import type { Digests } from '@/lib/signing/primitives';
import { findBodySign, parseBodySign } from '@/lib/signing/profiles/v1-body-sign';
import { examineMessage, type Profile, recogniseProfile } from '@/lib/signing/wire-message';
import { namedMistakes } from './named-mistakes';

/** What a signature is calculated of, and what was made of it. */
export type SignedAttempt = Pick<
  AttemptRecord,
  'url' | 'requestHead' | 'requestBody' | 'responseHead' | 'checks' | 'explanations'
> & {
  /** After content decoding; null where none came. */
  response: Uint8Array | null;
};

/** A right calculation beside a mistaken one. Both hold the key: never for a page as they are. */
export type ComparedCalculations = {
  profile: Profile;
  url: string;
  ours: StagesShown;
  /** Null: no known mistake leads to their value. */
  theirs: StagesShown | null;
  /** Their value as it was written. */
  seen: string;
  /** The key that the right calculation was made with. */
  accessKey: string;
};

const IS_WRONG = ['BODY_SIGN_MISMATCH', 'BODY_SIGN_OLD_KEY'];

/**
 * The calculation behind a signature that is wrong, or behind a verifier that refuses right ones, beside the right one:
 * of a response whose `Body-Sign` is another than the expected one, else of a request whose seller was found to make a
 * known mistake, with what that mistake makes of its bytes.
 * @param keys those that may have been declared when the call was made; the right one is told by its value
 * @returns null where there is nothing to compare, or no key makes the value that was right then
 */
export function signatureStages(
  attempt: SignedAttempt,
  keys: readonly string[],
  digests: Digests,
): ComparedCalculations | null {
  const check = attempt.checks.find(
    ({ code, state }) => IS_WRONG.includes(code) && (state === 'fail' || state === 'warn'),
  );
  const [named] = attempt.explanations.filter(({ code }) => code === 'SELLER_MISTAKE');
  for (const accessKey of keys) {
    const otherKeys = keys.filter((key) => key !== accessKey);
    const found =
      check === undefined
        ? named && ofRequest(attempt, namedMistakes(named), { accessKey, otherKeys }, digests)
        : readResponseStages(attempt, check.expected, { accessKey, otherKeys }, digests);
    if (found) return { ...found, accessKey };
  }
  return null;
}

type Keys = { accessKey: string; otherKeys: readonly string[] };
type Found = Omit<ComparedCalculations, 'accessKey'>;

function readResponseStages(
  attempt: SignedAttempt,
  expected: string | null,
  keys: Keys,
  digests: Digests,
): Found | null {
  const { url, requestHead, responseHead, response: body } = attempt;
  if (!responseHead || !body) return null;
  const profile = 'v1-body-sign';
  const requestTimestamp = readTimestamp(url, requestHead);
  const xray = explain({ profile, ...keys, headers: responseHead, body, requestTimestamp }, digests);
  if (xray.ours.signature !== expected) return null;
  if (xray.verdict !== 'EXPLAINED' && xray.verdict !== 'UNEXPLAINED') return null;
  const header = findBodySign(responseHead);
  const seen = (header && parseBodySign(header.value).signature) ?? '';
  return { profile, url, ours: xray.ours, theirs: xray.verdict === 'EXPLAINED' ? xray.theirs : null, seen };
}

function ofRequest(
  { url, requestHead: headers, requestBody: body }: SignedAttempt,
  mistakes: readonly string[],
  keys: Keys,
  digests: Digests,
): Found | null {
  const message = { url, headers, body };
  const profile = recogniseProfile(message);
  if (!profile) return null;
  const examined = examineMessage(profile, message, keys);
  if (!examined.ok || examined.examined.profile === 'v1-body-sign') return null;
  const compared = stagesOfMistakes(examined.examined, mistakes, digests);
  if (!compared) return null;
  // KooGallery sends hexadecimal in upper case, but for the kit: ours is shown as it was sent.
  const asSent = (value: string) =>
    profile === 'v2-request' && /^[0-9a-f]+$/.test(value) ? value.toUpperCase() : value;
  const { ours, theirs } = compared;
  const signature = asSent(ours.signature);
  const seen = asSent(theirs.signature);
  return { profile, url, ours: { ...ours, signature }, theirs: { ...theirs, signature: seen }, seen };
}

/** Of the request, in whichever place its profile has it; empty where it has none. */
function readTimestamp(url: string, head: readonly RawHeader[]): string {
  const query = decodeQuery(readQuery(url));
  return (
    parameterValue(query, 'timestamp') ??
    parameterValue(query, 'timeStamp') ??
    headerValue(head, 'x-timestamp') ??
    ''
  );
}
