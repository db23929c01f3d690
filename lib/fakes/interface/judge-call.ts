import { decryptField } from '@/lib/signing/encryption';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import type { IsFaultOn } from '../faults';
import {
  type FieldRules,
  type Fields,
  hasFullField,
  invalidFields,
  readTextField,
  unknownFields,
} from './field-rules';
import { findActivity } from './find-activity';
import type { InstanceCall } from './instance-call';
import type { InterfaceContext } from './interface-context';
import { KIT_RULES } from './kit-interfaces';
import { shortenIds } from './present-result';
import type { ReadCall } from './read-call';
import { type CallResult, invalidRequest, SUCCESS } from './result';
import { runCall } from './run-call';
import { runKitCall } from './run-kit-call';

type BelievedCall = ReadCall & { fields: Fields };
type Judgement = Promise<CallResult | 'crash'>;

/** V1.0: sent encrypted (koogallery-protocol §2.3). */
const SENSITIVE_FIELDS = ['mobilePhone', 'email'];

/** Checks the parameters of an authenticated call and carries it out. `crash`: the seller fails over it. */
export function judgeCall(
  call: BelievedCall,
  accessKey: string | null,
  context: InterfaceContext,
): Judgement {
  return call.protocol === 'kit' ? judgeKitCall(call, context) : judgeBasicCall(call, accessKey, context);
}

async function judgeBasicCall(
  call: BelievedCall,
  accessKey: string | null,
  context: InterfaceContext,
): Judgement {
  const { isFaultOn } = context.state;
  const sent = isFaultOn('long-instance-id') ? withShortIds(call.fields) : call.fields;
  const protocol = call.protocol === 'V1' ? 'V1' : 'V2';
  const activity = findActivity(protocol, sent);
  if (!activity) return isFaultOn('accepts-unknown-activity') ? SUCCESS : invalidRequest(['activity']);
  const { fields, unreadable } = protocol === 'V1' ? decrypted(sent, accessKey, context) : readable(sent);
  const instanceCall = activity.toCall((name) => readTextField(fields, name));
  const objection = objectTo(sent, activity.rules, unreadable, isFaultOn);
  if (objection === null) return runCall(instanceCall, context);
  return objection === 'overlooked' ? runBlindly(instanceCall, context) : objection;
}

async function judgeKitCall({ kitInterface, fields }: BelievedCall, context: InterfaceContext): Judgement {
  if (!kitInterface) return invalidRequest(['body']);
  const { state, name, privateKey } = context;
  const objection = objectTo(fields, KIT_RULES[kitInterface], [], state.isFaultOn);
  if (objection === null)
    return runKitCall(kitInterface, fields, { records: state.kitRecords(name), privateKey });
  return objection === 'overlooked' ? SUCCESS : objection;
}

/** What is wrong with the parameters; null when nothing is, `overlooked` when the seller does not look. */
function objectTo(
  fields: Fields,
  rules: FieldRules,
  unreadable: readonly string[],
  isFaultOn: IsFaultOn,
): CallResult | 'crash' | 'overlooked' | null {
  const unknown = isFaultOn('refuses-extra-fields') ? unknownFields(fields, rules) : [];
  if (unknown.length > 0) return invalidRequest(unknown);
  if (isFaultOn('fails-on-long-values') && hasFullField(fields, rules)) return 'crash';
  const invalid = [...invalidFields(fields, rules), ...unreadable];
  if (invalid.length === 0) return null;
  return isFaultOn('skips-parameter-checks') ? 'overlooked' : invalidRequest(invalid);
}

/** With missing or invalid parameters: an order makes an instance all the same, everything else just succeeds. */
async function runBlindly(call: InstanceCall, context: InterfaceContext): Promise<CallResult> {
  if (call.verb === 'provision') return runCall(call, context);
  return call.verb === 'query' ? { ...SUCCESS, listed: [] } : SUCCESS;
}

const withShortIds = (fields: Fields): Fields =>
  typeof fields.instanceId === 'string' ? { ...fields, instanceId: shortenIds(fields.instanceId) } : fields;

type Decrypted = { fields: Fields; unreadable: string[] };

const readable = (fields: Fields): Decrypted => ({ fields, unreadable: [] });

/** The sensitive fields in clear, and the names of those that cannot be read. */
function decrypted(fields: Fields, accessKey: string | null, { encryptType }: InterfaceContext): Decrypted {
  const unreadable: string[] = [];
  const clear: Record<string, unknown> = { ...fields };
  for (const name of SENSITIVE_FIELDS.filter((field) => readTextField(fields, field) !== '')) {
    const result =
      accessKey === null
        ? null
        : decryptField(readTextField(fields, name), { accessKey, encryptType }, nodePrimitives);
    clear[name] = result?.ok ? result.plaintext : undefined;
    if (!result?.ok) unreadable.push(name);
  }
  return { fields: clear, unreadable };
}
