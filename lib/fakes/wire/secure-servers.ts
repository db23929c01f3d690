import { createSecureServer as createHttp2Server, performServerHandshake } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { TlsOptions } from 'node:tls';
import type { TransportFault } from '../faults/transport-faults';
import type { SiteCertificate, SiteCertificates } from '../issue-certificates';
import type { AnyRequest, AnyResponse } from './answer-request';

/** A server that does not listen: it is handed connections that somebody else accepted. */
export type ConnectionServer = {
  emit(event: 'connection', socket: unknown): boolean;
};

/** Forward secrecy and authenticated encryption only; TLS 1.3 suites are always on. */
const TLS_12_SUITES = [
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
].join(':');

/** TLS 1.1 signs with SHA-1, which OpenSSL 3 does on its lowest security level only. */
const TLS_11_SUITES = 'ECDHE-ECDSA-AES256-SHA:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0';

/** Longer than the longest pause of the fault `slow`. */
export const IDLE_TIMEOUT_MS = 60_000;

/**
 * The servers of one site, one for each combination of transport faults, made when first needed. Which of them a new
 * connection belongs to is decided when it is accepted.
 */
export function createSecureServers(
  certificates: SiteCertificates,
  listener: (request: AnyRequest, response: AnyResponse) => void,
) {
  const servers = new Map<string, ConnectionServer>();
  return (isFaultOn: (name: TransportFault) => boolean): ConnectionServer => {
    const options = toTlsOptions(certificates, isFaultOn);
    const isHttp2 = isFaultOn('http2-only');
    const key = JSON.stringify([isHttp2, options]);
    const server = servers.get(key) ?? (isHttp2 ? http2Server : http1Server)(options, listener);
    servers.set(key, server);
    return server;
  };
}

function toTlsOptions(
  certificates: SiteCertificates,
  isFaultOn: (name: TransportFault) => boolean,
): TlsOptions {
  const validity = certificates[isFaultOn('certificate-expired') ? 'expired' : 'valid'];
  const certificate = validity[isFaultOn('certificate-name-mismatch') ? 'otherName' : 'ownName'];
  return {
    key: certificate.keyPem,
    cert: joinChain(certificate, isFaultOn('chain-incomplete')),
    ...(isFaultOn('tls-1.1-only')
      ? { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: TLS_11_SUITES }
      : { minVersion: 'TLSv1.2', ciphers: TLS_12_SUITES }),
  };
}

const joinChain = ({ certPem, intermediatePem }: SiteCertificate, isIncomplete: boolean): string =>
  isIncomplete ? certPem : `${certPem.trimEnd()}\n${intermediatePem}`;

function http1Server(
  options: TlsOptions,
  listener: (request: AnyRequest, response: AnyResponse) => void,
): ConnectionServer {
  const server = createHttpsServer(options, listener);
  server.timeout = IDLE_TIMEOUT_MS;
  return server;
}

/**
 * ALPN offers `h2` alone, so a client that asks for HTTP/1.1 by name is refused in the handshake. One that names
 * nothing gets HTTP/2 frames, as from any server that knows no other version.
 */
function http2Server(
  options: TlsOptions,
  listener: (request: AnyRequest, response: AnyResponse) => void,
): ConnectionServer {
  const server = createHttp2Server({ ...options, allowHTTP1: false }, listener);
  server.setTimeout(IDLE_TIMEOUT_MS);
  server.on('sessionError', () => undefined);
  server.on('unknownProtocol', (socket) => {
    performServerHandshake(socket).on('error', () => socket.destroy());
  });
  return server;
}
