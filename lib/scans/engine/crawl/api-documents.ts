import { parse } from 'yaml';
import { z } from 'zod';
import type { RequestTemplate } from '../../checks/check';
import { fieldDefault } from './field-default';

const MAX_OPERATIONS = 300;
const MAX_DEPTH = 6;

type Json = Record<string, unknown>;
const jsonObject = z.record(z.string(), z.unknown());
const asObject = (value: unknown): Json => jsonObject.safeParse(value).data ?? {};
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `words` are the operation's id, its summary and its tags. */
export type ApiOperation = { method: string; template: RequestTemplate; words: string[] };

/** Follows a local `$ref`; anything else is returned as it is. */
function resolved(document: Json, value: unknown): Json {
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
function sample(document: Json, schema: unknown, name: string, depth = 0): unknown {
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

/** An address with its variables filled by their defaults (`https://{region}.example.com/{version}`). */
function serverAddress(server: Json): string {
  const variables = asObject(server.variables);
  return asText(server.url).replace(/\{(\w{1,60})\}/g, (_all, name) =>
    String(asObject(variables[name]).default ?? name),
  );
}

/** The server on the document's own origin; where all are elsewhere, the path of the first on this origin. */
function basePath(document: Json, documentUrl: string): string {
  const { origin } = new URL(documentUrl);
  const servers = asList(document.servers).map((server) => serverAddress(asObject(server)));
  const addresses = [...servers, asText(document.basePath)]
    // An empty address would be that of the document itself.
    .filter((address) => address !== '' && URL.canParse(address, documentUrl))
    .map((address) => new URL(address, documentUrl));
  const base = addresses.find((address) => address.origin === origin) ?? addresses[0];
  return base ? `${origin}${base.pathname}`.replace(/(?<!\/)\/+$/, '') : origin;
}

/** The beginning of a description in YAML: comments, then members, one of which names the format. */
const YAML_START = /^(?:openapi|swagger|["'](?:openapi|swagger)["'])[ \t]{0,5}:/m;
const YAML_BEGINNING = 4_000;
/** What an alias of YAML stands for is written out: so many times and no more. */
const MAX_ALIASES = 100;

/** The object of a JSON or YAML text that describes an interface; null for any other text. */
export function parseApiDocument(text: string): Json | null {
  const isJson = text.trimStart().startsWith('{');
  if (!isJson && !YAML_START.test(text.slice(0, YAML_BEGINNING))) return null;
  try {
    // Written out as JSON, YAML has no circles and no values of other types.
    const value = isJson
      ? JSON.parse(text)
      : JSON.parse(JSON.stringify(parse(text, { maxAliasCount: MAX_ALIASES, logLevel: 'error' })));
    const document = asObject(value);
    return document.openapi === undefined && document.swagger === undefined ? null : document;
  } catch {
    return null;
  }
}

function readOperation(
  document: Json,
  { base, path, method }: { base: string; path: string; method: string },
  raw: Json,
  shared: unknown[],
) {
  const parameters = [...shared, ...asList(raw.parameters)].map((parameter) => resolved(document, parameter));
  let filledPath = path;
  const query = new URLSearchParams();
  const fields: [string, string][] = [];
  const files: string[] = [];
  let json: unknown;
  for (const parameter of parameters) {
    const name = asText(parameter.name);
    const value = sample(document, parameter.schema ?? parameter, name);
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (parameter.in === 'path')
      filledPath = filledPath.replace(`{${name}}`, encodeURIComponent(text || '1'));
    if (parameter.in === 'query') query.append(name, text);
    if (parameter.in === 'formData') fields.push([name, text]);
    if (parameter.in === 'formData' && parameter.type === 'file') files.push(name);
    if (parameter.in === 'body') json = value;
  }
  const content = asObject(resolved(document, raw.requestBody).content);
  const jsonSchema = asObject(content['application/json']).schema;
  const multipart = asObject(content['multipart/form-data']).schema;
  const formSchema = asObject(content['application/x-www-form-urlencoded']).schema ?? multipart;
  if (jsonSchema !== undefined) json = sample(document, jsonSchema, '');
  if (formSchema !== undefined) {
    for (const [name, value] of Object.entries(asObject(sample(document, formSchema, '')))) {
      fields.push([name, String(value)]);
    }
  }
  for (const [name, schema] of Object.entries(asObject(resolved(document, multipart).properties)))
    if (resolved(document, schema).format === 'binary') files.push(name);
  const isMultipart = multipart !== undefined || files.length > 0;
  const search = query.size > 0 ? `?${query}` : '';
  const url = `${base}${filledPath.replace(/\{\w+\}/g, '1')}${search}`;
  const template: RequestTemplate =
    json !== undefined
      ? {
          method,
          url,
          headers: [['Content-Type', 'application/json']],
          body: { kind: 'json', text: JSON.stringify(json) },
        }
      : fields.length > 0
        ? {
            ...{ method, url, headers: [] },
            body: { kind: isMultipart ? 'multipart' : 'form', fields, files },
          }
        : { method, url, headers: [], body: { kind: 'none' } };
  return { method, template, words: [asText(raw.operationId), asText(raw.summary)] };
}

/**
 * The operations of an OpenAPI 2 or 3 document (https://spec.openapis.org/oas/v3.1.0), filled with sample values.
 * @param documentUrl absolute URL of the document, which relative servers are resolved against
 * @returns null when the JSON is no such document
 */
export function readApiDocument(value: unknown, documentUrl: string): ApiOperation[] | null {
  const document = asObject(value);
  if (document.openapi === undefined && document.swagger === undefined) return null;
  const base = basePath(document, documentUrl);
  const operations: ApiOperation[] = [];
  for (const [path, rawItem] of Object.entries(asObject(document.paths))) {
    const item = resolved(document, rawItem);
    for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
      if (item[method] === undefined || operations.length >= MAX_OPERATIONS) continue;
      const shared = asList(item.parameters);
      operations.push(
        readOperation(document, { base, path, method: method.toUpperCase() }, asObject(item[method]), shared),
      );
    }
  }
  return operations;
}
