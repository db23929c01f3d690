import { toText } from '@/lib/signing/encoding';
import type { AttemptRecord } from '../message-record';
import { withoutMark } from './mask-json';
import { queryParameters } from './mask-url';

/** The instance that an exchange is about, with the order it was made for; null for a part that it does not name. */
export type NamedInstance = { instanceId: string; orderId: string | null; orderLineId: string | null };

/**
 * Of newInstance: what its answer names; of any other activity: what its request names. V2.0 asks with a JSON body,
 * V1.0 with a query string.
 * @returns null when no instance is named
 */
export function instanceOf(
  exchange: Pick<AttemptRecord, 'url' | 'requestBody' | 'responseBody'>,
): NamedInstance | null {
  const asked = new Map(queryParameters(exchange.url).map(({ name, value }) => [name, value]));
  for (const [name, value] of Object.entries(read(exchange.requestBody)))
    if (typeof value === 'string') asked.set(name, value);
  const answered = read(exchange.responseBody).instanceId;
  const instanceId = asked.get('instanceId') || (typeof answered === 'string' ? answered : '');
  if (instanceId === '') return null;
  return {
    instanceId,
    orderId: asked.get('orderId') || null,
    orderLineId: asked.get('orderLineId') || null,
  };
}

function read(bytes: Uint8Array | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(withoutMark((bytes && toText(bytes)) ?? ''));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
