import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { type Clock, systemClock } from '@/lib/core/clock';
import { ConnectionPool } from './connection-pool';
import type { CapturedRequest, Outbound, OutboundRequest, OutboundResult } from './exchange';
import { OpenConnection } from './open-connection';
import { CertificateRefused, openSocket, type Route } from './open-socket';
import {
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_TIMEOUT_MS,
  DEFAULT_USER_AGENT,
  type OutboundPolicy,
} from './outbound-policy';
import { receivedBytes } from './received-bytes';
import { type Limit, limitRequest, NO_BYTES, newProgress, type Progress } from './request-progress';
import { AddressRefused, checkedAddresses, type Resolve, systemResolve } from './resolve-host';
import { canonicalAddress } from './rules/address';
import { OutboundError, toOutboundError } from './rules/failure';
import { type RequestTarget, targetReader } from './rules/request-target';
import { sendOnce, type WireRequest } from './send-once';
import { lenientContext } from './tls/inspect-certificate';
import { wireHeaders } from './wire-headers';

export type OutboundDeps = { resolve?: Resolve; clock?: Clock };

/** `close` ends idle connections; requests may go on being sent afterwards. */
export type ClosableOutbound = Outbound & { close(): void };

/** Methods that may be repeated on a new connection when an idle one turns out to be closed (RFC 9110 §9.2.1). */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The guard. Each request: read the URL against the policy, look the name up once, check every address, connect to a
 * checked address, send, read within the caps. No redirect is followed and no proxy setting is read.
 * `send` never rejects for anything that the network, the URL or the other side does: those are failures with a code.
 */
export function createOutbound(policy: OutboundPolicy, deps: OutboundDeps = {}): ClosableOutbound {
  const resolve = deps.resolve ?? systemResolve;
  const clock = deps.clock ?? systemClock;
  const readTarget = targetReader(policy);
  const pool = new ConnectionPool();
  const context = trustContext(policy);
  let lenient: SecureContext | null = null;
  // Who does not mind the certificate wants to see the server, however old the TLS is that it speaks.
  const contextFor = (isCertificateIgnored: boolean): SecureContext => {
    if (!isCertificateIgnored) return context;
    lenient ??= lenientContext(policy);
    return lenient;
  };

  const connect = async (route: Route, progress: Progress, limit: Limit): Promise<OpenConnection> => {
    const socket = await openSocket(route, progress, clock, limit.signal);
    const connection = new OpenConnection(socket, route.key);
    const { remoteAddress } = connection.facts;
    if (isChecked(remoteAddress, route)) return connection;
    connection.socket.destroy();
    throw new OutboundError('ADDRESS_NOT_PUBLIC', `connected to ${remoteAddress}, unchecked`);
  };

  const attempt = async (request: OutboundRequest, progress: Progress, limit: Limit) => {
    const read = readTarget(request.url);
    if (!read.ok) throw new OutboundError(read.code, read.seen);
    const { target } = read;
    const isPooled = policy.isKeepAlive === true && SAFE_METHODS.has(request.method);
    const wire: WireRequest = {
      method: request.method,
      target,
      headers: wireHeaders(request, target, policy.userAgent ?? DEFAULT_USER_AGENT, isPooled),
      body: request.body ?? NO_BYTES,
      maxBodyBytes: request.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
      isPartKept: request.isPartKept === true,
    };
    const startedMs = clock.now().getTime();
    const found = checkedAddresses(target, resolve);
    const addresses = found instanceof Promise ? await limit.until(found) : found;
    progress.addresses = addresses;
    if (target.literalReach === null) progress.timing.dnsMs = clock.now().getTime() - startedMs;
    const isIgnored = request.isCertificateIgnored === true;
    const route = routeTo(target, addresses, contextFor(isIgnored), isIgnored);
    const by = { clock, limit, onFree: isPooled ? pool.keep : null };
    const kept = isPooled ? pool.take(route.key) : null;
    progress.isReused = kept !== null;
    const connection = kept ?? (await connect(route, progress, limit));
    try {
      return { wire, connection, response: await sendOnce(wire, connection, progress, by) };
    } catch (error) {
      if (!isStale(error, progress)) throw error;
      progress.isReused = false;
      const fresh = await connect(route, progress, limit);
      return { wire, connection: fresh, response: await sendOnce(wire, fresh, progress, by) };
    }
  };

  return {
    send: async (request): Promise<OutboundResult> => {
      const startedAt = clock.now();
      const progress = newProgress();
      const limit = limitRequest(progress, request.timeoutMs ?? DEFAULT_TIMEOUT_MS, request.signal);
      try {
        if (limit.reason) throw limit.reason;
        const { wire, connection, response } = await attempt(request, progress, limit);
        const { timing } = progress;
        timing.totalMs = clock.now().getTime() - startedAt.getTime();
        return {
          ok: true,
          exchange: { startedAt, request: captured(wire), response, connection: connection.facts, timing },
        };
      } catch (error) {
        const { code, seen } = toOutboundError(limit.reason ?? error, progress.phase);
        const received = receivedBytes(progress);
        const addresses = error instanceof AddressRefused ? error.addresses : progress.addresses;
        return {
          ok: false,
          failure: {
            code,
            url: showUrl(request.url),
            seen,
            addresses,
            timing: { ...progress.timing, totalMs: clock.now().getTime() - startedAt.getTime() },
            ...(received ? { received } : {}),
            ...(error instanceof CertificateRefused ? { certificates: error.certificates } : {}),
          },
        };
      } finally {
        limit.release();
      }
    },
    close: () => pool.close(),
  };
}

let newest: { extraCa: string | undefined; context: SecureContext } | null = null;

/** Node's roots and the operator's: read once for all connections, for reading the roots takes longer than a handshake. */
export function trustContext({ extraCa }: OutboundPolicy): SecureContext {
  if (newest === null || newest.extraCa !== extraCa) {
    const context = createSecureContext(extraCa === undefined ? {} : { ca: [...rootCertificates, extraCa] });
    newest = { extraCa, context };
  }
  return newest.context;
}

function routeTo(
  { port, isTls, hostname }: RequestTarget,
  addresses: readonly string[],
  context: SecureContext,
  isCertificateIgnored: boolean,
): Route {
  const places = addresses.length > 1 ? [...addresses].sort().join(' ') : addresses[0];
  // Addresses and host names have no blanks.
  if (!isTls) return { key: `${places} ${port}`, addresses, port, tls: null };
  const key = `${places} ${port} ${hostname} ${isCertificateIgnored}`;
  return { key, addresses, port, tls: { hostname, context, isCertificateIgnored } };
}

/** A server may close an idle connection in the moment in which it is used again: then the request goes out once more. */
const isStale = (error: unknown, { isReused, timing }: Progress): boolean =>
  isReused && timing.firstByteMs === null && toOutboundError(error, 'response').code === 'CONNECTION_RESET';

/** IPv6 has several spellings; a system may also show an IPv4 peer as mapped. */
const isChecked = (remoteAddress: string, { addresses }: Route): boolean =>
  addresses.includes(remoteAddress) ||
  addresses.some((address) => canonicalAddress(address) === canonicalAddress(remoteAddress));

/** The URL as a failure may show it: what cannot be parsed may still hold a password. */
const showUrl = (written: string): string =>
  written.replace(/#.*/s, '').replace(/^([^/?]*\/\/)[^/?]*@/, '$1');

const captured = ({ method, target, headers, body }: WireRequest): CapturedRequest => ({
  method,
  url: target.url,
  headers,
  body: body.length > 0 ? body.slice() : NO_BYTES,
});
