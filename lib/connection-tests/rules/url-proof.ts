import { DAY_MS } from '@/lib/core/clock';
import { CERTIFICATE_SOON_DAYS } from '@/lib/core/policy';
import type { OutboundFailureCode, OutboundResult } from '@/lib/http/exchange';
import type { InspectionResult, TlsInspection } from '@/lib/http/inspection-record';
import { addressReach } from '@/lib/http/rules/address';
import { explainTransport } from '@/lib/response-checks/explain-transport';
import type { Explanation } from '@/lib/response-checks/explanation';
import { readCallAddress } from '@/lib/response-checks/transport/call-address';
import {
  day,
  explainDates,
  explainName,
  explainTrust,
} from '@/lib/response-checks/transport/explain-certificate';
import {
  explainTls,
  handshakeFailed,
  isModernProtocol,
  spokenProtocols,
} from '@/lib/response-checks/transport/explain-tls';
import { checkDeclaration, type DeclarationProblem } from './declaration';
import { checkLine as line, notProved as notRun, type UrlCheck } from './url-check';

/** What was seen of a URL; null where there was nothing to look at. */
export type UrlFacts = {
  url: string;
  /** The operator's `host:port` entries (`OUTBOUND_ALLOW_PRIVATE`). */
  allowedHosts: ReadonlySet<string>;
  now: Date;
  /** The addresses of the name. */
  lookup:
    | { ok: true; addresses: readonly string[] }
    | { ok: false; code: OutboundFailureCode; seen: string }
    | null;
  /** A connection to the port of the URL. */
  connection: { ok: true; address: string } | { ok: false; code: OutboundFailureCode; seen: string } | null;
  /** Of https alone. */
  tls: InspectionResult | null;
  /** Of https: what the host answers, beside the interface, to a caller without a client certificate. */
  response: OutboundResult | null;
  /** What the same host answers to plain http on port 80, for a URL on port 443. */
  plainHttp: { status: number; location: string | null } | { status: null; seen: string } | null;
};

/** Proves a production URL from what was seen: every check once, in their order. */
export function proveChecks(facts: UrlFacts): UrlCheck[] {
  const inspection = facts.tls?.ok ? facts.tls.inspection : null;
  return [
    httpsCheck(facts),
    domainCheck(facts),
    portCheck(facts),
    connectionCheck(facts),
    protocolCheck(facts),
    ...certificateChecks(inspection, facts),
  ];
}

/** What the rules of a declaration say about a problem: it is there, the operator waived it, or it is not there. */
function standing({ url, allowedHosts }: UrlFacts, problem: DeclarationProblem): 'fail' | 'waived' | null {
  const { problems, waived } = checkDeclaration(url, allowedHosts);
  if (problems.includes(problem)) return 'fail';
  return waived.includes(problem) ? 'waived' : null;
}

/** A host on the operator's list: what it waives there, it waives here. */
function isAllowed({ url, allowedHosts }: UrlFacts): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, port, protocol } = new URL(url);
  return allowedHosts.has(`${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`);
}

function httpsCheck(facts: UrlFacts): UrlCheck {
  const expected = 'https://';
  const scheme = /^([a-z][a-z0-9+.-]*:)\/\//i.exec(facts.url)?.[0] ?? '–';
  const problem = standing(facts, 'NOT_HTTPS');
  if (!URL.canParse(facts.url) || problem === 'fail')
    return line('HTTPS_ONLY', 'fail', { expected, seen: scheme });
  if (problem === 'waived') return line('HTTPS_ONLY', 'warn', { expected, seen: scheme, isWaived: true });
  const { plainHttp } = facts;
  if (plainHttp === null) return line('HTTPS_ONLY', 'pass', { expected, seen: scheme });
  const response =
    plainHttp.status === null
      ? plainHttp.seen
      : `HTTP ${plainHttp.status}${plainHttp.location === null ? '' : ` → ${plainHttp.location}`}`;
  const isServed = plainHttp.status !== null && isServedPlain(plainHttp.status, plainHttp.location);
  return line('HTTPS_ONLY', isServed ? 'warn' : 'pass', { expected, seen: `${scheme} · :80 ${response}` });
}

/** Whether plain http gives a response of its own, instead of none, an error or a way to https. */
const isServedPlain = (status: number, location: string | null): boolean =>
  status >= 200 && status < 400 && !(status >= 300 && /^https:/i.test(location ?? ''));

function domainCheck(facts: UrlFacts): UrlCheck {
  const { url, lookup } = facts;
  if (!URL.canParse(url)) return notRun('DOMAIN_NAME');
  const { hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const expected = 'A / AAAA';
  const names = [standing(facts, 'HOST_IS_ADDRESS'), standing(facts, 'HOST_NOT_PUBLIC')];
  if (names.includes('fail')) return line('DOMAIN_NAME', 'fail', { expected, seen: hostname });
  if (lookup && !lookup.ok) {
    const values = { ...readCallAddress(url), addresses: '–', seen: lookup.seen };
    const code = lookup.code === 'DNS_NOT_FOUND' ? 'DNS_NOT_FOUND' : 'DNS_FAILED';
    const explanation: Explanation = { code, values, mark: { part: 'url' } };
    return line('DOMAIN_NAME', 'fail', { expected, seen: `${host} → ${lookup.seen}`, explanation });
  }
  const addresses = lookup?.addresses ?? [host];
  const seen = addresses.includes(host) ? host : `${host} → ${addresses.join(', ')}`;
  const inside = addresses.filter((address) => addressReach(address) !== 'public');
  if (inside.length > 0 && !isAllowed(facts)) {
    const values = { ...readCallAddress(url), addresses: addresses.join(', '), seen: inside.join(', ') };
    const explanation: Explanation = { code: 'ADDRESS_NOT_PUBLIC', values, mark: { part: 'url' } };
    return line('DOMAIN_NAME', 'fail', { expected, seen, explanation });
  }
  const isWaived = inside.length > 0 || names.includes('waived');
  return line('DOMAIN_NAME', isWaived ? 'warn' : 'pass', { expected, seen, isWaived });
}

function portCheck({ url }: UrlFacts): UrlCheck {
  if (!URL.canParse(url)) return notRun('PORT_443');
  const { port, protocol } = new URL(url);
  const seen = port || (protocol === 'http:' ? '80' : '443');
  return line('PORT_443', seen === '443' ? 'pass' : 'warn', { expected: '443', seen });
}

function connectionCheck({ url, connection }: UrlFacts): UrlCheck {
  if (connection === null) return notRun('TCP');
  const expected = 'TCP';
  if (connection.ok) return line('TCP', 'pass', { expected, seen: connection.address });
  const { code, seen } = connection;
  const place = readCallAddress(url);
  const isNamed = code === 'CONNECTION_REFUSED' || code === 'CONNECT_TIMEOUT';
  const explanation: Explanation = isNamed
    ? { code, values: { ...place, seen, addresses: '–' }, mark: null }
    : { code: 'CONNECTION_RESET', values: { ...place, stage: 'connect', seen }, mark: null };
  return line('TCP', 'fail', { expected, seen: `${code}: ${seen}`, explanation });
}

/** TLS 1.2 or 1.3; older versions that are still accepted beside them only warn. */
function protocolCheck({ url, tls, response }: UrlFacts): UrlCheck {
  if (tls === null) return notRun('TLS_1_2_OR_LATER');
  const expected = 'TLSv1.2 | TLSv1.3';
  const demand = response && explainDemand(url, response);
  if (demand) {
    const seen = String(demand.values.seen);
    return line('TLS_1_2_OR_LATER', 'fail', { expected, seen, explanation: demand });
  }
  if (!tls.ok) {
    const explanation = handshakeFailed(tls.seen, readCallAddress(url));
    return line('TLS_1_2_OR_LATER', 'fail', { expected, seen: tls.seen, explanation });
  }
  const { inspection } = tls;
  const spoken = spokenProtocols(inspection);
  const isModern = spoken.some(isModernProtocol);
  if (!isModern || inspection.certificate === null) {
    const error = inspection.handshakeError ?? '–';
    const [explanation = null] = explainTls(error, inspection, readCallAddress(url));
    return line('TLS_1_2_OR_LATER', 'fail', { expected, seen: spoken.join(', ') || error, explanation });
  }
  const isOldAccepted = !spoken.every(isModernProtocol);
  return line('TLS_1_2_OR_LATER', isOldAccepted ? 'warn' : 'pass', { expected, seen: spoken.join(', ') });
}

/** The demand for a client certificate, whether TLS or HTTP says it. */
const explainDemand = (url: string, result: OutboundResult): Explanation | null =>
  explainTransport({ url, result, tls: null }).find(({ code }) => code === 'CLIENT_CERTIFICATE_DEMANDED') ??
  null;

function certificateChecks(inspection: TlsInspection | null, { url, now }: UrlFacts): UrlCheck[] {
  const certificate = inspection?.certificate;
  if (!inspection || !certificate)
    return [notRun('PUBLIC_CHAIN'), notRun('NAME_MATCHES'), notRun('NOT_EXPIRED')];
  const { chain, leaf, anchor, verifyError } = certificate;
  const place = readCallAddress(url);
  const [distrust = null] = explainTrust(certificate, place);
  const path = chain.map(({ subject }) => subject).join(' → ');
  const isWaived = anchor === 'operator';
  const trust = {
    expected: 'leaf → issuer → public root',
    seen: verifyError === null ? path : `${path} (${verifyError})`,
    ...{ explanation: distrust, isWaived },
  };
  const [misnamed = null] = explainName(certificate, place);
  const names = leaf.subjectAltNames.join(', ') || leaf.subject;
  const [outdated = null] = explainDates(certificate, place);
  return [
    line('PUBLIC_CHAIN', distrust ? 'fail' : isWaived ? 'warn' : 'pass', trust),
    line('NAME_MATCHES', misnamed ? 'fail' : 'pass', {
      ...{ expected: inspection.host, seen: names, explanation: misnamed },
    }),
    expiryCheck(
      chain.filter(({ isSelfSigned }, at) => at === 0 || !isSelfSigned),
      outdated,
      now,
    ),
  ];
}

/** The certificate of the chain that ends first, roots aside: those live in the caller's store. */
function expiryCheck(
  served: readonly { validFrom: Date; validUntil: Date }[],
  outdated: Explanation | null,
  now: Date,
): UrlCheck {
  const from = new Date(Math.max(...served.map(({ validFrom }) => validFrom.getTime())));
  const until = new Date(Math.min(...served.map(({ validUntil }) => validUntil.getTime())));
  const soon = new Date(now.getTime() + CERTIFICATE_SOON_DAYS * DAY_MS);
  const state = outdated ? 'fail' : until < soon ? 'warn' : 'pass';
  return line('NOT_EXPIRED', state, {
    expected: `notAfter ≥ ${day(soon)}`,
    seen: `notBefore ${day(from)}, notAfter ${day(until)}`,
    explanation: outdated,
  });
}
