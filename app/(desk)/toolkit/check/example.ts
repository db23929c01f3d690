import { toBytes } from '@/lib/signing/encoding';
import type { Digests, RandomBytes } from '@/lib/signing/primitives';
import { stagesV2Request } from '@/lib/signing/profiles/v2-request';
import { randomText } from '@/lib/signing/random-text';

/** Obviously made up, so that nobody takes it for theirs. */
export const EXAMPLE_KEY = 'example-access-key';

/**
 * A request whose sender signed a JSON text that was written again, with spaces: the most frequent mistake of all.
 * @param nowMs Unix milliseconds
 */
export function exampleMessage(nowMs: number, random: RandomBytes, digests: Digests): string {
  const sent = '{"activity":"queryInstance","instanceId":"PF-example-1","testFlag":"1"}';
  const signed = sent.replaceAll(':', ': ').replaceAll(',', ', ');
  const parts = { accessKey: EXAMPLE_KEY, nonce: randomText(32, random), timestamp: String(nowMs) };
  const { signature } = stagesV2Request({ ...parts, body: toBytes(signed) }, digests);
  const query = `signature=${signature.toUpperCase()}&timestamp=${parts.timestamp}&nonce=${parts.nonce}`;
  return [
    `POST /saas/produce?${query} HTTP/1.1`,
    'Host: saas.example.com',
    'Accept: application/json',
    'Content-Type: application/json;charset=utf8',
    `Content-Length: ${sent.length}`,
    '',
    sent,
  ].join('\n');
}
