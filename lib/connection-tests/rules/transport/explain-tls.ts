import type { TlsInspection } from '@/lib/http/inspection-record';
import { fromHex } from '@/lib/signing/encoding';
import type { Explanation } from '../explanation';
import type { Place } from './place';
import { shownText } from './shown-text';

const MARK = { part: 'tls' } as const;
const TOO_OLD = /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_SSL_VERSION|VERSION_TOO_LOW/;
/** OpenSSL's words for a first record that is none. */
const NO_RECORD = /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL/;

/**
 * Why no handshake came about.
 * @param seen in the words of the TLS library (`ERR_SSL_WRONG_VERSION_NUMBER`)
 * @param tls what an inspection of the same port saw; null where there was none: then `seen` alone tells
 */
export function explainTls(seen: string, tls: TlsInspection | null, place: Place): Explanation[] {
  if (tls?.answerInClear) return [explainClearAnswer(tls.answerInClear, place)];
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
  return [{ code: 'TLS_HANDSHAKE_FAILED', values: { ...place, seen }, mark: MARK }];
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
function explainClearAnswer(hex: string, place: Place): Explanation {
  const bytes = fromHex(hex) ?? new Uint8Array();
  const answer = shownText(bytes).split('⏎')[0]?.trim() || '–';
  const seen = hex.replace(/..(?=.)/g, '$& ').slice(0, 47);
  const code = answer.startsWith('HTTP/') ? 'PLAIN_HTTP_ON_TLS_PORT' : 'NOT_TLS';
  return { code, values: { ...place, answer, seen }, mark: MARK };
}
