import {
  checkServerIdentity,
  connect as connectTls,
  createSecureContext,
  rootCertificates,
  type SecureContext,
} from 'node:tls';
import type { Clock } from '@/lib/core/clock';
import { connectOnce, serverName, settled } from '../open-socket';
import type { OutboundPolicy } from '../outbound-policy';
import { limitTime } from '../request-progress';
import { failureOf, OutboundError, timeoutFailure } from '../rules/failure';
import { certificateChain, type ServedCertificate } from './certificate';

export type CertificateVerdict = {
  leaf: ServedCertificate;
  /** Leaf first; the local store's root stands last where it is known. */
  chain: readonly ServedCertificate[];
  /** The chain ends at a root that we trust, whatever the dates and the name say. */
  isTrusted: boolean;
  /** False where an issuer is missing between the leaf and a root: some clients fetch it, others fail. */
  isChainComplete: boolean;
  isNameMatching: boolean;
  isWithinDates: boolean;
  /** OpenSSL's word for what is wrong with the chain (`DEPTH_ZERO_SELF_SIGNED_CERT`); null when nothing is. */
  verifyError: string | null;
};

export type ShownCertificate = { certificate: CertificateVerdict | null; handshakeError: string | null };

const MISSING_ISSUER = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);
const DATE_ERRORS = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** Accepts every version and key that OpenSSL still knows: the verdict is ours to give, not the library's. */
const lenientContext = ({ extraCa }: OutboundPolicy): SecureContext =>
  createSecureContext({
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    ...(extraCa === undefined ? {} : { ca: [...rootCertificates, extraCa] }),
  });

/** One full handshake with a checked address, to read the certificates and judge them. */
export async function readShownCertificate(
  server: { address: string; port: number; hostname: string },
  policy: OutboundPolicy,
  clock: Clock,
  timeoutMs: number,
  caller: AbortSignal,
): Promise<ShownCertificate> {
  const stopped = () => new OutboundError('ABORTED', 'stopped');
  const { signal, release } = limitTime(timeoutMs, caller, () => timeoutFailure('tls', timeoutMs), stopped);
  try {
    const socket = connectTls({
      socket: await connectOnce(server.address, server.port, signal),
      host: server.hostname,
      servername: serverName(server.hostname),
      secureContext: lenientContext(policy),
      rejectUnauthorized: false,
      // The name is judged below: here it would hide what is wrong with the chain.
      checkServerIdentity: () => undefined,
    });
    await settled(socket, 'secureConnect', signal);
    const peer = socket.getPeerCertificate(true);
    const error = socket.authorizationError;
    const verifyError = error ? String(error) : null;
    socket.destroy();
    const chain = certificateChain(peer);
    const [leaf] = chain;
    if (!leaf) return { certificate: null, handshakeError: 'no certificate shown' };
    const now = clock.now();
    const certificate: CertificateVerdict = {
      leaf,
      chain,
      isTrusted: verifyError === null || DATE_ERRORS.has(verifyError),
      isChainComplete: leaf.isSelfSigned || verifyError === null || !MISSING_ISSUER.has(verifyError),
      isNameMatching: checkServerIdentity(server.hostname, peer) === undefined,
      isWithinDates: leaf.validFrom <= now && now <= leaf.validUntil,
      verifyError,
    };
    return { certificate, handshakeError: null };
  } catch (error) {
    return { certificate: null, handshakeError: failureOf(error, 'tls').seen };
  } finally {
    release();
  }
}
