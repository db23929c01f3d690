import type { RawHeader } from '@/lib/http/exchange';
import type { Digests } from '@/lib/signing/primitives';
import { type NearBodySign, readNearBodySign } from '@/lib/signing/profiles/near-body-sign';
import { BODY_SIGN_HEADER, BODY_SIGN_TYPE, stagesV1BodySign } from '@/lib/signing/profiles/v1-body-sign';
import type { Explanation, ExplanationMark } from '../explanation';
import { parseJsonObject } from '../read-exchange';
import { oneLine } from '../transport/to-single-line';

/** Forms that the X-ray names by itself, where nothing else is wrong with the form. */
const KNOWN_FORMS: readonly string[] = ['RECASED', 'UNQUOTED'];
/** Forms that say where the signature is, whether or not its value can be read. */
const PLACES: readonly string[] = ['IN_BODY', 'TRAILER', 'NAME'];
/** No response of an interface is longer. */
const MOST_OF_A_BODY = 65_536;

/**
 * A signature that was sent in another form than `Body-Sign` has: the one cause where its value is right. `toExamine`
 * is the header as it should have been written, where the value is wrong too. Null where the form is right, or one that
 * the X-ray names.
 */
export function explainBodySignForm(
  headers: readonly RawHeader[],
  body: Uint8Array,
  accessKey: string,
  digests: Digests,
): { cause: Explanation; toExamine: RawHeader | null } | null {
  const { signature: expected } = stagesV1BodySign({ accessKey, body }, digests);
  const near = readNearBodySign(headers, readMembers(body), expected);
  const [form, ...others] = near?.forms ?? [];
  if (!near || form === undefined || (KNOWN_FORMS.includes(form) && others.length === 0)) return null;
  if (near.signature === null && !PLACES.includes(form)) return null;
  // No body can hold the signature of itself.
  const isUnseen = near.signature === null || form === 'IN_BODY';
  const isRight = near.signature === expected;
  const values = {
    form,
    value: isRight ? 'right' : isUnseen ? 'unseen' : 'wrong',
    name: oneLine(near.name),
    // Without the value, which is another one of each response.
    seen: oneLine(near.value.replace(/[\w+/%=-]{27,}/g, '…')),
  };
  return {
    cause: { code: 'BODY_SIGN_FORM', values, mark: toMark(near) },
    toExamine:
      isRight || isUnseen
        ? null
        : [BODY_SIGN_HEADER, `sign_type="${BODY_SIGN_TYPE}", signature="${near.signature}"`],
  };
}

const toMark = ({ at }: NearBodySign): ExplanationMark =>
  at === null ? { part: 'response-body' } : { part: 'response-head', offset: at, length: 1 };

const readMembers = (body: Uint8Array): Readonly<Record<string, unknown>> =>
  (body.length < MOST_OF_A_BODY && parseJsonObject(body)) || {};
