import { previewText } from '@/lib/core/bytes';
import { decodeText } from '@/lib/http/decoded-body-text';
import { type CapturedConnection, type Exchange, headerValue } from '@/lib/http/exchange';
import type { FollowedRequest } from '@/lib/http/follow-redirects';
import type { FailedRung } from './failed-rung';
import {
  BODY_FIXES,
  type FixKey,
  RUNGS,
  type Rung,
  type RungFacts,
  type RungName,
  type SeenCertificate,
  statusFix,
} from './rules/ladder';
import { compareVerificationFile, servedOffset } from './rules/verification-file';

const HEX_BYTES = 64;
const TEXT_BYTES = 256;
const DIFFERENCE_BYTES = 8;

const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/(..)(?=.)/g, '$1 ');

export type NetworkFacts = {
  origin: URL;
  fetched: FollowedRequest;
  /** Where the fetch broke; null when a response came. */
  place: FailedRung | null;
  addresses: readonly string[];
  /** The response of a server whose certificate was refused: only its certificate is shown. */
  untrusted: Exchange | null;
};

/** A rung that was not reached. */
export const rungNotRun = (rung: RungName): Rung => ({
  rung,
  state: 'not-run',
  seen: null,
  error: null,
  tookMs: null,
  fixKey: null,
});

/** The rungs below the response, up to the one that broke; one that broke in STATUS is the last of them. */
export function networkRungs(facts: NetworkFacts): Rung[] {
  const passed: Rung[] = [dnsRung(facts), tcpRung(facts), tlsRung(facts), redirectsRung(facts)];
  const { place } = facts;
  if (!place) return passed;
  const below = passed.slice(0, Math.min(RUNGS.indexOf(place.rung), passed.length));
  return [...below, brokenRung(place, passed, facts)];
}

/** The rung that broke keeps what was seen on it before. */
function brokenRung({ rung, fixKey }: FailedRung, passed: Rung[], { fetched }: NetworkFacts): Rung {
  const before = passed.find((one) => one.rung === rung) ?? rungNotRun(rung);
  const failure = fetched.failure;
  return { ...before, state: 'fail', error: failure && `${failure.code}: ${failure.seen}`, fixKey };
}

const dnsRung = ({ origin, addresses, fetched }: NetworkFacts): Rung => ({
  rung: 'DNS',
  state: 'pass',
  seen: { host: origin.hostname, addresses },
  error: null,
  tookMs: (fetched.exchanges[0] ?? fetched.failure)?.timing.dnsMs ?? null,
  fixKey: null,
});

function tcpRung({ origin, addresses, fetched, untrusted }: NetworkFacts): Rung {
  const connection = (fetched.exchanges.at(-1) ?? untrusted)?.connection;
  const only = addresses.length === 1 ? (addresses[0] ?? null) : null;
  const defaultPort = origin.protocol === 'https:' ? 443 : 80;
  return {
    rung: 'TCP',
    state: 'pass',
    seen: {
      address: connection?.remoteAddress ?? only,
      port: connection?.remotePort ?? Number(origin.port || defaultPort),
    },
    error: null,
    tookMs: (fetched.exchanges[0] ?? fetched.failure)?.timing.connectMs ?? null,
    fixKey: null,
  };
}

function tlsRung({ origin, fetched, untrusted }: NetworkFacts): Rung {
  const exchange = fetched.exchanges.at(-1);
  const lastUrl = exchange?.request.url ?? fetched.failure?.url ?? origin.href;
  const isPlain = lastUrl.startsWith('http:');
  return {
    rung: 'TLS',
    state: isPlain ? 'warn' : 'pass',
    seen: tlsFacts((untrusted ?? exchange)?.connection.tls ?? null),
    error: null,
    tookMs: (exchange ?? fetched.failure)?.timing.tlsMs ?? null,
    fixKey: isPlain ? 'plainHttp' : null,
  };
}

function redirectsRung({ fetched: { exchanges, failure } }: NetworkFacts): Rung {
  const leaving = failure ? exchanges : exchanges.slice(0, -1);
  const hops = leaving.map(({ request, response }) => ({
    url: request.url,
    status: response.status,
    location: headerValue(response.headers, 'location') ?? '',
  }));
  const finalUrl = exchanges.at(-1)?.request.url ?? '';
  const tookMs = leaving.reduce((sum, { timing }) => sum + timing.totalMs, 0);
  return { rung: 'REDIRECTS', state: 'pass', seen: { hops, finalUrl }, error: null, tookMs, fixKey: null };
}

/** Only 200 is a file: a 206 or 203 is somebody else's version of it. */
export function statusRung({ request, response, timing }: Exchange): Rung {
  const fixKey = statusFix(response.status);
  return {
    rung: 'STATUS',
    state: fixKey ? 'fail' : 'pass',
    seen: { url: request.url, status: response.status, statusText: response.statusText },
    error: null,
    tookMs: timing.firstByteMs,
    fixKey,
  };
}

/** Compares the served bytes with the expected line. */
export function bodyRung({ response, timing }: Exchange, expected: string): Rung {
  const bytes = response.decodedBody;
  const { matches, tolerated, fatal, firstDifferenceAt } = compareVerificationFile(
    expected,
    bytes,
    response.isTruncated,
  );
  const differsAt = servedOffset(firstDifferenceAt ?? bytes.length, tolerated);
  const seen: RungFacts['BODY'] = {
    size: bytes.length,
    firstBytesHex: toHex(bytes.subarray(0, HEX_BYTES)),
    firstBytesText: previewText(bytes, TEXT_BYTES),
    contentType: headerValue(response.headers, 'content-type') ?? '',
    charset: decodeText(response).charset,
    tolerated,
    fatal,
    firstDifferenceAt,
    differenceHex: toHex(bytes.subarray(differsAt, differsAt + DIFFERENCE_BYTES)),
  };
  const isExact = tolerated.length === 0;
  const state = matches ? (isExact ? 'pass' : 'warn') : 'fail';
  const fixKey: FixKey | null = fatal ? BODY_FIXES[fatal] : isExact ? null : 'bodyTolerated';
  return { rung: 'BODY', state, seen, error: null, tookMs: timing.totalMs, fixKey };
}

/**
 * Judges the response to a file that cannot exist. The verification line there means that the site answers everything
 * with it, so that finding it proves nothing; any other 200 is only a nuisance for the scan.
 */
export function softMissingRung(fetched: FollowedRequest, expected: string, path: string): Rung {
  const { exchanges, failure } = fetched;
  const exchange = exchanges.at(-1);
  const tookMs = exchanges.reduce((sum, { timing }) => sum + timing.totalMs, 0);
  const base = { rung: 'SOFT_404', error: null, tookMs } as const;
  // A site that sends strangers elsewhere does say that the file is not there.
  if (failure?.code === 'REDIRECT_OUT_OF_SCOPE' && exchange)
    return {
      ...base,
      state: 'pass',
      seen: { url: path, status: exchange.response.status, isSameContent: false },
      fixKey: null,
    };
  if (failure || !exchange) {
    const error = failure && `${failure.code}: ${failure.seen}`;
    return {
      ...base,
      state: 'fail',
      seen: null,
      error,
      fixKey: failure?.code === 'ABORTED' ? 'stopped' : 'missingFileNoAnswer',
    };
  }
  const { status, decodedBody, isTruncated } = exchange.response;
  const isSameContent = status === 200 && compareVerificationFile(expected, decodedBody, isTruncated).matches;
  const seen = { url: path, status, isSameContent };
  if (isSameContent) return { ...base, state: 'fail', seen, fixKey: 'missingFileSame' };
  return status === 200
    ? { ...base, state: 'warn', seen, fixKey: 'missingFileFound' }
    : { ...base, state: 'pass', seen, fixKey: null };
}

function tlsFacts(tls: CapturedConnection['tls']): RungFacts['TLS'] | null {
  if (!tls) return null;
  const { protocol, cipher, certificate } = tls;
  const shown: SeenCertificate | null = certificate && {
    subject: certificate.subject,
    issuer: certificate.issuer,
    names: certificate.subjectAltNames,
    validFrom: certificate.validFrom.toISOString(),
    validUntil: certificate.validUntil.toISOString(),
  };
  return { protocol, cipher, certificate: shown };
}
