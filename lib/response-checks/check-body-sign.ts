import type { CapturedResponse } from '@/lib/http/exchange';
import type { Protocol } from '@/lib/koogallery/interface';
import { KOOGALLERY_MESSAGES } from '@/lib/koogallery/koogallery-messages';
import type { SignatureFailure } from '@/lib/signing/failure';
import type { Digests } from '@/lib/signing/primitives';
import { verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import { checkNotRun, failedCheck, passed, type ResponseCheck, warned } from './check';

const FORM = 'Body-Sign: sign_type="HMAC-SHA256", signature="…"';

type BodySignCode = 'BODY_SIGN_MISSING' | 'BODY_SIGN_MALFORMED' | 'BODY_SIGN_MISMATCH';
type Wrong = { code: BodySignCode; expected: string; seen: string };

/** Where the three checks end; a re-cased header is one that KooGallery does not find. */
function toWrong(failure: SignatureFailure): Wrong {
  switch (failure.code) {
    case 'BODY_SIGN_RECASED':
      return { code: 'BODY_SIGN_MISSING', expected: FORM, seen: failure.seen };
    case 'BODY_SIGN_MALFORMED':
      return { code: 'BODY_SIGN_MALFORMED', expected: FORM, seen: failure.seen };
    case 'BODY_SIGN_MISMATCH':
      return { code: 'BODY_SIGN_MISMATCH', expected: failure.expected, seen: failure.seen };
    default:
      return { code: 'BODY_SIGN_MISSING', expected: FORM, seen: '–' };
  }
}

const MESSAGES: Readonly<Record<BodySignCode, (wrong: Wrong) => string>> = {
  BODY_SIGN_MISSING: () => KOOGALLERY_MESSAGES.BODY_SIGN_MISSING(),
  BODY_SIGN_MALFORMED: () => KOOGALLERY_MESSAGES.BODY_SIGN_MALFORMED(),
  BODY_SIGN_MISMATCH: ({ expected }) => KOOGALLERY_MESSAGES.BODY_SIGN_MISMATCH(expected),
};

/** The keys that a response may be signed with. */
export type ResponseKeys = {
  accessKey: string;
  /** Valid before, while their overlap lasts. */
  previousKeys: readonly string[];
  /** Of the other interface type, which a seller may confuse with the right one. */
  otherKeys?: readonly string[];
};

/**
 * The three lines about `Body-Sign`: present, well formed, correct. Required in V1.0. In V2.0 two requirement pages
 * ask for it while examples and sample do without: there it is verified when present, warned about when absent or
 * wrong, and never fails the call. A value that is right under a previous key is a warning in both: the seller has
 * not taken over the new key yet.
 */
export function checkBodySign(
  protocol: Protocol,
  response: Pick<CapturedResponse, 'headers' | 'decodedBody'>,
  { accessKey, previousKeys }: ResponseKeys,
  digests: Digests,
): ResponseCheck[] {
  const signed = { headers: response.headers, body: response.decodedBody };
  const verification = verifyV1Body(signed, { accessKey }, digests);
  const wrong = verification.ok ? null : toWrong(verification.failure);
  const isOldKey =
    wrong?.code === 'BODY_SIGN_MISMATCH' &&
    previousKeys.some((previous) => verifyV1Body(signed, { accessKey: previous }, digests).ok);
  const codes: readonly BodySignCode[] = ['BODY_SIGN_MISSING', 'BODY_SIGN_MALFORMED', 'BODY_SIGN_MISMATCH'];
  const wrongAt = wrong ? codes.indexOf(wrong.code) : codes.length;
  return codes.map((code, index) => {
    if (index < wrongAt) return passed(code, { expected: FORM, seen: FORM });
    if (!wrong || index > wrongAt) return checkNotRun(code);
    if (isOldKey) return warned('BODY_SIGN_OLD_KEY', { expected: wrong.expected, seen: wrong.seen });
    return protocol === 'V1.0' ? failedCheck(code, wrong, MESSAGES[code](wrong)) : warned(code, wrong);
  });
}
