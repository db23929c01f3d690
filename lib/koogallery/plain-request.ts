import type { AttemptRecord } from '@/lib/messages/message-record';
import { parseMaskableJson } from '@/lib/messages/rules/mask-json';
import { queryParameters } from '@/lib/messages/rules/mask-url';
import type { JsonObject, JsonValue } from '@/lib/signing/canonical';
import { toText } from '@/lib/signing/encoding';
import { decryptField } from '@/lib/signing/encryption';
import type { Primitives } from '@/lib/signing/primitives';
import type { CallTarget } from './call-target';
import type { InterfaceSpec } from './interface';
import { toEncryptType } from './wire-values';

export type PlainRequest =
  /** The interface as it is to be called: a value that cannot be read here goes as it went. */
  | { ok: true; spec: InterfaceSpec; request: JsonObject }
  | { ok: false; reason: 'REQUEST_UNREADABLE' | 'FIELDS_UNREADABLE' };

/** Made again with every signature. */
const OF_THE_SIGNATURE = new Set(['timeStamp', 'authToken']);

/**
 * The builder's plain values behind a request that was sent, to be signed and sent again: the reverse of
 * `wireValues`. Fields of V1.0 are decrypted with the key that is declared now, or one whose overlap lasts; what was
 * encrypted for the seller alone (`clientSecret`) is sent as it was.
 */
export function plainRequest(
  spec: InterfaceSpec,
  attempt: Pick<AttemptRecord, 'url' | 'requestBody'>,
  target: Pick<CallTarget, 'accessKey' | 'previousKeys' | 'encryptionAlgorithm'>,
  primitives: Primitives,
): PlainRequest {
  const sent = spec.profile === 'v1-auth-token' ? ofQuery(attempt.url) : ofBody(attempt.requestBody);
  if (!sent) return { ok: false, reason: 'REQUEST_UNREADABLE' };
  const encrypted = new Set(spec.request.filter(({ wire }) => wire === 'encrypted').map(({ name }) => name));
  const request: Record<string, JsonValue | undefined> = {};
  for (const [name, value] of Object.entries(sent)) {
    const isSealed = encrypted.has(name) && typeof value === 'string' && value !== '';
    const plain = isSealed ? decrypted(value, target, primitives) : value;
    if (plain === null && isSealed) return { ok: false, reason: 'FIELDS_UNREADABLE' };
    request[name] = plain;
  }
  const fields = spec.request.map((field) =>
    field.wire === 'rsa-oaep' ? { ...field, wire: 'plain' as const } : field,
  );
  return { ok: true, spec: { ...spec, request: fields }, request };
}

function ofBody(body: Uint8Array): JsonObject | null {
  const value = parseMaskableJson(toText(body) ?? '');
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

function ofQuery(url: string): JsonObject | null {
  const parameters = queryParameters(url).filter(({ name }) => !OF_THE_SIGNATURE.has(name));
  return parameters.length === 0
    ? null
    : Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

function decrypted(
  ciphertext: string,
  {
    accessKey,
    previousKeys,
    encryptionAlgorithm,
  }: Pick<CallTarget, 'accessKey' | 'previousKeys' | 'encryptionAlgorithm'>,
  primitives: Primitives,
): string | null {
  const encryptType = toEncryptType(encryptionAlgorithm);
  for (const key of [accessKey, ...previousKeys]) {
    const opened = decryptField(ciphertext, { accessKey: key, encryptType }, primitives);
    if (opened.ok) return opened.plaintext;
  }
  return null;
}
