import { z } from 'zod';
import { fieldDefault } from '../field-default';

const MAX_DEPTH = 6;

export type Json = Record<string, unknown>;
const jsonObject = z.record(z.string(), z.unknown());
export const asObject = (value: unknown): Json => jsonObject.safeParse(value).data ?? {};
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Follows a local `$ref`; anything else is returned as it is. */
export function resolved(document: Json, value: unknown): Json {
  const object = asObject(value);
  const reference = asText(object.$ref);
  if (!reference.startsWith('#/')) return object;
  let target: unknown = document;
  for (const part of reference.slice(2).split('/')) {
    target = asObject(target)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return asObject(target);
}

/** A value that a schema accepts: its example, default or first choice, else a harmless one of its type. */
export function sample(document: Json, schema: unknown, name: string, depth = 0): unknown {
  const shape = resolved(document, schema);
  const given = shape.example ?? shape.default ?? asList(shape.enum)[0];
  if (given !== undefined) return given;
  if (depth > MAX_DEPTH) return '';
  if (shape.type === 'array') return [sample(document, shape.items, name, depth + 1)];
  if (shape.type === 'integer' || shape.type === 'number') return 1;
  if (shape.type === 'boolean') return true;
  const parts = [shape, ...asList(shape.allOf).map((part) => resolved(document, part))];
  const properties = parts.flatMap((part) => Object.entries(asObject(part.properties)));
  if (properties.length > 0) {
    return Object.fromEntries(
      properties.map(([key, value]) => [key, sample(document, value, key, depth + 1)]),
    );
  }
  return fieldDefault(asText(shape.format) || 'text', name);
}
