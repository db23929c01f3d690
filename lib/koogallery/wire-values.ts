import { canonicalJson, type JsonObject, type JsonValue } from '@/lib/signing/canonical';
import { toBase64, toBytes } from '@/lib/signing/encoding';
import { ENCRYPT_TYPES, encryptField, newIv } from '@/lib/signing/encryption';
import type { Primitives, RandomBytes } from '@/lib/signing/primitives';
import type { CallTarget } from './call-target';
import { encryptRsaOaep } from './encrypt-rsa-oaep';
import type { InterfaceSpec, WireForm } from './interface';

/** A block of ciphertext has a `+` three times in ten. */
const MOST_IVS = 64;

type Sources = { random: RandomBytes; primitives: Primitives };

/**
 * A request as it travels: the builder's plain values in the form that the interface's table asks for (protocol page
 * §2.3, §4). Members that have no field, and empty ones, stay as they are.
 * - `encrypted`: AES-CBC under the access key by the declared algorithm, with a new IV on every call, and a `+` in it;
 * - `base64-json`: a value that is not text becomes base64 of its compact JSON; a text is taken to be encoded already;
 * - `rsa-oaep`: under the declared public key; stays plain where none is, which `callBlocker` rules out, and where the
 *   text is too long for one block, which `validateRequest` refuses.
 */
export function wireValues(
  spec: InterfaceSpec,
  request: JsonObject,
  target: CallTarget,
  sources: Sources,
): JsonObject {
  const forms = new Map(spec.request.map(({ name, wire }) => [name, wire]));
  return Object.fromEntries(
    Object.entries(request).map(([name, value]) => {
      const form = forms.get(name) ?? 'plain';
      const isEmpty = value === undefined || value === null || value === '';
      return [name, form === 'plain' || isEmpty ? value : wireValue(form, value, target, sources)];
    }),
  );
}

function wireValue(form: WireForm, value: JsonValue, target: CallTarget, sources: Sources): JsonValue {
  if (form === 'base64-json') {
    return typeof value === 'string' ? value : toBase64(toBytes(JSON.stringify(value)));
  }
  const text = queryText(value);
  if (form === 'encrypted') return encrypted(text, target, sources);
  const sealed = target.kitPublicKey === null ? null : encryptRsaOaep(text, target.kitPublicKey, sources);
  return sealed ?? value;
}

/**
 * A ciphertext with a `+`, which careless decoding turns into a space: without one, a third of all calls would pass at
 * a seller that loses it, by chance.
 */
function encrypted(text: string, target: CallTarget, { random, primitives }: Sources): string {
  const encryptType = toEncryptType(target.encryptionAlgorithm);
  const once = () =>
    encryptField(text, { accessKey: target.accessKey, encryptType, iv: newIv(random) }, primitives);
  let ciphertext = once();
  for (let ivs = 1; ivs < MOST_IVS && !ciphertext.includes('+'); ivs += 1) ciphertext = once();
  return ciphertext;
}

export const toEncryptType = (algorithm: CallTarget['encryptionAlgorithm']) =>
  algorithm === 'AES128' ? ENCRYPT_TYPES.AES128_CBC_PKCS5Padding : ENCRYPT_TYPES.AES256_CBC_PKCS5Padding;

/** The text that stands for a value in a query. */
export const queryText = (value: JsonValue): string =>
  typeof value === 'string' ? value : canonicalJson(value);
