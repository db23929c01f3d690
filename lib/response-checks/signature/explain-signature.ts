import type { OutboundResult, RawHeader } from '@/lib/http/exchange';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { explain } from '@/lib/signing/hypotheses/explain';
import type { Digests } from '@/lib/signing/primitives';
import { BODY_SIGN_HEADER } from '@/lib/signing/profiles/v1-body-sign';
import type { ResponseCheck } from '../check';
import type { Explanation, ExplanationCode, ExplanationMark } from '../explanation';
import { explainBodySignForm } from './explain-body-sign-form';
import { MISTAKE_SEPARATOR } from './named-mistakes';

const BODY_SIGN_CHECKS: readonly string[] = [
  'BODY_SIGN_MISSING',
  'BODY_SIGN_MALFORMED',
  'BODY_SIGN_MISMATCH',
  'BODY_SIGN_OLD_KEY',
];

/** What the Signature X-ray needs to know besides the response. */
export type SignatureFacts = {
  /** Of the interface's type. */
  accessKey: string;
  /** Valid before, or of the other interface type. */
  otherKeys: readonly string[];
  /** Of the request that was answered. */
  requestTimestamp: string;
};

/**
 * Names what is wrong with the `Body-Sign` of a response, through the Signature X-ray: the known mistake that reproduces
 * the value, a previous key, the header's form, or honestly nothing known. Empty where the three checks passed or were
 * not run. A warning where they are: in V2.0, whose sources disagree about the header.
 * @param checks of the response, as `checkResponse` made them
 */
export function explainSignature(
  spec: Pick<InterfaceSpec, 'protocol'>,
  { result, checks }: { result: OutboundResult; checks: readonly Pick<ResponseCheck, 'code' | 'state'>[] },
  facts: SignatureFacts,
  digests: Digests,
): Explanation[] {
  const wrong = checks.filter(
    ({ code, state }) => BODY_SIGN_CHECKS.includes(code) && (state === 'fail' || state === 'warn'),
  );
  if (wrong.length === 0 || !result.ok) return [];
  const isWarning = wrong.every(({ state }) => state === 'warn');
  const { headers, decodedBody: body } = result.exchange.response;
  const told = (found: readonly Explanation[]) =>
    found.map((one): Explanation => (isWarning ? { ...one, isWarning } : one));
  const form = explainBodySignForm(headers, body, facts.accessKey, digests);
  if (!form) return told(explainValue(spec, { ...facts, headers, body }, markHeader(headers), digests));
  const { cause, toExamine } = form;
  const examined = { ...facts, headers: toExamine ? [toExamine] : [], body };
  return told([cause, ...(toExamine ? explainValue(spec, examined, cause.mark, digests) : [])]);
}

/** What the X-ray says of the value; where it says nothing of it, what it says of the header. */
function explainValue(
  spec: Pick<InterfaceSpec, 'protocol'>,
  response: SignatureFacts & { headers: readonly RawHeader[]; body: Uint8Array },
  mark: ExplanationMark | null,
  digests: Digests,
): Explanation[] {
  const toExplanation = (code: ExplanationCode, values: Explanation['values'] = {}): Explanation => ({
    ...{ code, values },
    mark: mark ?? { part: 'response-head' },
  });
  const xray = explain({ profile: 'v1-body-sign', ...response }, digests);
  switch (xray.verdict) {
    case 'CORRECT':
      return [];
    case 'NOTHING_TO_EXAMINE': {
      const seen = response.headers[mark?.offset ?? -1]?.[1].slice(0, 200);
      if (seen !== undefined) return [toExplanation('BODY_SIGN_UNREADABLE', { seen })];
      return [toExplanation('BODY_SIGN_ABSENT', { protocol: spec.protocol === 'V1.0' ? 'V1' : 'V2' })];
    }
    case 'EXPLAINED':
      return xray.mistakes.join() === 'key-other'
        ? [toExplanation('BODY_SIGN_OLD_KEY')]
        : [toExplanation('SIGNATURE_MISTAKE', { mistakes: xray.mistakes.join(MISTAKE_SEPARATOR) })];
    case 'UNEXPLAINED': {
      const form = xray.mistakes.join(MISTAKE_SEPARATOR);
      const unexplained = toExplanation('BODY_SIGN_UNEXPLAINED', { tried: xray.tried });
      return form === ''
        ? [unexplained]
        : [toExplanation('SIGNATURE_MISTAKE', { mistakes: form }), unexplained];
    }
  }
}

/** Where the header is in the head; null when it is not there in any case. */
function markHeader(
  headers: readonly RawHeader[],
): { part: 'response-head'; offset: number; length: 1 } | null {
  const isNamed = ([name]: RawHeader) => name.toLowerCase() === BODY_SIGN_HEADER.toLowerCase();
  const exact = headers.findIndex(([name]) => name === BODY_SIGN_HEADER);
  const offset = exact >= 0 ? exact : headers.findIndex(isNamed);
  return offset < 0 ? null : { part: 'response-head', offset, length: 1 };
}
