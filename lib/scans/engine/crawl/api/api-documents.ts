import { parse } from 'yaml';
import type { RequestTemplate } from '../../../checks/check';
import { apiBody } from './api-body';
import { asList, asObject, asText, type Json, resolved, sample } from './api-schema';

const MAX_OPERATIONS = 300;

/** `words` are the operation's id, its summary and its tags. */
export type ApiOperation = { method: string; template: RequestTemplate; words: string[] };

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
): ApiOperation {
  const parameters = [...shared, ...asList(raw.parameters)].map((parameter) => resolved(document, parameter));
  let filledPath = path;
  const query = new URLSearchParams();
  for (const parameter of parameters) {
    const name = asText(parameter.name);
    const value = sample(document, parameter.schema ?? parameter, name);
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (parameter.in === 'path')
      filledPath = filledPath.replace(`{${name}}`, encodeURIComponent(text || '1'));
    if (parameter.in === 'query') query.append(name, text);
  }
  const search = query.size > 0 ? `?${query}` : '';
  const url = `${base}${filledPath.replace(/\{\w+\}/g, '1')}${search}`;
  const template = { method, url, ...apiBody(document, raw, parameters) };
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
