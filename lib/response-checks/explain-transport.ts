import type { OutboundResult } from '@/lib/http/exchange';
import type { TlsInspection } from '@/lib/http/inspection-record';
import type { Explanation, ExplanationCode } from './explanation';
import { readCallAddress } from './transport/call-address';
import { explainFailure } from './transport/explain-failure';
import { explainResponse } from './transport/explain-response';

/**
 * Names what went wrong between KooGallery's machine and the seller's JSON: name, connection, TLS, certificate, HTTP,
 * gateway, encoding, syntax. The first cause is the one to fix first. Empty where the transport is in order, and for a
 * call that our own side stopped; never throws, whatever bytes came.
 * @param call.url the production URL, or the address below it that was called
 * @param call.tls what an inspection of the same port saw, after a failure of TLS or of the certificate; without it a
 * certificate's cause is told from the TLS library's word alone
 */
export function explainTransport({
  url,
  result,
  tls,
}: {
  url: string;
  result: OutboundResult;
  tls: TlsInspection | null;
}): Explanation[] {
  return result.ok
    ? explainResponse(url, result.exchange)
    : explainFailure(readCallAddress(url), result.failure, tls);
}

/** Causes that say that the interface did not answer, or not as an object: its fields are then not looked for. */
const ELSEWHERE: readonly ExplanationCode[] = [
  'CLIENT_CERTIFICATE_DEMANDED',
  'SITE_NOT_SERVED',
  'CSRF_PROTECTION',
  'CONTENT_TYPE_REFUSED',
  'APPLICATION_CRASHED',
  'HTTP_LOGIN_DEMANDED',
  'JSON_ENCODED_TWICE',
  'JSON_NOT_OBJECT',
  'GATEWAY_BLOCK_PAGE',
  'ERROR_ENVELOPE',
];
export const isAnsweredElsewhere = (found: readonly Explanation[]): boolean =>
  found.some(({ code }) => ELSEWHERE.includes(code));
