import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import type { Clock } from '@/lib/core/clock';
import type { RefusedCertificate } from './exchange';
import { type Progress, stopwatch } from './request-progress';
import { certificateFailure, OutboundError, timeoutFailure } from './rules/failure';
import { certificateChain } from './tls/certificate';

/** Where a connection may go: addresses are checked ones, and nothing here looks a name up. */
export type Route = {
  /**
   * The same for requests that may share a connection. It holds the checked addresses: a name that resolves differently
   * the next time never reuses a connection to where it pointed before.
   */
  key: string;
  addresses: readonly string[];
  port: number;
  /** Null for plain http. */
  tls: null | { hostname: string; context: SecureContext; isCertificateIgnored: boolean };
};

const ATTEMPT_MS = 5_000;
const MAX_ATTEMPTS = 6;

/**
 * A connected socket (after the TLS handshake where the route asks for one) to the first address that answers.
 * @throws what the last address answered, or the signal's reason
 */
export async function openSocket(
  route: Route,
  progress: Progress,
  clock: Clock,
  signal: AbortSignal,
): Promise<Socket> {
  const elapsed = stopwatch(clock);
  progress.phase = 'connect';
  const { socket: tcp } = await connectToAny(route.addresses, route.port, signal);
  progress.timing.connectMs = elapsed();
  if (!route.tls) return tcp;
  progress.phase = 'tls';
  const secured = await handshake(tcp, route.tls, signal);
  progress.timing.tlsMs = elapsed() - progress.timing.connectMs;
  return secured;
}

/** The first of the checked addresses that accepts a connection, tried in the given order. */
export async function connectToAny(
  addresses: readonly string[],
  port: number,
  signal: AbortSignal,
): Promise<{ socket: Socket; address: string }> {
  let last: unknown;
  for (const address of addresses.slice(0, MAX_ATTEMPTS)) {
    try {
      return { socket: await connectOnce(address, port, signal), address };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      last = error;
    }
  }
  throw last ?? new OutboundError('DNS_NOT_FOUND', 'no address');
}

/** One TCP connection to a checked address, given up after five seconds. */
export function connectOnce(address: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host: address, port, noDelay: true });
  const late = setTimeout(() => socket.destroy(timeoutFailure('connect', ATTEMPT_MS)), ATTEMPT_MS);
  return settled(socket, 'connect', signal).finally(() => clearTimeout(late));
}

/**
 * Nothing is sent before the certificate is judged. Node judges it in any case (`authorized`); left to refuse by
 * itself, it would take the certificates along that a seller needs to see.
 */
async function handshake(
  tcp: Socket,
  tls: NonNullable<Route['tls']>,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const connecting = connectTls({
    socket: tcp,
    host: tls.hostname,
    servername: serverName(tls.hostname),
    secureContext: tls.context,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  });
  const socket = await secured(connecting, signal);
  if (socket.authorized || tls.isCertificateIgnored) return socket;
  const refused = new CertificateRefused(socket);
  socket.destroy();
  throw refused;
}

/** Follows the alert in what was seen of a handshake that broke off once the server had shown its certificate. */
export const AFTER_CERTIFICATE = 'after the certificate of the server';

/**
 * The socket once its handshake is done. A refusal that comes behind the server's certificate is not about versions
 * and cipher suites, which are agreed upon by then: it says so in what was seen.
 */
export async function secured(socket: TLSSocket, signal: AbortSignal): Promise<TLSSocket> {
  let isCertificateShown = false;
  socket.once('error', () => {
    isCertificateShown = Object.keys(socket.getPeerCertificate() ?? {}).length > 0;
  });
  try {
    return await settled(socket, 'secureConnect', signal);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!isCertificateShown || !code.endsWith('ALERT_HANDSHAKE_FAILURE')) throw error;
    throw new OutboundError('TLS_FAILED', `${code} ${AFTER_CERTIFICATE}`);
  }
}

/** Carries the certificates, which the failure shows. */
export class CertificateRefused extends OutboundError {
  readonly certificates: readonly RefusedCertificate[];

  constructor(socket: TLSSocket) {
    // Node types it as an error; it is the error's code.
    const reason = String(socket.authorizationError);
    super(certificateFailure(reason) ?? 'TLS_FAILED', reason);
    this.certificates = certificateChain(socket.getPeerCertificate(true)).map((certificate) => ({
      subject: certificate.subject,
      issuer: certificate.issuer,
      subjectAltNames: certificate.subjectAltNames,
      validFrom: certificate.validFrom.toISOString(),
      validUntil: certificate.validUntil.toISOString(),
      isSelfSigned: certificate.isSelfSigned,
      issuerUrl: certificate.issuerUrl,
    }));
  }
}

/** Server name indication knows no addresses and no trailing dot (RFC 6066 §3). */
export const serverName = (hostname: string): string =>
  isIP(hostname) === 0 ? hostname.replace(/\.$/, '') : '';

/** The socket once `event` has happened; destroyed at once when the signal fires or anything goes wrong first. */
export function settled<T extends Socket>(
  socket: T,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => socket.destroy(signal.reason);
    const release = () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', onError).off('close', onClose).off(event, onDone);
    };
    const onError = (error: Error) => {
      release();
      // Later errors of a socket that is given up must not end the process.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const onClose = () => onError(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const onDone = () => {
      release();
      resolve(socket);
    };
    socket.on('error', onError).on('close', onClose).on(event, onDone);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}
