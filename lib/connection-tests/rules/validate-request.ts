import type { JsonObject, JsonValue } from '@/lib/signing/canonical';
import type { InterfaceSpec, RequestField } from './interface';
import { MAX_QUERIED_IDS } from './interfaces/query-instance';

/** What is wrong with one field of the builder; a sentence each below `connection-checks.request.<code>`. */
export type RequestProblem = { field: string } & (
  | { code: 'REQUIRED' | 'NOT_TEXT' | 'NOT_JSON' | 'EXPIRE_TIME_FORMAT' | 'EMPTY_ID' | 'UNKNOWN_FIELD' }
  | { code: 'TOO_LONG'; length: number; maxLength: number }
  | { code: 'NOT_ONE_OF'; allowed: readonly string[] }
  | { code: 'TOO_MANY_IDS'; count: number; most: number }
);

/**
 * Checks the fields of a request against the limits of its interface, in the interface's order.
 * `UNKNOWN_FIELD` only warns, because a seller must accept unknown fields and may want to see that it does.
 */
export function validateRequest(
  spec: InterfaceSpec,
  body: JsonObject,
): { problems: RequestProblem[]; warnings: RequestProblem[] } {
  const problems = spec.request.flatMap((field) => fieldProblems(field, body[field.name]));
  const known = new Set(spec.request.map(({ name }) => name));
  const unknown = Object.keys(body).filter((name) => !known.has(name));
  return { problems, warnings: unknown.map((field) => ({ field, code: 'UNKNOWN_FIELD' as const })) };
}

function fieldProblems(field: RequestField, value: JsonValue | undefined): RequestProblem[] {
  const { name } = field;
  if (value === undefined || value === null || value === '') {
    return field.isRequired ? [{ field: name, code: 'REQUIRED' }] : [];
  }
  if (field.format === 'json') return jsonProblems(field, value);
  if (typeof value !== 'string') return [{ field: name, code: 'NOT_TEXT' }];
  const problems: RequestProblem[] = [];
  if (value.length > field.maxLength) {
    problems.push({ field: name, code: 'TOO_LONG', length: value.length, maxLength: field.maxLength });
  }
  if (field.oneOf && !field.oneOf.includes(value)) {
    problems.push({ field: name, code: 'NOT_ONE_OF', allowed: field.oneOf });
  }
  if (field.format === 'expire-time' && !/^\d{14}(\d{3})?$/.test(value)) {
    problems.push({ field: name, code: 'EXPIRE_TIME_FORMAT' });
  }
  return field.format === 'instance-ids' ? [...problems, ...idProblems(name, value)] : problems;
}

function jsonProblems({ name, maxLength }: RequestField, value: JsonValue): RequestProblem[] {
  if (typeof value !== 'object') return [{ field: name, code: 'NOT_JSON' }];
  const { length } = JSON.stringify(value);
  return length > maxLength ? [{ field: name, code: 'TOO_LONG', length, maxLength }] : [];
}

function idProblems(name: string, value: string): RequestProblem[] {
  const ids = value.split(',');
  if (ids.length > MAX_QUERIED_IDS) {
    return [{ field: name, code: 'TOO_MANY_IDS', count: ids.length, most: MAX_QUERIED_IDS }];
  }
  return ids.some((id) => id.trim() === '') ? [{ field: name, code: 'EMPTY_ID' }] : [];
}
