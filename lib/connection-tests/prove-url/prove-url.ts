import { isIP } from 'node:net';
import type { Clock } from '@/lib/core/clock';
import { headerValue, type Outbound, type OutboundRequest, type OutboundResult } from '@/lib/http/exchange';
import type { InspectionResult } from '@/lib/http/inspection-record';
import { createOutbound } from '@/lib/http/outbound';
import type { OutboundPolicy } from '@/lib/http/outbound-policy';
import { type Resolve, systemResolve } from '@/lib/http/resolve-host';
import { toOutboundError } from '@/lib/http/rules/failure';
import { inspectTls } from '@/lib/http/tls-inspection';
import { JSON_HEADERS } from '@/lib/koogallery/sign-call';
import { toBytes } from '@/lib/signing/encoding';
import type { UrlProof } from '../rules/url-check';
import { proveChecks, type UrlFacts } from '../rules/url-proof';

export type ProveDeps = {
  /** What the operator allows; the port of the URL has to be among its ports. */
  policy: OutboundPolicy;
  clock: Clock;
  /** Tests name addresses; the system's resolver unless told. */
  resolve?: Resolve;
  signal?: AbortSignal;
  /** For each single connection; 5 seconds unless told. */
  connectionMs?: number;
};

type Network = Required<Pick<ProveDeps, 'resolve' | 'connectionMs'>> & ProveDeps & { outbound: Outbound };

const CONNECTION_MS = 5_000;
const INSPECTION_MS = 45_000;
const MOST_OF_A_PAGE = 8 * 1024;
/** Failures that come before any connection: what they say belongs to the look-up. */
const BEFORE_CONNECTION = ['DNS_NOT_FOUND', 'DNS_FAILED', 'ADDRESS_NOT_PUBLIC', 'ABORTED'];

/**
 * Proves what KooGallery demands of a production URL: looks its name up, connects, tries every version of TLS, reads
 * the certificate, asks for a harmless file to see whether a client certificate is demanded (in TLS 1.3 that shows behind
 * the handshake only), and asks port 80 whether the same is served without TLS. The interface itself is not called. Never rejects for what network or server do; no database is needed.
 */
export async function proveUrl(url: string, deps: ProveDeps): Promise<UrlProof> {
  const checkedAt = deps.clock.now();
  const outbound = createOutbound(deps.policy, deps);
  const network = { resolve: systemResolve, connectionMs: CONNECTION_MS, ...deps, outbound };
  try {
    const seen = URL.canParse(url) ? await look(new URL(url), network) : NOTHING;
    const allowedHosts = new Set(deps.policy.allowPrivate);
    return { url, checkedAt, checks: proveChecks({ url, allowedHosts, now: checkedAt, ...seen }) };
  } finally {
    outbound.close();
  }
}

type Seen = Pick<UrlFacts, 'lookup' | 'connection' | 'tls' | 'response' | 'plainHttp'>;
const NOTHING: Seen = { lookup: null, connection: null, tls: null, response: null, plainHttp: null };

async function look(url: URL, network: Network): Promise<Seen> {
  if (url.protocol === 'http:') {
    const [lookup, asked] = await Promise.all([lookUp(url, network), askUntilAnswered(url.href, network)]);
    return { ...NOTHING, lookup, connection: describeConnection(asked) };
  }
  if (url.protocol !== 'https:') return NOTHING;
  const port = Number(url.port || 443);
  const { policy, clock, resolve, signal, connectionMs } = network;
  const [lookup, tls, response, asked] = await Promise.all([
    lookUp(url, network),
    inspectTls(url.hostname, port, policy, {
      ...{ resolve, clock, areSuitesRead: false, probeTimeoutMs: connectionMs, timeoutMs: INSPECTION_MS },
      ...(signal ? { signal } : {}),
    }),
    askBeside(url.origin, network),
    port === 443 ? askUntilAnswered(`http://${url.hostname}${url.pathname}`, network) : null,
  ]);
  const { connection, handshakes } = split(tls, port);
  return { lookup, connection, tls: handshakes, response, plainHttp: asked && describePlainHttp(asked) };
}

async function lookUp(url: URL, { resolve }: Network): Promise<UrlFacts['lookup']> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return null;
  try {
    const addresses = [...new Set(await resolve(host))];
    return addresses.length > 0
      ? { ok: true, addresses }
      : { ok: false, code: 'DNS_NOT_FOUND', seen: 'no address' };
  } catch (error) {
    const { code, seen } = toOutboundError(error, 'dns');
    return { ok: false, code, seen };
  }
}

/**
 * HEAD, so that nothing is done. A server that does not understand it, and answers it with a body, an error or not at
 * all, is asked again as KooGallery asks: by POST, here without a signature and without content.
 */
async function askUntilAnswered(url: string, network: Network): Promise<OutboundResult> {
  const head = await ask({ method: 'HEAD', url }, network);
  const isUnderstood = head.ok ? !UNKNOWN_METHOD.includes(head.exchange.response.status) : !isConnected(head);
  if (isUnderstood) return head;
  const post = await ask({ method: 'POST', url, headers: JSON_HEADERS, body: toBytes('{}') }, network);
  return post.ok || !head.ok ? post : head;
}

const UNKNOWN_METHOD = [400, 405, 501];

/** The certificate is judged by the inspection: here it must not hide what the server demands. */
const askBeside = (origin: string, network: Network): Promise<OutboundResult> =>
  ask(
    { method: 'GET', url: `${origin}/robots.txt`, maxBodyBytes: MOST_OF_A_PAGE, isCertificateIgnored: true },
    network,
  );

const ask = (
  request: Omit<OutboundRequest, 'timeoutMs' | 'signal'>,
  { outbound, connectionMs, signal }: Network,
): Promise<OutboundResult> =>
  outbound.send({ ...request, timeoutMs: connectionMs, ...(signal ? { signal } : {}) });

const isConnected = (asked: OutboundResult): boolean => asked.ok || asked.failure.timing.connectMs !== null;

function describePlainHttp(asked: OutboundResult): NonNullable<UrlFacts['plainHttp']> {
  if (!asked.ok) return { status: null, seen: asked.failure.code };
  const { status, headers } = asked.exchange.response;
  return { status, location: headerValue(headers, 'location') };
}

function describeConnection(asked: OutboundResult): UrlFacts['connection'] {
  if (asked.ok) {
    const { remoteAddress, remotePort } = asked.exchange.connection;
    return { ok: true, address: addressAndPort(remoteAddress, remotePort) };
  }
  const { code, seen, addresses } = asked.failure;
  // Whatever became of the response: the port is open.
  if (isConnected(asked) && code !== 'ABORTED')
    return { ok: true, address: `${addresses[0] ?? ''} (${seen})` };
  return BEFORE_CONNECTION.includes(code) ? null : { ok: false, code, seen };
}

const addressAndPort = (address: string, port: number): string =>
  isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;

/** An inspection is about the connection, or where there was one, about the handshakes on it. */
function split(
  tls: InspectionResult,
  port: number,
): { connection: UrlFacts['connection']; handshakes: InspectionResult | null } {
  if (tls.ok) {
    const address = addressAndPort(tls.inspection.address, port);
    return { connection: { ok: true, address }, handshakes: tls };
  }
  if (BEFORE_CONNECTION.includes(tls.code)) return { connection: null, handshakes: null };
  // Only handshakes take so long: connecting is given up before.
  if (tls.code === 'RESPONSE_TIMEOUT')
    return { connection: { ok: true, address: `:${port}` }, handshakes: tls };
  const { code, seen } = tls;
  return { connection: { ok: false, code, seen }, handshakes: null };
}
