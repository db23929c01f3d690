import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import type { Explanation } from '@/lib/response-checks/explanation';
import type { JsonObject } from '@/lib/signing/canonical';
import { readResponseInstance, readResponseJson } from '../rules/read-response-instance';
import { callInterface } from './call-interface';
import type { CallDeps, ItemResult, MessageDraft } from './item-result';

/** With what a seller answers that cannot read a value: a parameter, or an exception that it caught. */
const UNREADABLE_CODES = ['000002', '000005', '000101', '000102', '000104'];

/** What the other algorithm came to: the call, and the cause where the seller accepted it. */
type OtherAlgorithm = { draft: MessageDraft; cause: Explanation | null; instance: InstanceReference | null };

/**
 * Sends a refused request of V1.0 once more, encrypted by the other algorithm than the declared one.
 * @returns `not-tried` where nothing was encrypted or the refusal has another reason; null when our own side stopped
 */
export async function tryOtherAlgorithm(
  spec: InterfaceSpec,
  request: JsonObject,
  refused: MessageDraft,
  deps: CallDeps,
): Promise<OtherAlgorithm | 'not-tried' | null> {
  if (!UNREADABLE_CODES.includes(refused.attempt.resultCode ?? '') || !isEncrypted(spec, request))
    return 'not-tried';
  const declared = deps.target.encryptionAlgorithm;
  const used = declared === 'AES256' ? 'AES128' : 'AES256';
  const target = { ...deps.target, encryptionAlgorithm: used } as const;
  const about = { purpose: 'DIAGNOSIS', caseName: used } as const;
  const called = await callInterface(spec, request, { ...deps, target }, about);
  if (!called) return null;
  if (readResponseJson(called.result)?.resultCode !== '000000')
    return { draft: called.draft, cause: null, instance: null };
  const cause: Explanation = { code: 'REQUEST_OTHER_ALGORITHM', values: { declared, used }, mark: null };
  return { draft: called.draft, cause, instance: readResponseInstance(request, called.result) };
}

/**
 * Finds out whether a seller of V1.0 refuses a call because it decrypts by the other algorithm than the declared one.
 * An instance that this makes is the section's then, so that the run goes on with it and releases it.
 * @returns the result as it was where nothing was encrypted or refused; null when our own side stopped
 */
export async function diagnoseEncryption(result: ItemResult, deps: CallDeps): Promise<ItemResult | null> {
  const { item, messages, request } = result;
  const spec = findInterface(deps.protocol, item.activity);
  const refused = messages.findLast(({ activity }) => activity === item.activity);
  if (!spec || !request || !refused || item.state !== 'FAILED') return result;
  const tried = await tryOtherAlgorithm(spec, request, refused, deps);
  if (tried === 'not-tried') return result;
  if (!tried) return null;
  const { draft, cause, instance } = tried;
  if (!cause) return { ...result, messages: [...messages, draft] };
  const { attempt } = refused;
  const told: MessageDraft = {
    ...refused,
    attempt: { ...attempt, explanations: [cause, ...attempt.explanations] },
  };
  return {
    ...result,
    item: { ...item, explanations: [cause, ...item.explanations] },
    messages: [...messages.map((one) => (one === refused ? told : one)), draft],
    instance: result.instance ?? instance,
  };
}

const isEncrypted = (spec: InterfaceSpec, request: JsonObject): boolean =>
  spec.request.some(({ name, wire }) => wire === 'encrypted' && Boolean(request[name]));
