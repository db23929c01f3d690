import type { OutboundFailure, OutboundFailureCode } from '@/lib/http/exchange';
import type { FixKey, RungName } from './rules/ladder';

/** The rung that broke and what to do about it. */
export type FailedRung = { rung: RungName; fixKey: FixKey };

const PLACES: Readonly<
  Record<Exclude<OutboundFailureCode, 'CONNECTION_RESET' | 'ABORTED' | 'REDIRECT_OUT_OF_SCOPE'>, FailedRung>
> = {
  URL_INVALID: { rung: 'DNS', fixKey: 'addressNotAllowed' },
  REQUEST_INVALID: { rung: 'DNS', fixKey: 'addressNotAllowed' },
  SCHEME_NOT_ALLOWED: { rung: 'DNS', fixKey: 'addressNotAllowed' },
  CREDENTIALS_IN_URL: { rung: 'DNS', fixKey: 'addressNotAllowed' },
  PORT_NOT_ALLOWED: { rung: 'DNS', fixKey: 'addressNotAllowed' },
  ADDRESS_NOT_PUBLIC: { rung: 'DNS', fixKey: 'addressNotPublic' },
  DNS_NOT_FOUND: { rung: 'DNS', fixKey: 'hostNotFound' },
  DNS_FAILED: { rung: 'DNS', fixKey: 'lookupFailed' },
  CONNECTION_REFUSED: { rung: 'TCP', fixKey: 'connectionRefused' },
  CONNECT_TIMEOUT: { rung: 'TCP', fixKey: 'connectTimeout' },
  TLS_FAILED: { rung: 'TLS', fixKey: 'tlsFailed' },
  CERTIFICATE_UNTRUSTED: { rung: 'TLS', fixKey: 'certificateUntrusted' },
  CERTIFICATE_EXPIRED: { rung: 'TLS', fixKey: 'certificateExpired' },
  CERTIFICATE_NAME_MISMATCH: { rung: 'TLS', fixKey: 'certificateNameMismatch' },
  TOO_MANY_REDIRECTS: { rung: 'REDIRECTS', fixKey: 'tooManyRedirects' },
  RESPONSE_TIMEOUT: { rung: 'STATUS', fixKey: 'responseTimeout' },
  RESPONSE_MALFORMED: { rung: 'STATUS', fixKey: 'responseMalformed' },
};

/** The rung that a failed request broke, and what to do about it. @param origin the website's, to tell a downgrade */
export function failedRung({ code, url, timing }: OutboundFailure, origin: URL): FailedRung {
  const isConnected = timing.connectMs !== null;
  if (code === 'CONNECTION_RESET') return { rung: isConnected ? 'STATUS' : 'TCP', fixKey: 'connectionReset' };
  if (code === 'ABORTED') return { rung: reachedRung(timing), fixKey: 'stopped' };
  if (code !== 'REDIRECT_OUT_OF_SCOPE') return PLACES[code];
  const isDowngrade =
    URL.canParse(url) && new URL(url).hostname === origin.hostname && url.startsWith('http:');
  return { rung: 'REDIRECTS', fixKey: isDowngrade ? 'redirectToHttp' : 'redirectLeavesHost' };
}

function reachedRung({ connectMs, firstByteMs, dnsMs }: OutboundFailure['timing']): RungName {
  if (firstByteMs !== null) return 'BODY';
  if (connectMs !== null) return 'STATUS';
  return dnsMs !== null ? 'TCP' : 'DNS';
}
