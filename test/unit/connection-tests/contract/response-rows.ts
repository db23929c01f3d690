import type { RESPONSE_FAULTS } from '@/lib/fakes/faults/response-faults';
import {
  everywhere,
  type FaultRow,
  inBasic,
  type Named,
  REFUSED,
  UNPARSABLE,
  UNREACHABLE,
} from './fault-row';

const status = (httpCode: number) => `Debugging failed. The interface response httpCode=${httpCode}.`;
const contentType = (seen: string) =>
  `Debugging fails. Invalid content-type format. Returned format: ${seen}. Valid format: "application/json"`;
const missing = (field: string) => `Debugging failed. The interface response does not contain ${field}.`;
const tooLong = (field: string) => `Debugging failed. The length of ${field} is invalid.`;
const MISMATCH = /^Failed to verify the HTTP Body signature\. Expected signature value: [\w+/]{43}=$/;

const unparsable = (says: string, shows: RegExp): FaultRow =>
  everywhere({ says: [says], koogallery: UNPARSABLE, shows });

const inNewAndQuery = (code: string, field: string): string[] => [
  `${code} appInfo.${field}`,
  `${code} info[0].appInfo.${field}`,
];

/** In V1.0 a failure, in V2.0 a warning: its sources disagree (protocol page §3.4). */
function bodySign(says: string, koogallery: string | RegExp, shows: RegExp): FaultRow {
  const warned: Named = { says: [`warning ${says}`], koogallery: null, shows };
  return { V2: warned, V1: { says: [says], koogallery, shows }, kit: warned };
}

/** Once of the answer to newInstance, once of that to queryInstance. KooGallery's words for it are not known. */
const unreadable = (code: string, shows: RegExp): FaultRow => ({
  V1: {
    says: ['userName', 'password'].flatMap((field) => inNewAndQuery(code, field)).sort(byPlace),
    koogallery: null,
    shows,
  },
});
const byPlace = (a: string, b: string) => Number(a.includes('info[0]')) - Number(b.includes('info[0]'));

export const RESPONSE_ROWS: Record<keyof typeof RESPONSE_FAULTS, FaultRow> = {
  slow: everywhere({
    says: ['warning ANSWER_SLOW server'],
    koogallery: null,
    shows: /^check TIMEOUT ≤ 5000 ms → 5100 ms$/,
  }),
  'http-500': everywhere({
    says: ['STATUS_NOT_200 server'],
    koogallery: status(500),
    shows: /^response-body \{"error":"internal"\}$/,
  }),
  redirect: everywhere({
    says: ['REDIRECTED login'],
    koogallery: status(302),
    shows: /^response-head Location: \/login$/,
  }),
  'connection-reset': everywhere({
    says: ['CONNECTION_RESET answer'],
    koogallery: UNREACHABLE,
    shows: /^check UNREACHABLE TCP \+ TLS → CONNECTION_RESET: ECONNRESET$/,
  }),
  'gateway-block-page': everywhere({
    says: ['GATEWAY_BLOCK_PAGE block'],
    koogallery: status(403),
    shows: /^response-body <!doctype html>.*Request ID: [0-9a-f]{32}/s,
  }),
  'gateway-block-page-200': everywhere({
    says: ['GATEWAY_BLOCK_PAGE block'],
    koogallery: contentType('text/html; charset=utf-8'),
    shows: /^response-body <!doctype html>.*Request ID: [0-9a-f]{32}/s,
  }),
  // Its own answers are signed with the right key, so that the key is not the reason.
  'result-code-000001': everywhere({
    says: ['SELLER_REFUSES_ALL declared'],
    koogallery: REFUSED,
    shows: /^response-body "resultCode":"000001"$/,
  }),
  'result-code-000005': everywhere({
    says: ['RESULT_000005 000005'],
    koogallery: REFUSED,
    shows: /^response-body "resultCode":"000005"$/,
  }),
  'wrong-content-type': everywhere({
    says: ['CONTENT_TYPE_NOT_JSON'],
    koogallery: contentType('text/html; charset=utf-8'),
    shows: /^response-head Content-Type: text\/html; charset=utf-8$/,
  }),
  'wrong-charset': unparsable('BODY_WRONG_CHARSET both', /^response-body \u00bd$/),
  'bom-in-body': unparsable('BODY_HAS_BOM mark', /^response-body \u00ef\u00bb\u00bf$/),
  'gzip-declared-not-sent': unparsable('GZIP_DECLARED_NOT_SENT', /^response-body \{"$/),
  // The place where the brace is missing has no bytes of its own.
  'invalid-json': unparsable('JSON_SYNTAX end', /^response-body $/),
  'missing-result-code': unparsable('FIELD_ABSENT resultCode', /^response-body \{"resultMsg":"success\."/),
  'missing-instance-id': inBasic({
    says: [
      'FIELD_ABSENT instanceId',
      'warning same-order-twice INSTANCE_ID_ABSENT',
      'warning same-order-in-parallel INSTANCE_ID_ABSENT',
    ],
    koogallery: missing('instanceId'),
    shows: /^response-body \{"resultCode":"000000",(?!.*instanceId)/,
  }),
  'long-instance-id': inBasic({
    says: ['FIELD_TOO_LONG instanceId', 'FIELD_TOO_LONG info[0].instanceId'],
    koogallery: tooLong('instanceId'),
    shows: /^response-body "instanceId":"[^"]{65}"$/,
  }),
  'missing-front-end-url': {
    // Its table marks the field M, and the debugging page does not look at it.
    V2: {
      says: ['warning FIELD_ABSENT info[0].appInfo.frontEndUrl'],
      koogallery: null,
      shows: /^response-body \{"resultCode":"000000",(?!.*frontEndUrl)/,
    },
    V1: {
      says: ['FIELD_ABSENT appInfo.frontEndUrl', 'warning FIELD_ABSENT info[0].appInfo.frontEndUrl'],
      koogallery: missing('frontEndUrl'),
      shows: /^response-body \{"resultCode":"000000",(?!.*frontEndUrl)/,
    },
  },
  'missing-usage-value': inBasic({
    says: ['FIELD_ABSENT info[0].usageInfo[0].usageValue'],
    koogallery: missing('usageValue'),
    shows: /^response-body \{.*"usageInfo":\[\{"statisticalTime":"\d{17}"\}\]/,
  }),
  'sensitive-in-clear': unreadable('FIELD_NOT_ENCRYPTED', /^response-body "userName":"buyer@[^"]+"$/),
  'ciphertext-too-long': {
    V1: {
      says: ['userName', 'password']
        .flatMap((field) => inNewAndQuery('CIPHERTEXT_TOO_LONG', field))
        .sort(byPlace),
      koogallery: tooLong('userName'),
      shows: /^response-body "userName":"[^"]{168}"$/,
    },
  },
  'wrong-encrypt-type': unreadable('ENCRYPT_TYPE_WRONG', /^response-body "userName":"[\w+/=]{40,}"$/),
  'body-sign-missing': bodySign(
    'BODY_SIGN_ABSENT',
    'http header->bodySign is empty.',
    /^response-head Content-Type: [^\n]+\n(?!.*body-sign)/is,
  ),
  'body-sign-recased': bodySign(
    'SIGNATURE_MISTAKE header-recased',
    'http header->bodySign is empty.',
    /^response-head body-sign: sign_type="HMAC-SHA256", signature="[^"]{44}"$/,
  ),
  'body-sign-unquoted': bodySign(
    'SIGNATURE_MISTAKE header-unquoted',
    'http header->sign_type is not equals HMAC-SHA256 or signature is empty.',
    /^response-head Body-Sign: sign_type=HMAC-SHA256, signature=[\w+/]{43}=$/,
  ),
  'body-sign-hex': bodySign(
    'SIGNATURE_MISTAKE output-hex',
    MISMATCH,
    /^response-head Body-Sign: sign_type="HMAC-SHA256", signature="[0-9a-f]{64}"$/,
  ),
  'body-sign-with-timestamp': bodySign(
    'SIGNATURE_MISTAKE key-with-timestamp',
    MISMATCH,
    /^response-head Body-Sign: sign_type="HMAC-SHA256", signature="[^"]{44}"$/,
  ),
  'body-sign-mismatch': bodySign(
    'SIGNATURE_MISTAKE body-trimmed',
    MISMATCH,
    /^response-head Body-Sign: sign_type="HMAC-SHA256", signature="[^"]{44}"$/,
  ),
  'charset-refused': everywhere({
    says: ['CONTENT_TYPE_REFUSED'],
    koogallery: status(415),
    shows: /^response-body <!doctype html>.*unsupported charset/s,
  }),
  'csrf-refused': everywhere({
    says: ['CSRF_PROTECTION'],
    koogallery: status(403),
    shows: /^response-body <!doctype html>.*CSRF verification failed/s,
  }),
  'http-login': everywhere({
    says: ['HTTP_LOGIN_DEMANDED scheme'],
    koogallery: status(401),
    shows: /^response-body \{"status":401/,
  }),
  'exception-page': everywhere({
    says: ['APPLICATION_CRASHED'],
    koogallery: status(500),
    shows: /^response-body <!doctype html>.*orderLineId/s,
  }),
  'gateway-without-server': everywhere({
    says: ['GATEWAY_BLOCK_PAGE upstream'],
    koogallery: status(502),
    shows: /^response-body <!doctype html>.*502 Bad Gateway/s,
  }),
  'default-page': everywhere({
    says: ['SITE_NOT_SERVED default'],
    koogallery: contentType('text/html; charset=utf-8'),
    shows: /^response-body <!doctype html>.*Welcome to nginx!/s,
  }),
  'warning-before-json': unparsable('TEXT_AROUND_JSON php', /^response-body <br \/>\n<b>Warning<\/b>/),
  'encoded-twice': unparsable('JSON_ENCODED_TWICE json', /^response-body "\{\\"resultCode/),
  'charset-as-coding': unparsable(
    'CONTENT_ENCODING_NOT_CODING charset',
    /^response-head Content-Encoding: utf-8$/,
  ),
  'ciphertext-line-end': unreadable('CIPHERTEXT_FORM', /^response-body "userName":"[\w+/=]{40,}\\n"$/),
  'body-sign-misnamed': bodySign(
    'BODY_SIGN_FORM NAME',
    'http header->bodySign is empty.',
    /^response-head bodySign: sign_type="HMAC-SHA256", signature="[^"]{44}"$/,
  ),
  'body-sign-single-quotes': bodySign(
    'BODY_SIGN_FORM SINGLE_QUOTES',
    'http header->sign_type is not equals HMAC-SHA256 or signature is empty.',
    /^response-head Body-Sign: sign_type='HMAC-SHA256', signature='[^']{44}'$/,
  ),
};
