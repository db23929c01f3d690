import { createHash } from 'node:crypto';
import { callOperation } from '@/lib/api/call-operation';
import type { Operation } from '@/lib/api/operation';
import { OPERATIONS } from '@/lib/api/operations';
import { isMatchable } from '@/lib/api/write-openapi';
import type { KeyContext } from '@/lib/api-keys/authenticate-api-key';
import { preconditionFailed } from '@/lib/core/errors';

/** The same for the same bytes. */
export const makeEtag = (json: string): string =>
  `"${createHash('sha256').update(json).digest('base64url')}"`;

const tagsIn = (header: string): string[] => header.split(',').map((tag) => tag.trim());

/** Whether the program has this answer already (RFC 9110 §13.1.2: compared weakly). */
export function isKnownTag(headers: Headers, etag: string): boolean {
  const tags = headers.get('if-none-match');
  return tags !== null && tagsIn(tags).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
}

type Asked = { operation: Operation; params: Record<string, string>; context: KeyContext };

/**
 * Refuses a change of something that is no longer what the program has read (RFC 9110 §13.1.1).
 * @returns the body; where it takes the version of what is changed and does not say it, with the one that was read
 * @throws AppError PRECONDITION_FAILED
 */
export async function matchVersion(headers: Headers, asked: Asked, body: unknown): Promise<unknown> {
  const tags = headers.get('if-match');
  if (tags === null || !isMatchable(asked.operation)) return body;
  const reading = OPERATIONS.find(({ method, path }) => method === 'GET' && path === asked.operation.path);
  if (!reading) return body;
  const { params, context } = asked;
  const current = await callOperation(reading, context, { params, query: {}, body: undefined });
  const etag = makeEtag(JSON.stringify(current));
  if (!tagsIn(tags).some((tag) => tag === '*' || tag === etag)) throw preconditionFailed('api.changed');
  if (!asked.operation.isVersioned || typeof body !== 'object' || body === null || 'version' in body)
    return body;
  return { ...body, version: (current as { version?: number }).version };
}
