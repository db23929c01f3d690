/** A header as it was sent: name in its own spelling (`Body-Sign` is case-sensitive for KooGallery), value. */
export type RawHeader = readonly [name: string, value: string];

export type CapturedRequest = {
  method: string;
  /** Absolute URL, without credentials and fragment. */
  url: string;
  headers: readonly RawHeader[];
  /** Exact bytes sent; empty when there was none. */
  body: Uint8Array;
};

export type CapturedResponse = {
  status: number;
  statusText: string;
  httpVersion: string;
  headers: readonly RawHeader[];
  /** Exact body bytes after transfer decoding and before content decoding, cut at the cap. */
  body: Uint8Array;
  /** Bytes after content decoding (gzip, deflate, br), cut at the cap; the same array when nothing was encoded. */
  decodedBody: Uint8Array;
  /** The body was longer than the cap; what is here is its beginning. */
  isTruncated: boolean;
  /** The body broke off before its announced end, or its content coding could not be undone to the end. */
  isBroken?: true;
};

/** Lengths in milliseconds; null where the step did not happen (a literal address, plain http). */
export type ExchangeTiming = {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
  totalMs: number;
};

export type PeerCertificate = {
  subject: string;
  issuer: string;
  subjectAltNames: readonly string[];
  validFrom: Date;
  validUntil: Date;
  fingerprint256: string;
  keyBits: number | null;
};

export type CapturedConnection = {
  /** The checked address, which is the connected one. */
  remoteAddress: string;
  remotePort: number;
  tls: null | { protocol: string; cipher: string; certificate: PeerCertificate | null };
};

/** One request and its response, byte-exact, as the outbound guard saw it. */
export type Exchange = {
  startedAt: Date;
  request: CapturedRequest;
  response: CapturedResponse;
  timing: ExchangeTiming;
  connection: CapturedConnection;
};

/** Why nothing came back. The order is that of the ladder: address → DNS → TCP → TLS → HTTP. */
export const OUTBOUND_FAILURES = [
  'URL_INVALID',
  /** A method or header that cannot be put on the wire (line breaks, control characters). */
  'REQUEST_INVALID',
  'SCHEME_NOT_ALLOWED',
  'CREDENTIALS_IN_URL',
  'PORT_NOT_ALLOWED',
  'ADDRESS_NOT_PUBLIC',
  'DNS_NOT_FOUND',
  'DNS_FAILED',
  'CONNECTION_REFUSED',
  'CONNECTION_RESET',
  'CONNECT_TIMEOUT',
  'TLS_FAILED',
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NAME_MISMATCH',
  'RESPONSE_TIMEOUT',
  'RESPONSE_MALFORMED',
  'TOO_MANY_REDIRECTS',
  'REDIRECT_OUT_OF_SCOPE',
  'ABORTED',
] as const;
export type OutboundFailureCode = (typeof OUTBOUND_FAILURES)[number];

/** What had come from the other side when a request failed; texts and numbers, for a failure is kept as JSON. */
export type ReceivedBytes = {
  /** The first bytes on the connection, on https decrypted: 64 at most. */
  firstBytesHex: string;
  /** Of a response that broke off in its body: what Content-Length announced, null without one, and what came of it. */
  body: { announcedBytes: number | null; receivedBytes: number } | null;
};

/** A certificate of a handshake that was refused; instants as ISO text. */
export type RefusedCertificate = {
  subject: string;
  issuer: string;
  subjectAltNames: readonly string[];
  validFrom: string;
  validUntil: string;
  isSelfSigned: boolean;
  /** Where its issuer's certificate can be fetched; null where it does not say. */
  issuerUrl: string | null;
};

export type OutboundFailure = {
  code: OutboundFailureCode;
  url: string;
  /** What was seen, in protocol words (`ECONNREFUSED 203.0.113.7:443`), never a secret. */
  seen: string;
  /** Addresses the name resolved to, where it came so far. */
  addresses: readonly string[];
  timing: ExchangeTiming;
  /** Absent where not a byte of a response came. */
  received?: ReceivedBytes;
  /** Leaf first; where it is the certificate that was refused. */
  certificates?: readonly RefusedCertificate[];
};

export type OutboundResult = { ok: true; exchange: Exchange } | { ok: false; failure: OutboundFailure };

export type OutboundRequest = {
  method: string;
  url: string;
  headers?: readonly RawHeader[];
  body?: Uint8Array;
  /** From the first look-up to the last body byte. */
  timeoutMs?: number;
  maxBodyBytes?: number;
  signal?: AbortSignal;
  /** Accept any certificate and old TLS, for the checks of both; what is wrong with them is read from `inspectTls`. */
  isCertificateIgnored?: boolean;
  /** A response that breaks off in its body is not a failure: what came is kept, as a browser shows it (`isBroken`). */
  isPartKept?: boolean;
};

/** The only way out of this machine. It never follows a redirect by itself: the caller asks again, and is checked again. */
export type Outbound = { send(request: OutboundRequest): Promise<OutboundResult> };

/** First value of a header, whatever its case; null when it is absent. */
export function headerValue(headers: readonly RawHeader[], name: string): string | null {
  const wanted = name.toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1] ?? null;
}

/** All values of a header in wire order (`Set-Cookie`). */
export function headerValues(headers: readonly RawHeader[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}
