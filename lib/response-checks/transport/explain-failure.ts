import type { OutboundFailure } from '@/lib/http/exchange';
import type { TlsInspection } from '@/lib/http/inspection-record';
import { fromHex } from '@/lib/signing/encoding';
import type { Explanation, ExplanationCode } from '../explanation';
import type { CallAddress } from './call-address';
import { explainCertificate, type JudgedChain } from './explain-certificate';
import { explainAlert, explainTls } from './explain-tls';
import { toSingleLine } from './to-single-line';

/** OpenSSL's words, for a certificate that was refused and not inspected. */
const UNTRUSTED: Readonly<Record<string, ExplanationCode>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'CERTIFICATE_SELF_SIGNED',
  SELF_SIGNED_CERT_IN_CHAIN: 'CERTIFICATE_PRIVATE_AUTHORITY',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'CHAIN_INCOMPLETE',
  UNABLE_TO_GET_ISSUER_CERT: 'CHAIN_INCOMPLETE',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'CERTIFICATE_PRIVATE_AUTHORITY',
};
const AFTER_LOOKUP = ['CONNECTION_REFUSED', 'CONNECT_TIMEOUT', 'CONNECTION_RESET', 'RESPONSE_MALFORMED'];
const URL_MARK = { part: 'url' } as const;
const TLS_MARK = { part: 'tls' } as const;

/**
 * Why nothing whole came back. Empty for what says nothing about the seller: a call that our side stopped, a URL that
 * the rules of a declaration refuse in words of their own.
 */
export function explainFailure(
  place: CallAddress,
  failure: OutboundFailure,
  tls: TlsInspection | null,
): Explanation[] {
  const { code, url, seen, addresses, timing } = failure;
  const values = { ...place, seen, addresses: addresses.join(', ') || '–' };
  // Whatever port 80 does: KooGallery never asks it.
  if (url.startsWith('http:') && AFTER_LOOKUP.includes(code))
    return [{ code: 'URL_IS_HTTP', values: { ...place, seen }, mark: URL_MARK }];
  switch (code) {
    case 'DNS_NOT_FOUND':
    case 'DNS_FAILED':
    case 'ADDRESS_NOT_PUBLIC':
      return [{ code, values, mark: URL_MARK }];
    case 'CONNECTION_REFUSED':
    case 'CONNECT_TIMEOUT':
      return [{ code, values, mark: null }];
    case 'CONNECTION_RESET':
      return [explainReset(failure, place)];
    case 'TLS_FAILED':
      return /^(ECONNRESET|EPIPE)/.test(seen) && !tls?.answerInClear && !isOnlyOld(seen, tls, place)
        ? [{ code: 'CONNECTION_RESET', values: { ...place, stage: 'tls', seen }, mark: TLS_MARK }]
        : explainTls(seen, tls, place);
    case 'CERTIFICATE_UNTRUSTED':
    case 'CERTIFICATE_EXPIRED':
    case 'CERTIFICATE_NAME_MISMATCH': {
      const judged = tls?.certificate ?? refusedChain(failure);
      const found = judged ? explainCertificate(judged, place) : [];
      return found.length > 0 ? found : [explainUninspected(failure, place)];
    }
    case 'RESPONSE_TIMEOUT':
      return [
        {
          code,
          values: { seconds: Math.round(timing.totalMs / 1_000), seen, protocol: recogniseProtocol(url) },
          mark: null,
        },
      ];
    case 'RESPONSE_MALFORMED':
      return [explainMalformed(failure, place)];
    default:
      return [];
  }
}

/** Calls of V1.0 carry their signature in the query under a name of its own. */
const recogniseProtocol = (url: string): string => (/[?&]authToken=/.test(url) ? 'V1' : 'V2');

/** Some servers hang up on a version that they do not speak. */
const isOnlyOld = (seen: string, tls: TlsInspection | null, place: CallAddress): boolean =>
  tls !== null && explainTls(seen, tls, place)[0]?.code === 'TLS_TOO_OLD';

function explainReset({ received, seen, timing, url }: OutboundFailure, place: CallAddress): Explanation {
  const body = received?.body;
  if (body) {
    const kind = body.announcedBytes === null ? 'chunked' : 'length';
    const announced = body.announcedBytes ?? 0;
    return {
      code: 'BODY_TRUNCATED',
      values: { kind, announced, received: body.receivedBytes },
      mark: null,
    };
  }
  const demand = explainAlert(seen);
  if (demand) return demand;
  const isSecure = url.startsWith('https:');
  const stage = timing.connectMs === null ? 'connect' : isSecure && timing.tlsMs === null ? 'tls' : 'answer';
  return { code: 'CONNECTION_RESET', values: { ...place, stage, seen }, mark: null };
}

/** What a refused handshake says by itself: the one thing that was named, of the certificates that were shown. */
function refusedChain({ code, seen, certificates = [] }: OutboundFailure): JudgedChain | null {
  const chain = certificates.map((certificate) => ({
    ...certificate,
    validFrom: new Date(certificate.validFrom),
    validUntil: new Date(certificate.validUntil),
  }));
  const [leaf] = chain;
  if (!leaf) return null;
  return {
    ...{ leaf, chain, verifyError: seen },
    isTrusted: code !== 'CERTIFICATE_UNTRUSTED',
    isWithinDates: code !== 'CERTIFICATE_EXPIRED',
    isNameMatching: code !== 'CERTIFICATE_NAME_MISMATCH',
  };
}

function explainUninspected({ code, seen }: OutboundFailure, place: CallAddress): Explanation {
  if (code === 'CERTIFICATE_NAME_MISMATCH') return { code, values: { ...place, names: '–' }, mark: TLS_MARK };
  if (code === 'CERTIFICATE_EXPIRED') {
    const kind = seen === 'CERT_NOT_YET_VALID' ? 'early' : 'late';
    return { code, values: { ...place, kind, subject: place.host, from: '–', until: '–' }, mark: TLS_MARK };
  }
  const cause = UNTRUSTED[seen] ?? 'CERTIFICATE_UNTRUSTED';
  const values = { ...place, subject: place.host, issuer: '–', issuerUrl: '–', sent: 1, reason: seen };
  return { code: cause, values, mark: TLS_MARK };
}

/** SETTINGS or GOAWAY on stream 0: how a server begins that speaks HTTP/2 without having been asked (RFC 9113 §3.4, §4.1). */
function isHttp2Frame(bytes: Uint8Array): boolean {
  const [length2 = 1, , length0 = 1, type] = bytes;
  const onStream0 = bytes.length >= 9 && bytes.subarray(5, 9).every((byte) => byte === 0);
  return onStream0 && length2 === 0 && ((type === 4 && length0 % 6 === 0) || type === 7);
}

function explainMalformed({ received, seen }: OutboundFailure, place: CallAddress): Explanation {
  const bytes = fromHex(received?.firstBytesHex ?? '') ?? new Uint8Array();
  if (isHttp2Frame(bytes)) {
    const frame = [...bytes.subarray(0, 9)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return { code: 'HTTP2_ONLY', values: { ...place, seen: frame }, mark: null };
  }
  return {
    code: 'RESPONSE_MALFORMED',
    values: { ...place, seen, answer: toSingleLine(bytes) || '–' },
    mark: null,
  };
}
