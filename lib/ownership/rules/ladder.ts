import type { FatalDifference, ToleratedDifference } from './verification-file';

/** The steps of a proof in the order in which they are tried; a failed one leaves the rest untried. */
export const RUNGS = ['DNS', 'TCP', 'TLS', 'REDIRECTS', 'STATUS', 'BODY', 'SOFT_404'] as const;
export type RungName = (typeof RUNGS)[number];
export type RungState = 'pass' | 'warn' | 'fail' | 'not-run';

/** Instants as ISO text: rungs are stored as JSON. */
export type SeenCertificate = {
  subject: string;
  issuer: string;
  names: readonly string[];
  validFrom: string;
  validUntil: string;
};

/** What was seen on each rung, as facts; `rungSentence` names the sentence for them. */
export type RungFacts = {
  DNS: { host: string; addresses: readonly string[] };
  /** `address` is null where one of several accepted and the next rung failed, so that it was not noted which. */
  TCP: { address: string | null; port: number };
  TLS: { protocol: string; cipher: string; certificate: SeenCertificate | null };
  REDIRECTS: { hops: readonly { url: string; status: number; location: string }[]; finalUrl: string };
  STATUS: { url: string; status: number; statusText: string };
  BODY: {
    size: number;
    /** The first 64 bytes, two hexadecimal digits each. */
    firstBytesHex: string;
    /** The first 256 bytes read as UTF-8. */
    firstBytesText: string;
    contentType: string;
    charset: string;
    tolerated: readonly ToleratedDifference[];
    fatal: FatalDifference | null;
    firstDifferenceAt: number | null;
    /** The bytes from there on, as `firstBytesHex`; absent in results that were saved before it was noted. */
    differenceHex?: string;
  };
  SOFT_404: { url: string; status: number; isSameContent: boolean };
};

export const FIX_KEYS = [
  'addressNotAllowed',
  'addressNotPublic',
  'hostNotFound',
  'lookupFailed',
  'connectionRefused',
  'connectTimeout',
  'connectionReset',
  'plainHttp',
  'tlsFailed',
  'certificateUntrusted',
  'certificateExpired',
  'certificateNameMismatch',
  'redirectLeavesHost',
  'redirectToHttp',
  'tooManyRedirects',
  'statusNotFound',
  'statusForbidden',
  'statusServerError',
  'statusRedirect',
  'statusOther',
  'responseTimeout',
  'responseMalformed',
  'bodyTolerated',
  'bodyEmpty',
  'bodyTooLarge',
  'bodyUtf16',
  'bodyCompressed',
  'bodySeveralBoms',
  'bodyNulBytes',
  'bodyMojibake',
  'bodyZeroWidth',
  'bodyNoBreakSpace',
  'bodyTab',
  'bodyOldLineEnd',
  'bodyQuoted',
  'bodyHtmlEscaped',
  'bodyHtmlWrapped',
  'bodyOtherToken',
  'bodyOtherHost',
  'bodySpaceAround',
  'bodyLetterCase',
  'bodyWideLetters',
  'bodyUrlEncoded',
  'bodyBase64',
  'bodyLineBreak',
  'bodySpacing',
  'bodyHostAsAddress',
  'bodyOtherSeparator',
  'bodySwapped',
  'bodyHostMissing',
  'bodyTokenMissing',
  'bodyCutShort',
  'bodyTextAround',
  'bodyIsWebPage',
  'bodyOtherContent',
  'missingFileSame',
  'missingFileFound',
  'missingFileNoAnswer',
  'stopped',
] as const;
/** Message key below `ownership.fixes`: what to do about a failed rung, or about a warning. */
export type FixKey = (typeof FIX_KEYS)[number];

type RungOfName<N extends RungName> = {
  rung: N;
  state: RungState;
  seen: RungFacts[N] | null;
  /** Protocol words of the failure (`ECONNREFUSED 203.0.113.7:443`); null when there was none. */
  error: string | null;
  tookMs: number | null;
  fixKey: FixKey | null;
};
export type Rung = { [N in RungName]: RungOfName<N> }[RungName];

/** A whole check. It proves ownership when no rung failed and none was left out. */
export type LadderResult = {
  isProven: boolean;
  failedRung: RungName | null;
  rungs: readonly Rung[];
  startedAt: string;
  tookMs: number;
};

export const BODY_FIXES: Readonly<Record<FatalDifference, FixKey>> = {
  EMPTY: 'bodyEmpty',
  TOO_LARGE: 'bodyTooLarge',
  UTF16: 'bodyUtf16',
  COMPRESSED: 'bodyCompressed',
  SEVERAL_BOMS: 'bodySeveralBoms',
  NUL_BYTES: 'bodyNulBytes',
  MOJIBAKE: 'bodyMojibake',
  ZERO_WIDTH: 'bodyZeroWidth',
  NO_BREAK_SPACE: 'bodyNoBreakSpace',
  TAB: 'bodyTab',
  OLD_LINE_END: 'bodyOldLineEnd',
  QUOTED: 'bodyQuoted',
  HTML_ESCAPED: 'bodyHtmlEscaped',
  HTML_WRAPPED: 'bodyHtmlWrapped',
  OTHER_TOKEN: 'bodyOtherToken',
  OTHER_HOST: 'bodyOtherHost',
  SPACE_AROUND: 'bodySpaceAround',
  LETTER_CASE: 'bodyLetterCase',
  WIDE_LETTERS: 'bodyWideLetters',
  URL_ENCODED: 'bodyUrlEncoded',
  BASE64: 'bodyBase64',
  LINE_BREAK: 'bodyLineBreak',
  SPACING: 'bodySpacing',
  HOST_AS_ADDRESS: 'bodyHostAsAddress',
  OTHER_SEPARATOR: 'bodyOtherSeparator',
  SWAPPED: 'bodySwapped',
  HOST_MISSING: 'bodyHostMissing',
  TOKEN_MISSING: 'bodyTokenMissing',
  CUT_SHORT: 'bodyCutShort',
  TEXT_AROUND: 'bodyTextAround',
  IS_WEB_PAGE: 'bodyIsWebPage',
  OTHER_CONTENT: 'bodyOtherContent',
};

/** What to do about a status that is not 200; null for 200. */
export function statusFix(status: number): FixKey | null {
  if (status === 200) return null;
  if (status === 404 || status === 410) return 'statusNotFound';
  if (status === 401 || status === 403 || status === 407) return 'statusForbidden';
  if (status >= 500) return 'statusServerError';
  return status >= 300 && status < 400 ? 'statusRedirect' : 'statusOther';
}

/** A redirect stays within the proof where it keeps host, scheme and port, or goes from http to https of the host. */
export function isRedirectInScope(from: URL, to: URL): boolean {
  if (from.hostname !== to.hostname) return false;
  if (from.protocol === to.protocol) return from.port === to.port;
  return from.protocol === 'http:' && to.protocol === 'https:' && to.port === '';
}
