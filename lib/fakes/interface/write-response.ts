import type { RawHeader } from '@/lib/http/exchange';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { signV1Body } from '@/lib/signing/profiles/v1-body-sign';
import type { IsFaultOn } from '../faults';
import { type Reply, reply } from '../wire/ask-and-reply';
import type { JsonResponse } from './present-result';

/** With what a response is signed; no key, no signature. `timestamp` is the call's, for a fault. */
export type BodySigner = { accessKey: string | null; timestamp: string };

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const WARNING = new TextEncoder().encode(
  '<br />\n<b>Warning</b>:  Undefined array key "orderLineId" in <b>/srv/saas.php</b> on line <b>42</b><br />\n',
);
const CHINESE_NOTE = '结果';
/** The same two characters in GBK, one byte a character of the text. */
const CHINESE_NOTE_GBK = '\u00bd\u00e1\u00b9\u00fb';

/** Turns a response into the bytes and headers that are sent, with the faults of the panel applied on the way. */
export function writeResponse(json: JsonResponse, signer: BodySigner, isFaultOn: IsFaultOn): Reply {
  const signed = spoilBytes(encode(json, isFaultOn), isFaultOn);
  const sent = isFaultOn('body-sign-mismatch') ? Uint8Array.of(...signed, NEWLINE) : signed;
  return reply(200, contentType(isFaultOn), sent, [
    ...bodySign(signed, signer, isFaultOn),
    ...(isFaultOn('gzip-declared-not-sent') ? [['Content-Encoding', 'gzip'] as const] : []),
    ...(isFaultOn('charset-as-coding') ? [['Content-Encoding', 'utf-8'] as const] : []),
  ]);
}

function contentType(isFaultOn: IsFaultOn): string {
  const type = isFaultOn('wrong-content-type') ? 'text/html' : 'application/json';
  return `${type}; charset=${isFaultOn('wrong-charset') ? 'GBK' : 'utf-8'}`;
}

function encode(json: JsonResponse, isFaultOn: IsFaultOn): Uint8Array {
  if (isFaultOn('encoded-twice')) return new TextEncoder().encode(JSON.stringify(JSON.stringify(json)));
  if (!isFaultOn('wrong-charset')) return new TextEncoder().encode(JSON.stringify(json));
  const noted = { ...json, resultMsg: `${CHINESE_NOTE}: ${json.resultMsg}` };
  // Everything else that the seller says is ASCII, but for what a buyer's name may bring along.
  const text = JSON.stringify(noted)
    .replace(CHINESE_NOTE, CHINESE_NOTE_GBK)
    .replace(/[^\0-\u00ff]/g, '?');
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function spoilBytes(body: Uint8Array, isFaultOn: IsFaultOn): Uint8Array {
  const whole = isFaultOn('invalid-json') ? body.subarray(0, -1) : body;
  if (isFaultOn('warning-before-json')) return Uint8Array.of(...WARNING, ...whole);
  return isFaultOn('bom-in-body') ? Uint8Array.of(...BYTE_ORDER_MARK, ...whole) : whole;
}

/** The header `Body-Sign` for the exact bytes (koogallery-protocol §3.4). */
function bodySign(body: Uint8Array, { accessKey, timestamp }: BodySigner, isFaultOn: IsFaultOn): RawHeader[] {
  if (accessKey === null || isFaultOn('body-sign-missing')) return [];
  const key = isFaultOn('body-sign-with-timestamp') ? accessKey + timestamp : accessKey;
  const value = isFaultOn('body-sign-hex')
    ? `sign_type="HMAC-SHA256", signature="${nodePrimitives.hmacText('sha256', key, body, 'hex')}"`
    : signV1Body({ accessKey: key, body }, nodePrimitives);
  const name = isFaultOn('body-sign-recased') ? 'body-sign' : 'Body-Sign';
  const quote = isFaultOn('body-sign-unquoted') ? '' : isFaultOn('body-sign-single-quotes') ? "'" : '"';
  return [[isFaultOn('body-sign-misnamed') ? 'bodySign' : name, value.replaceAll('"', quote)]];
}
