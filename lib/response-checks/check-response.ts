import { previewText } from '@/lib/core/bytes';
import { type Exchange, headerValue, type OutboundFailure, type OutboundResult } from '@/lib/http/exchange';
import { decryptResponse, isEncrypted, nearSearch } from '@/lib/koogallery/decrypt-response';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import {
  KOOGALLERY_MESSAGES,
  KOOGALLERY_SUCCESS,
  SLOW_MS,
  SUCCESS_CODE,
  TIMEOUT_MS,
} from '@/lib/koogallery/koogallery-messages';
import type { JsonObject } from '@/lib/signing/canonical';
import type { Primitives } from '@/lib/signing/primitives';
import { type CheckCode, checkNotRun, failedCheck, passed, type ResponseCheck, warned } from './check';
import { checkBodySign, type ResponseKeys } from './check-body-sign';
import { checkFields, type FieldReading, unreadFields } from './check-fields';
import { parseJsonObject, sentMembers } from './read-exchange';
import { declaredCoding, isCodingFalse } from './transport/declared-coding';

export type ResponseResult = {
  /** `in-progress`: accepted and not finished; KooGallery then polls queryInstance. `not-run`: the call was stopped. */
  outcome: 'pass' | 'in-progress' | 'fail' | 'not-run';
  warningCount: number;
  /** What KooGallery's debugging page would say: the first failure's message, or its success text. */
  message: string | null;
  /** In KooGallery's order; ours follow. */
  checks: readonly ResponseCheck[];
};

const BODY_SIGN_CODES = ['BODY_SIGN_MISSING', 'BODY_SIGN_MALFORMED', 'BODY_SIGN_MISMATCH'] as const;
const BEFORE_FIELDS = [
  'TIMEOUT',
  'HTTP_STATUS',
  'CONTENT_TYPE',
  'UNPARSABLE',
  ...BODY_SIGN_CODES,
  'RESULT_CODE',
] as const;
type Step = (typeof BEFORE_FIELDS)[number] | 'UNREACHABLE';

/**
 * Judges the response to one call as KooGallery's debugging page does, in its order and with its messages: reachable →
 * in time → HTTP 200 → content type → body → Body-Sign → resultCode → mandatory fields → lengths.
 * Checks that a failure makes meaningless are `not-run`. A wrong content type does not stop: the body is read all the
 * same, so that a seller learns everything at once.
 */
export function checkResponse(
  call: { spec: InterfaceSpec; result: OutboundResult } & ResponseKeys,
  primitives: Primitives,
): ResponseResult {
  const { spec, result } = call;
  if (!result.ok) return conclude(failureChecks(spec, result.failure), null, spec);
  const { exchange } = result;
  const checks = transportChecks(exchange);
  if (checks.some(({ code, state }) => state === 'fail' && code !== 'CONTENT_TYPE')) {
    return conclude(
      [...checks, ...restAfter('CONTENT_TYPE', spec), ...portCheck(exchange.request.url)],
      null,
      spec,
    );
  }
  const body = readBody(exchange);
  checks.push(body.check);
  if (!body.response) {
    return conclude(
      [...checks, ...restAfter('UNPARSABLE', spec), ...portCheck(exchange.request.url)],
      null,
      spec,
    );
  }
  const { response } = body;
  const resultCode = String(response.resultCode);
  checks.push(...checkBodySign(spec.protocol, exchange.response, call, primitives));
  checks.push(resultCodeCheck(spec, resultCode));
  const isAccepted = checks.at(-1)?.state === 'pass';
  const fields = spec.response.filter(({ name }) => name !== 'resultCode');
  const accessKeys = [call.accessKey, ...call.previousKeys, ...(call.otherKeys ?? [])];
  const search = nearSearch(accessKeys, primitives);
  const reading: FieldReading = {
    decrypt: (text) =>
      decryptResponse(text, { ...call, search, encryptType: response.encryptType }, primitives),
    isEncrypted: (text) => isEncrypted(text, accessKeys, primitives),
  };
  checks.push(...checkFields(fields, isAccepted ? response : null, reading));
  checks.push(...ownChecks(spec, exchange, response, isAccepted));
  return conclude(checks, resultCode, spec);
}

function conclude(
  checks: readonly ResponseCheck[],
  resultCode: string | null,
  spec: InterfaceSpec,
): ResponseResult {
  const warningCount = checks.filter(({ state }) => state === 'warn').length;
  const failure = checks.find(({ state }) => state === 'fail');
  if (failure) return { outcome: 'fail', warningCount, message: failure.message, checks };
  if (checks[0]?.state === 'not-run') return { outcome: 'not-run', warningCount, message: null, checks };
  const isInProgress = resultCode !== null && spec.inProgressCodes.includes(resultCode);
  return {
    outcome: isInProgress ? 'in-progress' : 'pass',
    warningCount,
    message: KOOGALLERY_SUCCESS,
    checks,
  };
}

/** Everything of the fixed order after `step`, then the fields, all not run. */
function restAfter(step: Step, spec: InterfaceSpec): ResponseCheck[] {
  const from = step === 'UNREACHABLE' ? 0 : BEFORE_FIELDS.indexOf(step) + 1;
  const fields = spec.response.filter(({ name }) => name !== 'resultCode');
  return [...BEFORE_FIELDS.slice(from).map((code) => checkNotRun(code)), ...unreadFields(fields)];
}

/** Nothing came back. A call that our own side stopped says nothing about the seller. */
function failureChecks(spec: InterfaceSpec, failure: OutboundFailure): ResponseCheck[] {
  const seen = `${failure.code}: ${failure.seen}`;
  if (failure.code === 'ABORTED') return [checkNotRun('UNREACHABLE'), ...restAfter('UNREACHABLE', spec)];
  if (failure.code === 'RESPONSE_TIMEOUT') {
    return [
      passed('UNREACHABLE', { expected: 'TCP + TLS', seen: failure.addresses.join(', ') }),
      failedCheck('TIMEOUT', { expected: `< ${TIMEOUT_MS} ms`, seen }, KOOGALLERY_MESSAGES.TIMEOUT()),
      ...restAfter('TIMEOUT', spec),
    ];
  }
  const unreachable = failedCheck(
    'UNREACHABLE',
    { expected: 'TCP + TLS', seen },
    KOOGALLERY_MESSAGES.UNREACHABLE(),
  );
  return [unreachable, ...restAfter('UNREACHABLE', spec)];
}

/** Reachable, in time, HTTP 200, content type: up to the first failure, the rest of these four not run. */
function transportChecks({ response, timing, connection }: Exchange): ResponseCheck[] {
  const address = [
    connection.remoteAddress,
    connection.remotePort,
    connection.tls?.protocol ?? 'no TLS',
  ].join(' ');
  const checks = [passed('UNREACHABLE', { expected: 'TCP + TLS', seen: address })];
  const totalMs = Math.round(timing.totalMs);
  const time = { expected: `< ${TIMEOUT_MS} ms`, seen: `${totalMs} ms` };
  if (totalMs >= TIMEOUT_MS) {
    const timeout = failedCheck('TIMEOUT', time, KOOGALLERY_MESSAGES.TIMEOUT());
    return [...checks, timeout, checkNotRun('HTTP_STATUS'), checkNotRun('CONTENT_TYPE')];
  }
  const isSlow = totalMs > SLOW_MS;
  checks.push(isSlow ? warned('TIMEOUT', { ...time, expected: `≤ ${SLOW_MS} ms` }) : passed('TIMEOUT', time));
  const status = { expected: '200', seen: String(response.status) };
  if (response.status !== 200) {
    return [
      ...checks,
      failedCheck('HTTP_STATUS', status, KOOGALLERY_MESSAGES.HTTP_STATUS(status.seen)),
      checkNotRun('CONTENT_TYPE'),
    ];
  }
  return [
    ...checks,
    passed('HTTP_STATUS', status),
    contentTypeCheck(headerValue(response.headers, 'content-type')),
  ];
}

function contentTypeCheck(contentType: string | null): ResponseCheck {
  const evidence = { expected: 'application/json', seen: contentType ?? '–' };
  const [mediaType = '', ...parameters] = (contentType ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  if (mediaType !== 'application/json') {
    return failedCheck('CONTENT_TYPE', evidence, KOOGALLERY_MESSAGES.CONTENT_TYPE(contentType ?? ''));
  }
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  const isUtf8 = charset === undefined || charset === 'utf-8' || charset === 'utf8';
  return isUtf8
    ? passed('CONTENT_TYPE', evidence)
    : warned('CONTENT_TYPE', { ...evidence, expected: 'charset=utf-8' });
}

/**
 * The body as an object with a resultCode, or why it is none. A byte order mark counts as unparsable, as in Java, and so
 * does a body that is not compressed as its header says [inferred]: clients that decompress end in an exception.
 */
function readBody({ response }: Exchange): { check: ResponseCheck; response: JsonObject | null } {
  const bytes = response.decodedBody;
  const isReadable = !response.isTruncated && !isCodingFalse(response);
  const object = isReadable ? parseJsonObject(bytes) : null;
  const { resultCode } = object ?? {};
  const hasCode = typeof resultCode === 'number' || (typeof resultCode === 'string' && resultCode !== '');
  const expected = '{"resultCode":"000000","resultMsg":"success."}';
  if (object && hasCode) {
    return { check: passed('UNPARSABLE', { expected, seen: 'resultCode' }), response: object };
  }
  const seen = previewText(bytes, 200) || '–';
  const evidence = {
    expected,
    seen: isCodingFalse(response) ? `${declaredCoding(response)}: ${seen}` : seen,
  };
  return { check: failedCheck('UNPARSABLE', evidence, KOOGALLERY_MESSAGES.UNPARSABLE()), response: null };
}

function resultCodeCheck(spec: InterfaceSpec, seen: string): ResponseCheck {
  const accepted = [SUCCESS_CODE, ...spec.inProgressCodes];
  const evidence = { expected: accepted.join(' | '), seen };
  return accepted.includes(seen)
    ? passed('RESULT_CODE', evidence)
    : failedCheck('RESULT_CODE', evidence, KOOGALLERY_MESSAGES.RESULT_CODE());
}

/** What KooGallery does not look at, and what its sources contradict each other about. */
function ownChecks(
  spec: InterfaceSpec,
  exchange: Exchange,
  response: JsonObject,
  isAccepted: boolean,
): ResponseCheck[] {
  const message = { expected: 'resultMsg', seen: 'resultMsg' };
  const hasMessage = typeof response.resultMsg === 'string' && response.resultMsg !== '';
  const asked = sentMembers(exchange.request);
  return [
    hasMessage
      ? passed('RESULT_MSG_MISSING', message)
      : warned('RESULT_MSG_MISSING', { ...message, seen: '–' }),
    ...portCheck(exchange.request.url),
    ...spec.contradictions.map(({ code, expected, contradicts }) => {
      if (!isAccepted) return checkNotRun(code);
      const seen = contradicts(asked, response);
      return seen === null ? passed(code, { expected, seen: expected }) : warned(code, { expected, seen });
    }),
  ];
}

/** An explicit port is accepted by KooGallery, and other than 443 often blocked on the way. */
function portCheck(url: string): ResponseCheck[] {
  const { port, protocol } = new URL(url);
  const seen = port || (protocol === 'http:' ? '80' : '443');
  const code: CheckCode = 'PORT_NOT_443';
  return [seen === '443' ? passed(code, { expected: '443', seen }) : warned(code, { expected: '443', seen })];
}
