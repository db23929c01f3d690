import { z } from 'zod';
import { ERROR_STATUS } from '@/lib/core/errors';
import type { Translator } from '@/lib/i18n/translator';
import { API_PATH } from './api-path';
import { FILE_BODY, FILE_BODY_TYPE, type Operation } from './operation';
import { OPERATIONS } from './operations';
import { REFUSAL_CODES } from './rules/api-refusal';

type Json = Record<string, unknown>;

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

/** A schema as OpenAPI 3.1 has it, which is JSON Schema 2020-12. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  });
  return json;
}

/** The whole API as OpenAPI 3.1. @param base address of the desk @param t in whose language it is written */
export function writeOpenApi(base: string, t: Translator): Json {
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    const { [operation.path]: known = {} } = paths;
    paths[operation.path] = { ...known, [operation.method.toLowerCase()]: describeOperation(operation, t) };
  }
  const groups = [...new Set(OPERATIONS.map(({ group }) => group))];
  return {
    openapi: '3.1.1',
    info: { title: 'Preflight', version: '1', description: t('api.description') },
    servers: [{ url: new URL(API_PATH, base).href }],
    tags: groups.map((group) => ({ name: group, description: t(`api.groups.${group}`) })),
    paths,
    components: components(t),
  };
}

function describeOperation(operation: Operation, t: Translator): Json {
  const { id, group, scope, status } = operation;
  return {
    operationId: id,
    tags: [group],
    summary: t(`api.operations.${id}`),
    security: [{ apiKey: [scope] }],
    parameters: parameters(operation),
    ...requestBody(operation),
    responses: {
      [status]: {
        description: t(`api.operations.${id}`),
        headers: answerHeaders(operation),
        ...answerContent(operation),
      },
      ...(hasEtag(operation) ? { 304: ref('responses', 'NotModified') } : {}),
      default: ref('responses', 'Problem'),
    },
  };
}

/** A file has no schema: its type says what it is. */
function requestBody(operation: Operation): Json {
  const { body, example } = operation;
  if (!body) return {};
  const content =
    body === FILE_BODY
      ? { [FILE_BODY_TYPE]: {} }
      : { 'application/json': { schema: bodySchema(operation, body), example } };
  return { requestBody: { required: true, content } };
}

function answerContent({ answer, fileTypes }: Operation): Json {
  if (fileTypes) return { content: Object.fromEntries(fileTypes.map((type) => [type, {}])) };
  return answer ? { content: { 'application/json': { schema: toJsonSchema(answer, 'output') } } } : {};
}

const hasEtag = ({ method, fileTypes }: Pick<Operation, 'method' | 'fileTypes'>): boolean =>
  method === 'GET' && fileTypes === null;

/** The parameters that cannot be left out. */
export const requiredQuery = ({ query }: Operation): string[] =>
  (toJsonSchema(query, 'input').required ?? []) as string[];

/** `If-Match` can stand for the version. */
function bodySchema({ isVersioned }: Operation, body: z.ZodType): Json {
  const schema = toJsonSchema(body, 'input');
  if (!isVersioned || !Array.isArray(schema.required)) return schema;
  return { ...schema, required: schema.required.filter((name) => name !== 'version') };
}

function parameters(operation: Operation): Json[] {
  const { method, path, query } = operation;
  const required = requiredQuery(operation);
  const { properties = {} } = toJsonSchema(query, 'input') as { properties?: Record<string, Json> };
  return [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: name === 'version' ? { type: 'integer', minimum: 1 } : { type: 'string', format: 'uuid' },
    })),
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    ...(hasEtag(operation) ? [ref('parameters', 'IfNoneMatch')] : []),
    ...(method === 'POST' ? [ref('parameters', 'IdempotencyKey')] : []),
    ...(isMatchable({ method, path }) ? [ref('parameters', 'IfMatch')] : []),
  ];
}

/** Whether what is changed can be read at the same address, so that it has an ETag. */
export const isMatchable = ({ method, path }: Pick<Operation, 'method' | 'path'>): boolean =>
  ['PUT', 'PATCH', 'DELETE'].includes(method) &&
  OPERATIONS.some((other) => hasEtag(other) && other.path === path);

const answerHeaders = (operation: Operation): Json => ({
  'RateLimit-Limit': ref('headers', 'RateLimitLimit'),
  'RateLimit-Remaining': ref('headers', 'RateLimitRemaining'),
  'RateLimit-Reset': ref('headers', 'RateLimitReset'),
  ...(hasEtag(operation) ? { ETag: ref('headers', 'ETag') } : {}),
  ...(operation.location === null ? {} : { Location: ref('headers', 'Location') }),
});

function components(t: Translator): Json {
  const header = (type: string, name: 'limit' | 'remaining' | 'reset' | 'etag' | 'location') => ({
    description: t(`api.headers.${name}`),
    schema: { type },
  });
  const parameter = (name: string, text: 'ifNoneMatch' | 'ifMatch' | 'idempotencyKey') => ({
    name,
    in: 'header',
    required: false,
    description: t(`api.headers.${text}`),
    schema: { type: 'string' },
  });
  return {
    securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: t('api.authentication') } },
    headers: {
      RateLimitLimit: header('integer', 'limit'),
      RateLimitRemaining: header('integer', 'remaining'),
      RateLimitReset: header('integer', 'reset'),
      ETag: header('string', 'etag'),
      Location: header('string', 'location'),
    },
    parameters: {
      IfNoneMatch: parameter('If-None-Match', 'ifNoneMatch'),
      IfMatch: parameter('If-Match', 'ifMatch'),
      IdempotencyKey: parameter('Idempotency-Key', 'idempotencyKey'),
    },
    responses: {
      NotModified: { description: t('api.headers.ifNoneMatch') },
      Problem: { description: t('api.problem'), content: PROBLEM },
    },
    schemas: { Problem: toJsonSchema(problemShape, 'output') },
  };
}

/** A failure, as RFC 9457 has it. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum([...(Object.keys(ERROR_STATUS) as (keyof typeof ERROR_STATUS)[]), ...REFUSAL_CODES]),
  requestId: z.string(),
  errors: z
    .array(z.object({ detail: z.string(), pointer: z.string().optional(), parameter: z.string().optional() }))
    .optional(),
  data: z.unknown().optional(),
});
