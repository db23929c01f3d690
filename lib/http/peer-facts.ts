import type { Socket } from 'node:net';
import { type PeerCertificate as NodeCertificate, TLSSocket } from 'node:tls';
import type { CapturedConnection, PeerCertificate } from './exchange';

/** What can be said about an open connection; to be read while it is open. */
export const connectionFacts = (socket: Socket): CapturedConnection => ({
  remoteAddress: socket.remoteAddress ?? '',
  remotePort: socket.remotePort ?? 0,
  tls:
    socket instanceof TLSSocket
      ? {
          protocol: socket.getProtocol() ?? '',
          cipher: socket.getCipher().name,
          certificate: certificateFacts(socket.getPeerCertificate()),
        }
      : null,
});

/** Node answers an empty object where the peer showed no certificate. */
export function certificateFacts(
  certificate: NodeCertificate | Record<string, never>,
): PeerCertificate | null {
  if (!certificate.raw) return null;
  return {
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    subjectAltNames: (certificate.subjectaltname ?? '').split(', ').filter((name: string) => name !== ''),
    validFrom: new Date(certificate.valid_from),
    validUntil: new Date(certificate.valid_to),
    fingerprint256: certificate.fingerprint256,
    keyBits: certificate.bits ?? null,
  };
}

/** `CN=shop.example, O=Shop`: the parts that say whose it is. */
const nameText = (name: NodeCertificate['subject'] | undefined): string =>
  (['CN', 'O', 'OU', 'C'] as const)
    .flatMap((part) => (name?.[part] ? [`${part}=${[name[part]].flat().join('+')}`] : []))
    .join(', ');
