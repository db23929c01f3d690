import type { TlsInspection } from '@/lib/http/inspection-record';
import { fromHex } from '@/lib/signing/encoding';
import type { Explanation } from '../explanation';
import type { CallAddress } from './call-address';
import { toSingleLine } from './to-single-line';

const MARK = { part: 'tls' } as const;
/** Alerts about the certificate of the caller (RFC 8446 §6.2): a server sends them to who shows none. */
const ABOUT_CALLER =
  /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|NO_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED)/;
const NAME_UNKNOWN = /UNRECOGNIZED_NAME/;
const REFUSED = /ALERT_HANDSHAKE_FAILURE|ALERT_INSUFFICIENT_SECURITY|NO_SHARED_CIPHER|NO_CIPHERS/;
const TOO_OLD = /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_SSL_VERSION|VERSION_TOO_LOW/;
/** OpenSSL's words for a first record that is none. */
const NO_RECORD = /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL/;

/**
 * Why no handshake came about.
 * @param seen in the words of the TLS library (`ERR_SSL_WRONG_VERSION_NUMBER`)
 * @param tls what an inspection of the same port saw; null where there was none: then `seen` alone tells
 */
export function explainTls(seen: string, tls: TlsInspection | null, place: CallAddress): Explanation[] {
  if (tls?.answerInClear) return [explainClearResponse(tls.answerInClear, place)];
  if (NO_RECORD.test(seen))
    return [{ code: 'PLAIN_HTTP_ON_TLS_PORT', values: { ...place, answer: '–', seen }, mark: MARK }];
  if (/NO_APPLICATION_PROTOCOL/.test(seen))
    return [{ code: 'HTTP2_ONLY', values: { ...place, seen }, mark: MARK }];
  const spoken = tls ? spokenProtocols(tls) : [];
  const isModern = spoken.some(isModernProtocol);
  if (!isModern && (spoken.length > 0 || TOO_OLD.test(seen)))
    return [
      { code: 'TLS_TOO_OLD', values: { ...place, spoken: spoken.join(', ') || '–', seen }, mark: MARK },
    ];
  if (NAME_UNKNOWN.test(seen))
    return [{ code: 'SERVER_NAME_UNKNOWN', values: { ...place, seen }, mark: MARK }];
  return [explainAlert(seen) ?? handshakeFailed(seen, place)];
}

/**
 * The demand for a client certificate, which ends a connection during the handshake or, in TLS 1.3, behind it; null for
 * every other alert. A refusal behind the server's certificate leaves nothing else to refuse.
 */
export function explainAlert(seen: string): Explanation | null {
  const isLikely = seen.endsWith('after the certificate of the server');
  if (!ABOUT_CALLER.test(seen) && !isLikely) return null;
  const values = { kind: isLikely ? 'likely' : 'alert', seen, product: '–' };
  return { code: 'CLIENT_CERTIFICATE_DEMANDED', values, mark: MARK };
}

/** A handshake that failed, with what its alert says. */
export function handshakeFailed(seen: string, place: CallAddress): Explanation {
  const kind = REFUSED.test(seen)
    ? 'cipher'
    : /ALERT_INTERNAL_ERROR/.test(seen)
      ? 'internal'
      : /no TLS answer within/.test(seen)
        ? 'time'
        : 'other';
  return { code: 'TLS_HANDSHAKE_FAILED', values: { ...place, kind, seen }, mark: MARK };
}

/** The versions that the server accepts, the newest first. */
export const spokenProtocols = ({ protocols }: TlsInspection): string[] =>
  Object.entries(protocols)
    .filter(([, state]) => state === 'accepted')
    .map(([protocol]) => protocol)
    .toReversed();

export const isModernProtocol = (protocol: string): boolean =>
  protocol === 'TLSv1.2' || protocol === 'TLSv1.3';

/** What answers on a TLS port without TLS: a web server, or something else altogether. */
function explainClearResponse(hex: string, place: CallAddress): Explanation {
  const bytes = fromHex(hex) ?? new Uint8Array();
  const response = toSingleLine(bytes).split('⏎')[0]?.trim() || '–';
  const seen = hex.replace(/..(?=.)/g, '$& ').slice(0, 47);
  const code = response.startsWith('HTTP/') ? 'PLAIN_HTTP_ON_TLS_PORT' : 'NOT_TLS';
  return { code, values: { ...place, answer: response, seen }, mark: MARK };
}
