import type { OutboundFailureCode } from '../exchange';

/** How far a request came; a failure is named after the step in which it happened. */
export type RequestPhase = 'dns' | 'connect' | 'tls' | 'response';

/** An expected outcome on its way out of nested steps; `send` turns it into a value. */
export class OutboundError extends Error {
  readonly code: OutboundFailureCode;
  /** What was seen, in protocol words, never a secret. */
  readonly seen: string;

  constructor(code: OutboundFailureCode, seen: string) {
    super(`${code}: ${seen}`);
    this.name = 'OutboundError';
    this.code = code;
    this.seen = seen;
  }
}

const EXPIRED = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
]);
const NAME_NOT_FOUND = new Set(['ENOTFOUND', 'ENODATA', 'ENONAME']);

/** The failure code of a verification error of Node's TLS; null where it is none. */
export function certificateFailure(code: string): OutboundFailureCode | null {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH')
    return 'CERTIFICATE_NAME_MISMATCH';
  if (EXPIRED.has(code)) return 'CERTIFICATE_EXPIRED';
  return UNTRUSTED.has(code) ? 'CERTIFICATE_UNTRUSTED' : null;
}

/** Names an error of Node's network layer after what it means in the step where it happened. */
export function toOutboundError(error: unknown, phase: RequestPhase): OutboundError {
  if (error instanceof OutboundError) return error;
  const { code, seen } = errorFacts(error);
  if (phase === 'dns')
    return new OutboundError(NAME_NOT_FOUND.has(code) ? 'DNS_NOT_FOUND' : 'DNS_FAILED', seen);
  if (phase === 'connect') return new OutboundError(connectFailure(code), seen);
  if (phase === 'tls') return new OutboundError(certificateFailure(code) ?? 'TLS_FAILED', seen);
  if (code.startsWith('HPE_') || code === 'ERR_HTTP_INVALID_STATUS_CODE')
    return new OutboundError('RESPONSE_MALFORMED', seen);
  return new OutboundError('CONNECTION_RESET', seen);
}

/** What a time limit means in the step that it ended. */
export function timeoutFailure(phase: RequestPhase, timeoutMs: number): OutboundError {
  if (phase === 'dns') return new OutboundError('DNS_FAILED', `no answer within ${timeoutMs} ms`);
  if (phase === 'connect')
    return new OutboundError('CONNECT_TIMEOUT', `no connection within ${timeoutMs} ms`);
  if (phase === 'tls') return new OutboundError('TLS_FAILED', `no TLS answer within ${timeoutMs} ms`);
  return new OutboundError('RESPONSE_TIMEOUT', `answer not complete within ${timeoutMs} ms`);
}

function connectFailure(code: string): OutboundFailureCode {
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'CONNECTION_RESET';
  return code === 'ETIMEDOUT' ? 'CONNECT_TIMEOUT' : 'CONNECTION_REFUSED';
}

function errorFacts(error: unknown): { code: string; seen: string } {
  if (!(error instanceof Error)) return { code: '', seen: 'unknown error' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const address = 'address' in error && typeof error.address === 'string' ? ` ${error.address}` : '';
  const port = 'port' in error && typeof error.port === 'number' ? `:${error.port}` : '';
  return { code, seen: code === '' ? error.message : `${code}${address}${port}` };
}
