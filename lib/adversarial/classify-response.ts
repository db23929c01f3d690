import { SUCCESS_CODE } from '@/lib/koogallery/koogallery-messages';
import { isUsableId, quoted } from '@/lib/response-checks/quoted';
import type { JsonValue } from '@/lib/signing/canonical';
import type { AdversarialResponse } from './adversarial-test';

const IN_PROGRESS_CODE = '000004';
/** Six characters are one; some more show what was sent instead. */
const MOST_OF_A_CODE = 40;
export const ACCEPTING_CODES: readonly string[] = [SUCCESS_CODE, IN_PROGRESS_CODE];

/**
 * What a response comes to, without a word about whether it should.
 * - `accepted`: status 200 to 299 with `000000` or `000004`;
 * - `refused`: HTTP 200 with another result code, which is how the protocol says no (protocol page §2.4);
 * - `refused-otherwise`: no in another way: a status of its own, or no result code at all;
 * - `server-error`: HTTP 5xx without a result code that says no;
 * - `no-answer`: nothing came back.
 */
export type ResponseOutcome = {
  kind: 'accepted' | 'refused' | 'refused-otherwise' | 'server-error' | 'no-answer';
  /** In protocol words: `HTTP 200, resultCode 000001`, `RESPONSE_TIMEOUT`. */
  seen: string;
};

export function classifyResponse({
  result,
  resultCode,
}: Pick<AdversarialResponse, 'result' | 'resultCode'>): ResponseOutcome {
  if (!result.ok) return { kind: 'no-answer', seen: result.failure.code };
  const { status } = result.exchange.response;
  const seen = `HTTP ${status}${resultCode === null ? '' : `, resultCode ${quoted(resultCode, MOST_OF_A_CODE)}`}`;
  const isRefusal = resultCode !== null && !ACCEPTING_CODES.includes(resultCode);
  if (status >= 500) return { kind: isRefusal ? 'refused-otherwise' : 'server-error', seen };
  if (status < 200 || status >= 300 || resultCode === null) return { kind: 'refused-otherwise', seen };
  if (!isRefusal) return { kind: 'accepted', seen };
  return { kind: status === 200 ? 'refused' : 'refused-otherwise', seen };
}

export const isAccepted = (response: Pick<AdversarialResponse, 'result' | 'resultCode'>): boolean =>
  classifyResponse(response).kind === 'accepted';

/** `instanceId` of a response to newInstance; null where it has none. */
export function readInstanceId({ json }: Pick<AdversarialResponse, 'json'>): string | null {
  const instanceId = json?.instanceId;
  return typeof instanceId === 'string' && isUsableId(instanceId) ? instanceId : null;
}

/**
 * Whether a queryInstance that was accepted shows the instance it was asked about. A seller that answers `000000` with
 * an empty `info` has not taken an unknown id for a known one.
 */
export function showsInstance({ json }: Pick<AdversarialResponse, 'json'>, instanceId: string): boolean {
  const info = json?.info;
  const isAbout = (entry: JsonValue) =>
    typeof entry === 'object' && entry !== null && 'instanceId' in entry && entry.instanceId === instanceId;
  return Array.isArray(info) ? info.some(isAbout) : isRecord(info) && isAbout(info);
}

const isRecord = (value: JsonValue | undefined): value is JsonValue =>
  typeof value === 'object' && value !== null;
