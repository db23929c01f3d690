import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import type { Explanation } from '@/lib/response-checks/explanation';
import type { JsonObject } from '@/lib/signing/canonical';
import { answeredInstance, answeredJson } from '../rules/answered-instance';
import { callInterface } from './call-interface';
import type { CallDeps, ItemResult, MessageDraft } from './item-result';

/** With what a seller answers that cannot read a value: a parameter, or an exception that it caught. */
const UNREADABLE_CODES = ['000002', '000005', '000101', '000102', '000104'];

/**
 * Finds out whether a seller of V1.0 refuses a call because it decrypts by the other algorithm than the declared one:
 * sends the same request once more, encrypted by the other one. An instance that this makes is the section's then, so
 * that the run goes on with it and releases it.
 * @returns the result as it was where nothing was encrypted or refused; null when our own side stopped
 */
export async function diagnoseEncryption(result: ItemResult, deps: CallDeps): Promise<ItemResult | null> {
  const { item, messages, request } = result;
  const spec = findInterface(deps.protocol, item.activity);
  const refused = messages.findLast(({ activity }) => activity === item.activity);
  const isRefused = UNREADABLE_CODES.includes(refused?.attempt.resultCode ?? '');
  if (!spec || !request || !refused || !isRefused || item.state !== 'FAILED' || !isEncrypted(spec, request))
    return result;
  const declared = deps.target.encryptionAlgorithm;
  const used = declared === 'AES256' ? 'AES128' : 'AES256';
  const target = { ...deps.target, encryptionAlgorithm: used } as const;
  const about = { purpose: 'DIAGNOSIS', caseName: used } as const;
  const called = await callInterface(spec, request, { ...deps, target }, about);
  if (!called) return null;
  if (answeredJson(called.result)?.resultCode !== '000000')
    return { ...result, messages: [...messages, called.draft] };
  const cause: Explanation = { code: 'REQUEST_OTHER_ALGORITHM', values: { declared, used }, mark: null };
  const { attempt } = refused;
  const told: MessageDraft = {
    ...refused,
    attempt: { ...attempt, explanations: [cause, ...attempt.explanations] },
  };
  return {
    ...result,
    item: { ...item, explanations: [cause, ...item.explanations] },
    messages: [...messages.map((one) => (one === refused ? told : one)), called.draft],
    instance: result.instance ?? answeredInstance(request, called.result),
  };
}

const isEncrypted = (spec: InterfaceSpec, request: JsonObject): boolean =>
  spec.request.some(({ name, wire }) => wire === 'encrypted' && Boolean(request[name]));
