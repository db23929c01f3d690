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
  'SERVER_NAME_UNKNOWN',
  'CLIENT_CERTIFICATE_DEMANDED',
  'HTTP_ON_TLS_PORT',
  'URL_IS_HTTP',
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
  'SITE_NOT_SERVED',
  'HTTP_LOGIN_DEMANDED',
  'CSRF_PROTECTION',
  'CONTENT_TYPE_REFUSED',
  'SLASH_MISSING',
  'METHOD_REFUSED',
  'REQUEST_TOO_LARGE',
  'REQUEST_LINE_REFUSED',
  'APPLICATION_CRASHED',
  'NOT_FOUND_PAGE',
  'GATEWAY_BLOCK_PAGE',
  'ERROR_ENVELOPE',
  'STATUS_NOT_200',
  'CONTENT_TYPE_NOT_JSON',
  'CONTENT_ENCODING_NOT_CODING',
  'GZIP_DECLARED_NOT_SENT',
  'GZIP_TWICE',
  'GZIP_NOT_DECLARED',
  'BODY_TOO_LARGE',
  'BODY_EMPTY',
  'BODY_BINARY',
  'BODY_HAS_BOM',
  'BODY_WRONG_CHARSET',
  'TEXT_AROUND_JSON',
  'JSON_ENCODED_TWICE',
  'JSON_OTHER_NOTATION',
  'JSON_SYNTAX',
  'JSON_NOT_OBJECT',
  'JSON_NAME_TWICE',
] as const;

/** What can be wrong with the content of a response: `RESULT_<code>` says what that result code means. */
export const FIELD_EXPLANATIONS = [
  'ANSWER_SLOW',
  'REQUEST_OTHER_ALGORITHM',
  'RESULT_000001',
  'RESULT_000002',
  'RESULT_000003',
  'RESULT_000004',
  'RESULT_000005',
  'RESULT_000100',
  'RESULT_000101',
  'RESULT_000102',
  'RESULT_000103',
  'RESULT_000104',
  'RESULT_000105',
  'RESULT_000106',
  'RESULT_000107',
  'RESULT_CODE_NUMBER',
  'RESULT_CODE_OF_NEW_INSTANCE',
  'RESULT_CODE_UNKNOWN',
  'FIELD_ABSENT',
  'FIELD_EMPTY',
  'FIELD_ELSEWHERE',
  'FIELD_MISSPELLED',
  'FIELD_TOO_LONG',
  'CIPHERTEXT_TOO_LONG',
  'FIELD_NOT_ENCRYPTED',
  'FIELD_ENCRYPTED',
  'ENCRYPT_TYPE_WRONG',
  'CIPHERTEXT_FORM',
  'CIPHERTEXT_OLD_KEY',
  'CIPHERTEXT_OTHER_KEY',
  'CIPHERTEXT_CUT',
  'NUMBER_NOT_TEXT',
  'NUMBER_MALFORMED',
  'TIME_MALFORMED',
  'ANSWER_NOT_EXPLAINED',
] as const;

/** What can be wrong with a signature: with that of a response (`Body-Sign`), or with how a seller verifies calls. */
export const SIGNATURE_EXPLANATIONS = [
  'BODY_SIGN_ABSENT',
  'BODY_SIGN_FORM',
  'BODY_SIGN_UNREADABLE',
  'BODY_SIGN_OLD_KEY',
  'BODY_SIGN_UNEXPLAINED',
  'SIGNATURE_MISTAKE',
  'SELLER_ACCEPTS_ANYTHING',
  'SELLER_CLOCK_OFF',
  'SELLER_INCONSISTENT',
  'SELLER_KEY_UNKNOWN',
  'SELLER_LOWER_CASE',
  'SELLER_MISTAKE',
  'SELLER_OTHER_KEY',
  'SELLER_REFUSES_ALL',
  'SELLER_SECONDS',
  'SELLER_SHOWS_MISTAKE',
  'SELLER_SIGNED_TEXT',
] as const;

/** Every cause that is told apart; a subject keeps its codes in an array of its own. */
export const EXPLANATION_CODES = [
  ...TRANSPORT_EXPLANATIONS,
  ...SIGNATURE_EXPLANATIONS,
  ...FIELD_EXPLANATIONS,
] as const;
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

/**
 * A cause with its facts. Title, detail and fix stand below `<namespace>.explanation.<code>`: `connection-explain` for
 * causes of the transport, `connection-signature` for those of a signature, `connection-explain-fields` for those of
 * a response's content.
 */
export type Explanation = {
  code: ExplanationCode;
  /** Protocol words, numbers, days as `yyyy-mm-dd`; what the sentences ask for. */
  values: Readonly<Record<string, string | number>>;
  mark: ExplanationMark | null;
  /** What it explains is worth a look and has failed nothing, whatever else failed in the same response. */
  isWarning?: true;
};
