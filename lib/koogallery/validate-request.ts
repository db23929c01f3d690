import type { JsonObject, JsonValue } from '@/lib/signing/canonical';
import { toBytes } from '@/lib/signing/encoding';
import { countCiphertext } from '@/lib/signing/encryption';
import { parseUtcTimestamp } from '@/lib/signing/verify';
import type { CallProfile, InterfaceSpec, RequestField } from './interface';
import { MAX_QUERIED_IDS } from './interfaces/instance-info';

/**
 * What is wrong with one field of the builder; a sentence each below `connection-checks.request.<code>`. `field` is a
 * path where it is inside a list: `userList[3].orgCode`.
 */
export type RequestProblem = { field: string } & (
  | {
      code:
        | 'REQUIRED'
        | 'NOT_TEXT'
        | 'NOT_JSON'
        | 'NOT_INTEGER'
        | 'NOT_DECIMAL'
        | 'NOT_LIST'
        | 'NOT_OBJECT'
        | 'EXPIRE_TIME_FORMAT'
        | 'TIME_FORMAT'
        | 'EMPTY_ID'
        | 'UNKNOWN_FIELD';
    }
  | { code: 'TOO_LONG' | 'CIPHERTEXT_TOO_LONG'; length: number; maxLength: number }
  | { code: 'TOO_MANY_BYTES'; bytes: number; most: number }
  | { code: 'NOT_ONE_OF'; allowed: readonly string[] }
  | { code: 'TOO_MANY_IDS' | 'TOO_MANY_ITEMS'; count: number; most: number }
);

/**
 * Checks the fields of a request against the limits of its interface, in the interface's order. Never throws.
 * `UNKNOWN_FIELD` only warns, because a seller must accept unknown fields and may want to see that it does.
 */
export function validateRequest(
  spec: InterfaceSpec,
  body: JsonObject,
): { problems: RequestProblem[]; warnings: RequestProblem[] } {
  return {
    problems: spec.request.flatMap((field) => fieldProblems(field, own(body, field.name), '', spec.profile)),
    warnings: unknownFields(spec.request, body, ''),
  };
}

/** What a body's own member holds; a name like `constructor` is not a member. */
const own = (body: JsonObject, name: string): JsonValue | undefined =>
  Object.hasOwn(body, name) ? body[name] : undefined;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unknownFields(fields: readonly RequestField[], body: JsonObject, path: string): RequestProblem[] {
  return Object.entries(body).flatMap(([name, value]): RequestProblem[] => {
    const field = fields.find((known) => known.name === name);
    if (!field) return [{ field: path + name, code: 'UNKNOWN_FIELD' }];
    const items: readonly JsonValue[] = field.items && Array.isArray(value) ? value : [];
    return items.flatMap((item, index) =>
      field.items && isObject(item) ? unknownFields(field.items, item, `${path}${name}[${index}].`) : [],
    );
  });
}

function fieldProblems(
  field: RequestField,
  value: JsonValue | undefined,
  path: string,
  profile: CallProfile,
): RequestProblem[] {
  const name = path + field.name;
  if (value === undefined || value === null || value === '') {
    const isMissing = field.isRequired && !(value === '' && field.isEmptyAllowed);
    return isMissing ? [{ field: name, code: 'REQUIRED' }] : [];
  }
  switch (field.format) {
    case 'json':
      return typeof value === 'object'
        ? tooLong(field, JSON.stringify(value), name)
        : [{ field: name, code: 'NOT_JSON' }];
    case 'list':
      return listProblems(field, value, name, profile);
    case 'integer':
      return numberProblems(field, { name, value }, profile, { code: 'NOT_INTEGER', form: /^\d{1,15}$/ });
    case 'decimal':
      return numberProblems(field, { name, value }, profile, {
        code: 'NOT_DECIMAL',
        form: /^-?\d{1,15}(\.\d{1,10})?$/,
      });
    default:
      return typeof value === 'string'
        ? textProblems(field, value, name)
        : [{ field: name, code: 'NOT_TEXT' }];
  }
}

function tooLong({ maxLength }: RequestField, text: string, name: string): RequestProblem[] {
  const { length } = text;
  return length > maxLength ? [{ field: name, code: 'TOO_LONG', length, maxLength }] : [];
}

function notOneOf({ oneOf }: RequestField, text: string, name: string): RequestProblem[] {
  return oneOf && !oneOf.includes(text) ? [{ field: name, code: 'NOT_ONE_OF', allowed: oneOf }] : [];
}

function textProblems(field: RequestField, text: string, name: string): RequestProblem[] {
  const problems = [...lengthProblems(field, text, name), ...notOneOf(field, text, name)];
  if (field.format === 'instance-ids') return [...problems, ...idProblems(name, text)];
  const unit = parseUtcTimestamp(text)?.unit;
  if (field.format === 'expire-time' && !unit)
    return [...problems, { field: name, code: 'EXPIRE_TIME_FORMAT' }];
  if (field.format === 'utc-milliseconds' && unit !== 'milliseconds')
    return [...problems, { field: name, code: 'TIME_FORMAT' }];
  return problems;
}

/** Limits of what is sent: of a ciphertext where the value is encrypted, of one block's bytes under RSA. */
function lengthProblems(field: RequestField, text: string, name: string): RequestProblem[] {
  const { wire, maxLength } = field;
  if (wire === 'encrypted') {
    const { fits, ciphertextCharacters: length } = countCiphertext(text, maxLength);
    return fits ? [] : [{ field: name, code: 'CIPHERTEXT_TOO_LONG', length, maxLength }];
  }
  if (wire === 'rsa-oaep') {
    const bytes = toBytes(text).length;
    return bytes > maxLength ? [{ field: name, code: 'TOO_MANY_BYTES', bytes, most: maxLength }] : [];
  }
  return tooLong(field, text, name);
}

/** A JSON number where values travel in a body; digits, or a number, where they travel in a query. */
function numberProblems(
  field: RequestField,
  { name, value }: { name: string; value: JsonValue },
  profile: CallProfile,
  rule: { code: 'NOT_INTEGER' | 'NOT_DECIMAL'; form: RegExp },
): RequestProblem[] {
  const isText = typeof value === 'string' && profile === 'v1-auth-token';
  const text = typeof value === 'number' || isText ? String(value) : '';
  return rule.form.test(text) ? notOneOf(field, text, name) : [{ field: name, code: rule.code }];
}

function listProblems(
  field: RequestField,
  value: JsonValue,
  name: string,
  profile: CallProfile,
): RequestProblem[] {
  if (!Array.isArray(value)) return [{ field: name, code: 'NOT_LIST' }];
  const list: readonly JsonValue[] = value;
  const { items, mostItems } = field;
  if (field.isRequired && list.length === 0) return [{ field: name, code: 'REQUIRED' }];
  if (mostItems !== null && list.length > mostItems)
    return [{ field: name, code: 'TOO_MANY_ITEMS', count: list.length, most: mostItems }];
  const inside = list.flatMap((item, index): RequestProblem[] => {
    const place = `${name}[${index}]`;
    if (!isObject(item)) return [{ field: place, code: 'NOT_OBJECT' }];
    return (items ?? []).flatMap((inner) =>
      fieldProblems(inner, own(item, inner.name), `${place}.`, profile),
    );
  });
  return [...tooLong(field, JSON.stringify(value), name), ...inside];
}

function idProblems(name: string, value: string): RequestProblem[] {
  const ids = value.split(',');
  if (ids.length > MAX_QUERIED_IDS) {
    return [{ field: name, code: 'TOO_MANY_IDS', count: ids.length, most: MAX_QUERIED_IDS }];
  }
  return ids.some((id) => id.trim() === '') ? [{ field: name, code: 'EMPTY_ID' }] : [];
}
