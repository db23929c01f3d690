/** What can go wrong between KooGallery's machine and the seller's JSON, in the order in which a call meets it. */
export const TRANSPORT_EXPLANATIONS = [
  'DNS_NOT_FOUND',
  'DNS_FAILED',
  'ADDRESS_NOT_PUBLIC',
  'CONNECTION_REFUSED',
  'CONNECT_TIMEOUT',
  'CONNECTION_RESET',
  'PLAIN_HTTP_ON_TLS_PORT',
  'NOT_TLS',
  'TLS_TOO_OLD',
  'HTTP2_ONLY',
  'TLS_HANDSHAKE_FAILED',
  'CHAIN_INCOMPLETE',
  'CERTIFICATE_SELF_SIGNED',
  'CERTIFICATE_PRIVATE_AUTHORITY',
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NAME_MISMATCH',
  'RESPONSE_TIMEOUT',
  'RESPONSE_MALFORMED',
  'BODY_TRUNCATED',
  'REDIRECTED',
  'NOT_FOUND_PAGE',
  'GATEWAY_BLOCK_PAGE',
  'STATUS_NOT_200',
  'CONTENT_TYPE_NOT_JSON',
  'GZIP_DECLARED_NOT_SENT',
  'GZIP_NOT_DECLARED',
  'BODY_TOO_LARGE',
  'BODY_EMPTY',
  'BODY_HAS_BOM',
  'BODY_WRONG_CHARSET',
  'JSON_SYNTAX',
] as const;

/** Every cause that is told apart; a subject keeps its codes in an array of its own. */
export const EXPLANATION_CODES = [...TRANSPORT_EXPLANATIONS] as const;
export type ExplanationCode = (typeof EXPLANATION_CODES)[number];

/** Where the proof of a cause stands. */
export type ExplanationMark = {
  /** `url`: the production URL itself; `tls`: the handshake, of which no bytes are kept. */
  part: 'request-body' | 'response-body' | 'response-head' | 'url' | 'tls';
  /**
   * Of a body: bytes from its beginning, in the response after content decoding. Of a head: headers from its first, as
   * captured; a status line has no offset. Absent where the whole part is meant.
   */
  offset?: number;
  /** In the unit of `offset`; 0 marks the place between two, such as the end of a text that stops too early. */
  length?: number;
};

/** A cause with its facts. Title, detail and fix stand below `connection-explain.explanation.<code>`. */
export type Explanation = {
  code: ExplanationCode;
  /** Protocol words, numbers, days as `yyyy-mm-dd`; what the sentences ask for. */
  values: Readonly<Record<string, string | number>>;
  mark: ExplanationMark | null;
};
