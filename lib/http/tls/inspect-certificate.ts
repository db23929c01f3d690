import {
  checkServerIdentity,
  connect as connectTls,
  createSecureContext,
  rootCertificates,
  type SecureContext,
} from 'node:tls';
import type { Clock } from '@/lib/core/clock';
import type { CertificateResult, InspectedCertificate } from '../inspection-record';
import { connectOnce, secured, serverName } from '../open-socket';
import type { OutboundPolicy } from '../outbound-policy';
import { Limit } from '../request-progress';
import { OutboundError, timeoutFailure, toOutboundError } from '../rules/failure';
import { certificateChain, parseCertificates, type ServedCertificate } from './certificate';

const MISSING_ISSUER = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);
const DATE_ERRORS = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** Accepts every version and key that OpenSSL still knows: the verdict is ours to give, not the library's. */
export const lenientContext = ({ extraCa }: OutboundPolicy): SecureContext =>
  createSecureContext({
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    ...(extraCa === undefined ? {} : { ca: [...rootCertificates, extraCa] }),
  });

/** One full handshake with a checked address, to read the certificates and judge them. */
export async function inspectCertificate(
  server: { address: string; port: number; hostname: string },
  policy: OutboundPolicy,
  clock: Clock,
  { timeoutMs, signal: caller }: { timeoutMs: number; signal: AbortSignal },
): Promise<InspectedCertificate> {
  const stopped = () => new OutboundError('ABORTED', 'stopped');
  const limit = new Limit(timeoutMs, caller, () => timeoutFailure('tls', timeoutMs), stopped);
  try {
    const socket = connectTls({
      socket: await connectOnce(server.address, server.port, limit.signal),
      host: server.hostname,
      servername: serverName(server.hostname),
      secureContext: lenientContext(policy),
      rejectUnauthorized: false,
      // The name is judged below: here it would hide what is wrong with the chain.
      checkServerIdentity: () => undefined,
    });
    await secured(socket, limit.signal);
    const peer = socket.getPeerCertificate(true);
    const error = socket.authorizationError;
    const verifyError = error ? String(error) : null;
    socket.destroy();
    const chain = certificateChain(peer);
    const [leaf] = chain;
    if (!leaf) return { certificate: null, handshakeError: 'no certificate shown' };
    const now = clock.now();
    const anchor = judgeAnchor(chain, verifyError, policy);
    const certificate: CertificateResult = {
      leaf,
      chain,
      isTrusted: anchor !== null,
      anchor,
      isChainComplete: anchor !== null || !isIssuerMissing(chain, verifyError),
      isNameMatching: checkServerIdentity(server.hostname, peer) === undefined,
      isWithinDates: leaf.validFrom <= now && now <= leaf.validUntil,
      verifyError,
    };
    return { certificate, handshakeError: null };
  } catch (error) {
    return { certificate: null, handshakeError: toOutboundError(error, 'tls').seen };
  } finally {
    limit.release();
  }
}

/**
 * Whose trust a chain has. OpenSSL names the last thing wrong: of a chain out of date it says nothing else, so that its
 * end is looked up here. A chain that needs a certificate of the operator's, which Node does not have, is his alone.
 */
function judgeAnchor(
  chain: readonly ServedCertificate[],
  verifyError: string | null,
  { extraCa = '' }: OutboundPolicy,
): CertificateResult['anchor'] {
  if (verifyError !== null && !DATE_ERRORS.has(verifyError)) return null;
  const own = listFingerprints(extraCa);
  publicRoots ??= listFingerprints(rootCertificates.join('\n'));
  const prints = chain.map(({ fingerprint256 }) => fingerprint256);
  if (prints.some((print) => own.has(print) && !publicRoots?.has(print))) return 'operator';
  return verifyError === null || prints.some((print) => publicRoots?.has(print)) ? 'public' : null;
}

/** Read once: some hundred and fifty of them. */
let publicRoots: ReadonlySet<string> | null = null;

const listFingerprints = (pem: string): ReadonlySet<string> =>
  new Set(parseCertificates(pem).map(({ fingerprint256 }) => fingerprint256));

const isIssuerMissing = (chain: readonly ServedCertificate[], verifyError: string | null): boolean =>
  verifyError !== null && DATE_ERRORS.has(verifyError)
    ? chain.at(-1)?.isSelfSigned === false
    : chain[0]?.isSelfSigned === false && MISSING_ISSUER.has(verifyError ?? '');
