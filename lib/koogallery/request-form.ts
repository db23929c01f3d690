import type { JsonObject, JsonValue } from '@/lib/signing/canonical';
import { countCiphertext, type LengthCount } from '@/lib/signing/encryption';
import type { InterfaceSpec, RequestField } from './interface';

/** The texts that are in the builder's controls, by field name. */
export type FieldTexts = Readonly<Record<string, string>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A request as the builder's controls show it: texts as they are, everything else as indented JSON, absent ones empty. */
export function toFieldTexts(spec: InterfaceSpec, request: JsonObject): FieldTexts {
  return Object.fromEntries(spec.request.map(({ name }) => [name, toControlText(request[name])]));
}

function toControlText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/**
 * The request that the controls describe: an empty control leaves its field out, unless the field may be sent empty;
 * numbers of a JSON body become numbers; what cannot be read stays a text, which the rules then name.
 * @param others members that have no control
 */
export function fromFieldTexts(spec: InterfaceSpec, texts: FieldTexts, others: JsonObject = {}): JsonObject {
  const entries = spec.request.flatMap((field): [string, JsonValue][] => {
    const text = texts[field.name] ?? '';
    if (text === '') return field.isEmptyAllowed ? [[field.name, '']] : [];
    return [[field.name, toJson(field, text, spec.profile === 'v1-auth-token')]];
  });
  return { ...others, ...Object.fromEntries(entries) };
}

function toJson({ format }: RequestField, text: string, isQuery: boolean): JsonValue {
  if (format === 'json' || format === 'list') return readJson(text) ?? text;
  if (isQuery || (format !== 'integer' && format !== 'decimal')) return text;
  // A number that does not come back as it was typed would be sent as another one.
  return String(Number(text)) === text.trim() ? Number(text) : text;
}

/** What the ciphertext of a text will be long; null for a field that is not encrypted. */
export const ciphertextCount = (
  { wire, maxLength }: Pick<RequestField, 'wire' | 'maxLength'>,
  text: string,
): LengthCount | null => (wire === 'encrypted' ? countCiphertext(text, maxLength) : null);

/** Members of a request that the interface's table does not name. */
export function otherMembers(spec: InterfaceSpec, request: JsonObject): JsonObject {
  const named = new Set(spec.request.map(({ name }) => name));
  return Object.fromEntries(Object.entries(request).filter(([name]) => !named.has(name)));
}

/** A JSON object from text; null when it is none. */
export function readJsonObject(text: string): JsonObject | null {
  const value = readJson(text);
  return isObject(value) ? value : null;
}

function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
