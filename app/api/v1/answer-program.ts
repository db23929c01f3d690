import { createHash } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import { attachment } from '@/app/attachment';
import { chooseReference } from '@/app/report-failure';
import { answerOnce } from '@/lib/api/answers/answer-once';
import type { KeptAnswer } from '@/lib/api/answers/store';
import { API_PATH } from '@/lib/api/api-path';
import { callOperation, requireScope } from '@/lib/api/call-operation';
import { FILE_BODY, type Operation, type OperationFile } from '@/lib/api/operation';
import { OPERATIONS } from '@/lib/api/operations';
import { methodNotAllowed } from '@/lib/api/rules/api-refusal';
import { matchOperation } from '@/lib/api/rules/match-operation';
import { authenticateApiKey, type KeyContext } from '@/lib/api-keys/authenticate-api-key';
import { countAttempt } from '@/lib/auth/count-attempt';
import { type Clock, SECOND_MS } from '@/lib/core/clock';
import { limitExceeded, notFound } from '@/lib/core/errors';
import { API_REQUESTS_A_MINUTE } from '@/lib/core/policy';
import { isKnownTag, makeEtag, matchVersion } from './etag';
import { problemResponse } from './problem-response';
import { parseJsonBody, readBody, readIdempotencyKey, readSearch, requireJsonAccepted } from './read-request';

type Asked = { operation: Operation; params: Record<string, string>; context: KeyContext };

/** The answer to a program, failures included. @param parts of the path below `/api/v1` */
export async function answerProgram(
  clock: Clock,
  request: Request,
  parts: readonly string[],
): Promise<Response> {
  const reference = chooseReference(request.headers);
  const limits: Record<string, string> = {};
  try {
    const context = await authenticateApiKey(clock, request.headers.get('authorization'), reference);
    await countRequest(clock, context, limits);
    const operation = findOperation(request, parts);
    requireScope(operation.operation, context);
    if (!operation.operation.fileTypes) requireJsonAccepted(request.headers);
    return await answer(clock, request, { ...operation, context }, limits);
  } catch (thrown) {
    unstable_rethrow(thrown);
    return problemResponse(thrown, request, reference, limits);
  }
}

/** @throws AppError LIMIT_EXCEEDED; the headers say how many requests are left in either case */
async function countRequest(
  clock: Clock,
  { actor }: KeyContext,
  limits: Record<string, string>,
): Promise<void> {
  const { isAllowed, remaining, retryAfterMs } = await countAttempt(clock, 'api.key', actor.apiKey.id);
  const seconds = String(Math.ceil(retryAfterMs / SECOND_MS));
  limits['RateLimit-Limit'] = String(API_REQUESTS_A_MINUTE);
  limits['RateLimit-Remaining'] = String(remaining);
  limits['RateLimit-Reset'] = seconds;
  if (isAllowed) return;
  limits['Retry-After'] = seconds;
  throw limitExceeded('api.tooManyRequests', { values: { maximum: API_REQUESTS_A_MINUTE } });
}

function findOperation({ method }: Request, parts: readonly string[]): Omit<Asked, 'context'> {
  const match = matchOperation(OPERATIONS, method === 'HEAD' ? 'GET' : method, parts);
  if (match.kind === 'found') return match;
  if (match.kind === 'none') throw notFound('apiPath');
  throw methodNotAllowed(match.allowed);
}

async function answer(
  clock: Clock,
  request: Request,
  asked: Asked,
  limits: Record<string, string>,
): Promise<Response> {
  const { operation, context } = asked;
  if (operation.fileTypes) return toDownload(await callFor(request, asked, undefined), limits);
  const bytes = operation.body ? await readBody(request, operation) : new Uint8Array();
  const work = () => makeAnswer(request, asked, bytes);
  const idempotencyKey = operation.method === 'POST' ? readIdempotencyKey(request.headers) : null;
  if (idempotencyKey === null) return toResponse(request, await work(), limits);
  const { pathname, search } = new URL(request.url);
  const fingerprint = createHash('sha256').update(`${pathname}${search}\n`).update(bytes).digest('hex');
  const place = { keyId: context.actor.apiKey.id, idempotencyKey, fingerprint };
  const { isRepeated, ...kept } = await answerOnce(clock, place, work);
  return toResponse(request, kept, { ...limits, ...(isRepeated && { 'Idempotency-Replayed': 'true' }) });
}

async function makeAnswer(request: Request, asked: Asked, bytes: Uint8Array): Promise<KeptAnswer> {
  const { operation } = asked;
  const isFile = operation.body === FILE_BODY;
  const sent = isFile ? bytes : operation.body ? parseJsonBody(bytes) : undefined;
  const value = await callFor(request, asked, await matchVersion(request.headers, asked, sent));
  const json = value === null ? '' : JSON.stringify(value);
  return { status: operation.status, headers: buildHeaders(request, asked, value, json), body: json };
}

const callFor = (request: Request, { operation, params, context }: Asked, body: unknown): Promise<unknown> =>
  callOperation(operation, context, { params, query: readSearch(request), body, signal: request.signal });

function toDownload(value: unknown, limits: Record<string, string>): Response {
  const { name, contentType, content } = value as OperationFile;
  const response = attachment(name, contentType, content);
  for (const [header, text] of Object.entries(limits)) response.headers.set(header, text);
  return response;
}

function buildHeaders(
  { url }: Request,
  { operation, params }: Asked,
  value: unknown,
  json: string,
): Record<string, string> {
  const headers: Record<string, string> = {};
  const { id, next } = (value ?? {}) as { id?: unknown; next?: unknown };
  if (operation.location !== null) {
    const place = operation.location.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
    headers.Location = `${API_PATH}${place}${String(id)}`;
  }
  if (operation.method === 'GET') headers.ETag = makeEtag(json);
  if (typeof next === 'string') {
    const { pathname, searchParams } = new URL(url);
    searchParams.set('cursor', next);
    headers.Link = `<${pathname}?${searchParams}>; rel="next"`;
  }
  return headers;
}

function toResponse(request: Request, { status, headers, body }: KeptAnswer, more: Record<string, string>) {
  const etag = headers.ETag;
  const all = {
    // What has a tag may be kept by the program that asked, and is to be asked for again; nobody may repack it.
    'Cache-Control': etag === undefined ? 'private, no-store' : 'private, no-cache, no-transform',
    ...(status === 204 ? {} : { 'Content-Type': 'application/json' }),
    ...headers,
    ...more,
  };
  if (etag !== undefined && isKnownTag(request.headers, etag))
    return new Response(null, { status: 304, headers: all });
  return new Response(status === 204 ? null : body, { status, headers: all });
}
