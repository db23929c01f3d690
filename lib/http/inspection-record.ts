import type { OutboundFailureCode } from './exchange';
import type { ServedCertificate } from './tls/certificate';
import type { TlsProtocol } from './tls/hello';
import type { AcceptedWeakSuite, ProtocolState } from './tls/probe-protocols';

export type CertificateResult = {
  leaf: ServedCertificate;
  /** Leaf first; the local store's root is last where it is known. */
  chain: readonly ServedCertificate[];
  /** The chain ends at a root that we trust, whatever the dates and the name say. */
  isTrusted: boolean;
  /** Whose trust that is: a root of Node's own list, or only one that the operator added; null when it is nobody's. */
  anchor: 'public' | 'operator' | null;
  /** False where an issuer is missing between the leaf and a root: some clients fetch it, others fail. */
  isChainComplete: boolean;
  isNameMatching: boolean;
  isWithinDates: boolean;
  /** OpenSSL's word for what is wrong with the chain (`DEPTH_ZERO_SELF_SIGNED_CERT`); null when nothing is. */
  verifyError: string | null;
};

/** `certificate` is null when no handshake could be finished: then `handshakeError` says what came instead. */
export type InspectedCertificate = { certificate: CertificateResult | null; handshakeError: string | null };

/** What a server accepts and shows on its TLS port; every fact comes from a handshake that was begun with it. */
export type TlsInspection = InspectedCertificate & {
  host: string;
  port: number;
  address: string;
  protocols: Readonly<Record<TlsProtocol, ProtocolState>>;
  /** How the first response that was no TLS began, as hexadecimal (`485454502f312e31…`); null where all were TLS. */
  answerInClear: string | null;
  weakSuites: readonly AcceptedWeakSuite[];
};

export type InspectionResult =
  | { ok: true; inspection: TlsInspection }
  | { ok: false; code: OutboundFailureCode; seen: string };
