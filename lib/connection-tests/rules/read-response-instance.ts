import type { OutboundResult } from '@/lib/http/exchange';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import { readJsonObject } from '@/lib/koogallery/request-form';
import { isUsableId } from '@/lib/response-checks/quoted';
import type { JsonObject } from '@/lib/signing/canonical';
import { toText } from '@/lib/signing/encoding';

/** newInstance made it, or is making it. */
const MADE = new Set(['000000', '000004']);

/** The response as a JSON object; null when it is none. */
export function readResponseJson(result: OutboundResult): JsonObject | null {
  if (!result.ok) return null;
  return readJsonObject(toText(result.exchange.response.decodedBody) ?? '');
}

/**
 * The instance that a response to newInstance names, also where the response fails for another reason: the seller has it
 * then, and it has to be released again.
 */
export function readResponseInstance(request: JsonObject, result: OutboundResult): InstanceReference | null {
  const response = readResponseJson(result);
  const instanceId = response && readText(response, 'instanceId');
  if (!response || !instanceId || !isUsableId(instanceId) || !MADE.has(readText(response, 'resultCode')))
    return null;
  return { instanceId, orderId: readText(request, 'orderId'), orderLineId: readText(request, 'orderLineId') };
}

function readText(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}
